package dev.lipsweep.worker.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.trainer.TrainerCommand;
import dev.lipsweep.domain.trainer.TrainerEvent;
import dev.lipsweep.domain.wire.Outcome;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads and writes the domain's wire records. A sealed type carries its record's simple name as
 * {@code type}; fields that this version does not know are skipped, so that a newer server or
 * trainer can say more.
 */
public final class WireJson {
  private WireJson() {}

  public static JsonMapper mapper() {
    return JsonMapper.builder()
        .addMixIn(Outcome.class, ByTypeName.class)
        .addMixIn(TrainerCommand.class, ByTypeName.class)
        .addMixIn(TrainerEvent.class, ByTypeName.class)
        .addModule(
            new SimpleModule("lipsweep")
                .addSerializer(LogBound.class, new LogBoundJson.Writer())
                .addDeserializer(LogBound.class, new LogBoundJson.Reader()))
        .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.ALWAYS))
        // a configuration's whole numbers are Long, whatever their size
        .enable(DeserializationFeature.USE_LONG_FOR_INTS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
  private interface ByTypeName {}
}
