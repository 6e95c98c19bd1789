package dev.lipsweep.domain.baseline;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The exact test of a mean of paired differences, and its interval. If nothing has changed,
 * baseline and check may be exchanged pair by pair, so every pattern of signs is as likely as the
 * one that was seen: whatever the noise is, however heavy its tails, and also if each trial has a
 * noise of its own (Fisher, "The design of experiments", 1935, section 21). All that is asked is
 * that the noise of one trial does not depend on another's.
 *
 * <p>Flipping the signs of a subset makes the mean smaller than it is exactly if the subset's own
 * mean is positive. So the share of subsets whose mean is not positive is the p-value, and the
 * quantiles of the subsets' means are the interval (Hartigan, "Using subsample values as typical
 * values", 1969).
 */
final class SubsetMeans {
  /** Below so many pairs a t-test is sharper than what few patterns of signs can say. */
  static final int FEWEST = 10;

  private static final int SUBSETS = 1999;
  private static final long SEED = 0x6c6970736c697073L;

  /** Rising. */
  private final double[] means;

  private SubsetMeans(double[] means) {
    this.means = means;
  }

  /**
   * @param weights of each difference in the mean, positive
   */
  static SubsetMeans of(double[] differences, double[] weights) {
    var random = new SplittableRandom(SEED);
    double[] means = new double[SUBSETS];
    for (int s = 0; s < SUBSETS; s++) {
      double sum = 0;
      double weight = 0;
      long bits = 0;
      for (int i = 0; i < differences.length; i++) {
        if (i % Long.SIZE == 0) {
          bits = random.nextLong();
        }
        if ((bits & 1) != 0) {
          sum += weights[i] * differences[i];
          weight += weights[i];
        }
        bits >>>= 1;
      }
      // the empty subset counts against both directions
      means[s] = weight == 0 ? 0 : sum / weight;
    }
    Arrays.sort(means);
    return new SubsetMeans(means);
  }

  /** The chance of a mean that large if there is no difference. */
  double pGreater() {
    return (1.0 + count(true)) / (SUBSETS + 1);
  }

  /** The chance of a mean that small if there is no difference. */
  double pLess() {
    return (1.0 + count(false)) / (SUBSETS + 1);
  }

  /** The mean is larger than this, but for an error of {@code level}. */
  double low(double level) {
    return means[rank(level)];
  }

  /** The mean is smaller than this, but for an error of {@code level}. */
  double high(double level) {
    return means[SUBSETS - 1 - rank(level)];
  }

  private static int rank(double level) {
    return Math.max(0, (int) Math.floor(level * (SUBSETS + 1)) - 1);
  }

  private int count(boolean notPositive) {
    return (int) Arrays.stream(means).filter(mean -> notPositive ? mean <= 0 : mean >= 0).count();
  }
}
