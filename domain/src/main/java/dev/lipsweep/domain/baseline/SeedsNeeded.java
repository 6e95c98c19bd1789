package dev.lipsweep.domain.baseline;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.TDistribution;

/** How many seeds a question needs, and how much a number of seeds can tell. */
final class SeedsNeeded {
  static final double POWER = 0.8;

  private static final int MOST = 1000;

  private SeedsNeeded() {}

  /**
   * The least number of seeds a configuration with which an unchanged system is shown to be no
   * worse by {@code margin} in four of five checks.
   *
   * @param noise standard deviation of a pair's difference
   * @param configurations in the mean that is asked for
   * @param sharing how many configurations share the estimate of the noise
   */
  static OptionalInt toShow(double margin, double noise, int configurations, int sharing) {
    for (int seeds = 2; seeds <= MOST; seeds++) {
      double error = noise / Math.sqrt((double) seeds * configurations);
      if (noticeable(Change.LEVEL, error, (double) sharing * (seeds - 1)) <= margin) {
        return OptionalInt.of(seeds);
      }
    }
    return OptionalInt.empty();
  }

  /** The effect that is noticed in four of five checks by a test of this level. */
  static double noticeable(double level, double error, double degrees) {
    var t = TDistribution.of(degrees);
    return (t.inverseSurvivalProbability(level) + t.inverseCumulativeProbability(POWER)) * error;
  }
}
