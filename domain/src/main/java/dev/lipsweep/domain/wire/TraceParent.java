package dev.lipsweep.domain.wire;

import java.util.HexFormat;
import java.util.UUID;

/**
 * The trace of an attempt, from its claim to its completion: its id is the attempt's, so whoever
 * has one has the other. Each call of a worker for an attempt carries it in the W3C header {@code
 * traceparent}.
 */
public record TraceParent(String traceId, String spanId) {
  public static final String HEADER = "traceparent";

  public static TraceParent of(UUID attempt) {
    var hex = HexFormat.of();
    String low = hex.toHexDigits(attempt.getLeastSignificantBits());
    return new TraceParent(hex.toHexDigits(attempt.getMostSignificantBits()) + low, low);
  }

  /** The header's value: version 00, and sampled. */
  public String header() {
    return "00-%s-%s-01".formatted(traceId, spanId);
  }
}
