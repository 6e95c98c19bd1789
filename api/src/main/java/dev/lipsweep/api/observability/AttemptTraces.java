package dev.lipsweep.api.observability;

import dev.lipsweep.domain.wire.TraceParent;
import dev.lipsweep.persistence.worker.AttemptPlace;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * One trace for each attempt: a span from its claim to its end, which whichever server gets the
 * completion writes, and under it a span for each of the worker's calls. All servers agree on the
 * ids without a word, because they follow from the attempt's.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("management.opentelemetry.tracing.export.otlp.endpoint")
class AttemptTraces implements WebMvcConfigurer {
  private final ObjectProvider<OpenTelemetry> telemetry;

  AttemptTraces(ObjectProvider<OpenTelemetry> telemetry) {
    this.telemetry = telemetry;
  }

  @Bean
  static SdkTracerProviderBuilderCustomizer attemptIds() {
    return builder -> builder.setIdGenerator(new AttemptIds());
  }

  /** Calls of workers, which name the trace of their attempt, and nobody else's requests. */
  @Bean
  static Sampler attemptsAlone() {
    return Sampler.parentBased(new AttemptIds());
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new OfAttempt()).addPathPatterns("/api/v1/attempts/{id}/completion");
  }

  private final class OfAttempt implements HandlerInterceptor {
    /** After a completion that was accepted. */
    @Override
    public void postHandle(
        HttpServletRequest request,
        HttpServletResponse response,
        Object handler,
        @Nullable ModelAndView view) {
      if (request.getAttribute(AttemptPlace.class.getName()) instanceof AttemptPlace place) {
        Tracer tracer = telemetry.getObject().getTracer("dev.lipsweep");
        SpanBuilder span =
            tracer
                .spanBuilder("attempt")
                .setNoParent()
                .setStartTimestamp(claimedAt(place.attempt()), TimeUnit.MILLISECONDS)
                .setAttribute("lipsweep.sweep", place.sweep().toString())
                .setAttribute("lipsweep.trial", place.trial().toString())
                .setAttribute("lipsweep.attempt", place.attempt().toString())
                .setAttribute("lipsweep.epoch", place.epoch())
                .setAttribute("lipsweep.worker", place.worker().toString());
        AttemptIds.using(TraceParent.of(place.attempt()), span::startSpan).end();
      }
    }

    /** The first 48 bits of a UUID of version 7 are the milliseconds of its making. */
    private static long claimedAt(UUID attempt) {
      return attempt.getMostSignificantBits() >>> 16;
    }
  }
}
