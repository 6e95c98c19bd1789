package dev.lipsweep.domain.search;

import java.util.Arrays;

/** Outliers, drawn in so that they do not make everything else look the same. */
final class Winsor {
  /** Median absolute deviations; 1.4826 of them are a normal distribution's deviation. */
  private static final double FARTHEST = 4 * 1.4826;

  private Winsor() {}

  static double[] clipped(double[] values) {
    double median = median(values);
    double spread =
        FARTHEST * median(Arrays.stream(values).map(v -> Math.abs(v - median)).toArray());
    return spread == 0
        ? values
        : Arrays.stream(values).map(v -> Math.clamp(v, median - spread, median + spread)).toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
