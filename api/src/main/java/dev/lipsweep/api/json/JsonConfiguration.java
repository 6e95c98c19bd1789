package dev.lipsweep.api.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.Outcome;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.module.SimpleModule;

/** Makes JSON of the domain's records, which know nothing of Jackson. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {
  @Bean
  JsonMapperBuilderCustomizer domainAsJson() {
    var module =
        new DomainModule()
            .addSerializer(LogBound.class, new LogBoundJson.Writer())
            .addDeserializer(LogBound.class, new LogBoundJson.Reader())
            .addSerializer(Double.class, new FiniteOrNull())
            .addSerializer(Double.TYPE, new FiniteOrNull());
    return builder -> builder.addModule(module).addMixIn(Outcome.class, NamedType.class);
  }

  private static final class DomainModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    DomainModule() {
      super("lipsweep");
    }

    @Override
    public void setupModule(SetupContext context) {
      super.setupModule(context);
      context.insertAnnotationIntrospector(new NullnessIntrospector());
    }
  }

  /** A sealed type is an object whose {@code type} is the record's simple name. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
  private interface NamedType {}
}
