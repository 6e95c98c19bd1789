package dev.lipsweep.domain.frontier.statistics;

import java.util.Arrays;

/** A number as it is, and as it came out in every resample. NaN sorts above everything. */
public final class Resampled {
  private final double value;
  private final double[] sorted;

  /**
   * @param resamples at least one value
   */
  public Resampled(double value, double[] resamples) {
    this.value = value;
    this.sorted = resamples.clone();
    Arrays.sort(sorted);
  }

  public double value() {
    return value;
  }

  /** The value in every resample, rising. */
  public double[] resamples() {
    return sorted.clone();
  }

  /**
   * The value with its percentile interval: the order statistics at (R + 1) times the tails' shares
   * (Davison and Hinkley, "Bootstrap Methods and their Application", 1997, section 5.3.1). No two
   * of them are averaged, so that infinities stay what they are.
   */
  public Estimate estimate(double level) {
    int rank = (int) Math.floor((sorted.length + 1) * (1 - level) / 2 + 1e-9);
    int low = Math.clamp(rank - 1, 0, sorted.length - 1);
    return new Estimate(value, sorted[low], sorted[sorted.length - 1 - low]);
  }

  /** Share of the resamples that are at most {@code limit}. */
  public double shareAtMost(double limit) {
    return (double) Arrays.stream(sorted).filter(x -> x <= limit).count() / sorted.length;
  }

  /**
   * Two-sided p-value of the value being zero: twice the smaller share of the resamples on one side
   * of it, the observed value counted in, so that it is never zero (Davison and Hinkley, section
   * 4.4). A resample without a number speaks for neither side.
   */
  public double pValueOfZero() {
    long atMost = Arrays.stream(sorted).filter(x -> !(x > 0)).count();
    long atLeast = Arrays.stream(sorted).filter(x -> !(x < 0)).count();
    return Math.min(1, 2.0 * (1 + Math.min(atMost, atLeast)) / (sorted.length + 1));
  }
}
