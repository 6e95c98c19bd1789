package dev.lipsweep.domain.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive points of one series, stored as arrays.
 *
 * @param series such as {@code train/loss}, {@code validation/accuracy}, {@code
 *     bound/certified-quick}
 * @param seq number of the chunk in its series and attempt, from 0
 * @param steps step of each point, rising
 * @param values value of each point; null where it is not finite
 */
public record MetricChunk(String series, int seq, List<Long> steps, List<@Nullable Double> values) {
  public static final int USUAL_POINTS = 200;

  public MetricChunk {
    if (steps.size() != values.size()) {
      throw new IllegalArgumentException(
          "series %s: %d steps, %d values".formatted(series, steps.size(), values.size()));
    }
  }
}
