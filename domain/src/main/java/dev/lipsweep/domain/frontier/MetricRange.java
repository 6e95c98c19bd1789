package dev.lipsweep.domain.frontier;

import org.jspecify.annotations.Nullable;

/**
 * Lets in the results whose metric lies in a range; a result without the metric stays outside.
 *
 * @param atLeast null if there is no lower end
 * @param atMost null if there is no upper end
 */
public record MetricRange(Metric metric, @Nullable Double atLeast, @Nullable Double atMost) {
  public MetricRange {
    if (atLeast != null && atMost != null && !(atLeast <= atMost)) {
      throw new IllegalArgumentException("no number is from %s to %s".formatted(atLeast, atMost));
    }
  }
}
