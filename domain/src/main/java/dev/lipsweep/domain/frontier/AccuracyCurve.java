package dev.lipsweep.domain.frontier;

import java.util.Collection;
import java.util.List;

/**
 * The best accuracy at a bound of at most 10^x, as a function of x: a step function that a frontier
 * draws. It rises at each of the frontier's points and is never interpolated, since nobody attained
 * what lies on a line between two of them. A bound of zero counts everywhere, an infinite one
 * nowhere.
 */
public final class AccuracyCurve {
  private final double[] log10Bounds;
  private final double[] accuracies;

  private AccuracyCurve(double[] log10Bounds, double[] accuracies) {
    this.log10Bounds = log10Bounds;
    this.accuracies = accuracies;
  }

  /** What the points attain together; those that others dominate change nothing. */
  public static AccuracyCurve of(Collection<Frontier.Point> points) {
    return along(Frontier.of(points));
  }

  /**
   * @param frontier as {@link Frontier#of} gives it
   */
  public static AccuracyCurve along(List<Frontier.Point> frontier) {
    double[] log10Bounds = new double[frontier.size()];
    double[] accuracies = new double[frontier.size()];
    for (int i = 0; i < log10Bounds.length; i++) {
      log10Bounds[i] = frontier.get(i).log10Bound();
      accuracies[i] = frontier.get(i).accuracy();
    }
    return new AccuracyCurve(log10Bounds, accuracies);
  }

  /** The accuracy at bounds up to 10^{@code log10Bound}, or {@code nothing} if there is none. */
  public double accuracyAt(double log10Bound, double nothing) {
    int after = after(log10Bound);
    return after == 0 ? nothing : accuracies[after - 1];
  }

  /**
   * log10 of the smallest bound that comes with at least {@code accuracy}; NaN if none does. Minus
   * infinity is a bound of zero.
   */
  public double boundAt(double accuracy) {
    for (int i = 0; i < accuracies.length; i++) {
      if (accuracies[i] >= accuracy) {
        return log10Bounds[i];
      }
    }
    return Double.NaN;
  }

  /**
   * The area between the curve and {@code reference} over a range, in decades times share: the
   * integral of max(0, accuracy(x) - reference). Where there is no accuracy there is no area.
   */
  public double area(BoundRange range, double reference) {
    double area = 0;
    double from = range.low();
    for (int next = after(from); from < range.high(); next++) {
      double to =
          next < log10Bounds.length ? Math.min(log10Bounds[next], range.high()) : range.high();
      double accuracy = next == 0 ? reference : accuracies[next - 1];
      area += (to - from) * Math.max(0, accuracy - reference);
      from = to;
    }
    return area;
  }

  /** The accuracy at each of many bounds, or {@code nothing}. */
  public double[] accuraciesAt(double[] risingLog10Bounds, double nothing) {
    double[] found = new double[risingLog10Bounds.length];
    int next = 0;
    for (int i = 0; i < found.length; i++) {
      while (next < log10Bounds.length && log10Bounds[next] <= risingLog10Bounds[i]) {
        next++;
      }
      found[i] = next == 0 ? nothing : accuracies[next - 1];
    }
    return found;
  }

  /** Where the curve rises, as log10 bounds, infinite ones included. */
  public double[] steps() {
    return log10Bounds.clone();
  }

  /** How often it rises. */
  public int size() {
    return log10Bounds.length;
  }

  /** Where the curve rises for the {@code step}-th time, from 0; +inf after the last. */
  public double log10BoundOf(int step) {
    return step < log10Bounds.length ? log10Bounds[step] : Double.POSITIVE_INFINITY;
  }

  /** The accuracy from the {@code step}-th rise on. */
  public double accuracyOf(int step) {
    return accuracies[step];
  }

  /** How many steps lie at or before {@code log10Bound}. */
  private int after(double log10Bound) {
    int low = 0;
    int high = log10Bounds.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (log10Bounds[middle] <= log10Bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
