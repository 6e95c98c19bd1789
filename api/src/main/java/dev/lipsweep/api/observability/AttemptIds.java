package dev.lipsweep.api.observability;

import dev.lipsweep.domain.wire.TraceParent;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Random ids, except for the one span of an attempt itself: workers have named it as the parent of
 * their calls all along. And of the spans without a parent that one alone is worth keeping.
 */
final class AttemptIds implements IdGenerator, Sampler {
  private static final ThreadLocal<@Nullable TraceParent> NEXT = new ThreadLocal<>();

  private final IdGenerator random = IdGenerator.random();

  /** Spans that {@code work} begins in this thread have these ids. */
  static <T> T using(TraceParent ids, Supplier<T> work) {
    NEXT.set(ids);
    try {
      return work.get();
    } finally {
      NEXT.remove();
    }
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    return NEXT.get() == null ? SamplingResult.drop() : SamplingResult.recordAndSample();
  }

  @Override
  public String getDescription() {
    return "attempts";
  }

  @Override
  public String generateSpanId() {
    TraceParent next = NEXT.get();
    return next == null ? random.generateSpanId() : next.spanId();
  }

  @Override
  public String generateTraceId() {
    TraceParent next = NEXT.get();
    return next == null ? random.generateTraceId() : next.traceId();
  }
}
