package dev.lipsweep.domain.frontier.statistics;

import dev.lipsweep.domain.frontier.SeedAggregate;
import java.util.Arrays;

/**
 * Reduces a configuration's seeds to one result. Bounds are reduced as log10, so that a mean of
 * them is a geometric one. An unknown bound counts as larger than any other: a mean or a worst over
 * it is unknown, and so is a median that falls on it. So is a mean of zero and infinity.
 */
enum SeedReduction {
  MEAN,
  MEDIAN,
  /** The largest bound and the smallest accuracy, which may be of different seeds. */
  WORST;

  /**
   * @throws IllegalArgumentException for EACH, which reduces nothing
   */
  static SeedReduction of(SeedAggregate aggregate) {
    return switch (aggregate) {
      case EACH ->
          throw new IllegalArgumentException(
              "statistics are over the seeds of a configuration: mean, median or worst, not each");
      case MEAN -> MEAN;
      case MEDIAN -> MEDIAN;
      case WORST -> WORST;
    };
  }

  /** log10 of the bound of the first {@code count} values, whose order is lost; NaN if unknown. */
  double bound(double[] log10Bounds, int count) {
    return reduce(log10Bounds, count, true);
  }

  /** The accuracy of the first {@code count} values, whose order is lost. */
  double accuracy(double[] accuracies, int count) {
    return reduce(accuracies, count, false);
  }

  /**
   * How many of {@code seeds} seeds a resample draws, with replacement. One fewer than there are
   * gives means exactly the variance that they have (Rao and Wu, "Resampling inference with complex
   * survey data", 1988, section 2: m = n - 1); as many would lose a third of it with three seeds.
   * The worst needs as many draws as there were seeds, or it would not be as bad.
   */
  int draws(int seeds) {
    return switch (this) {
      case MEAN, MEDIAN -> Math.max(1, seeds - 1);
      case WORST -> seeds;
    };
  }

  /**
   * @param smallerIsBetter which end of the values is the worst
   */
  double reduce(double[] values, int count, boolean smallerIsBetter) {
    return switch (this) {
      case MEAN -> mean(values, count);
      case MEDIAN -> median(values, count);
      case WORST -> worst(values, count, smallerIsBetter);
    };
  }

  private static double mean(double[] values, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum / count;
  }

  private static double median(double[] values, int count) {
    Arrays.sort(values, 0, count); // NaN sorts last
    double upper = values[count / 2];
    double lower = values[(count - 1) / 2];
    return lower == upper ? lower : (lower + upper) / 2;
  }

  private static double worst(double[] values, int count, boolean smallerIsBetter) {
    double worst = values[0];
    for (int i = 1; i < count; i++) {
      worst = smallerIsBetter ? Math.max(worst, values[i]) : Math.min(worst, values[i]);
    }
    return worst;
  }
}
