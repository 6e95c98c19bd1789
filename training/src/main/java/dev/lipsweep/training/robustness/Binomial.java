package dev.lipsweep.training.robustness;

import org.apache.commons.statistics.distribution.BetaDistribution;

/** Exact bounds of a probability from counts (Clopper and Pearson 1934). */
final class Binomial {
  private Binomial() {}

  /** With probability at least 1 - alpha the true probability is no lower. */
  static double lower(int successes, int trials, double alpha) {
    if (successes == 0) {
      return 0;
    }
    return BetaDistribution.of(successes, trials - successes + 1.0)
        .inverseCumulativeProbability(alpha);
  }

  /** With probability at least 1 - alpha the true probability is no higher. */
  static double upper(int successes, int trials, double alpha) {
    if (successes == trials) {
      return 1;
    }
    return BetaDistribution.of(successes + 1.0, trials - successes)
        .inverseCumulativeProbability(1 - alpha);
  }
}
