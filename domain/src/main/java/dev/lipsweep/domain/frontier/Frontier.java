package dev.lipsweep.domain.frontier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The Pareto-optimal results of smallest bound against largest accuracy. A dominates B when its
 * bound is no larger, its accuracy no lower, and one of them strictly better; of two equal results
 * the one with the smaller {@code order} stays. This is the oracle of the frontier that SQL
 * computes.
 */
public final class Frontier {
  private Frontier() {}

  /**
   * A result to compare.
   *
   * @param log10Bound may be infinite, never NaN: a result with an unknown bound is not offered
   * @param order arrival: of equal results the first stays
   */
  public record Point(double log10Bound, double accuracy, long order) {
    public Point {
      if (Double.isNaN(log10Bound) || Double.isNaN(accuracy)) {
        throw new IllegalArgumentException(
            "a point of a frontier has no NaN: " + log10Bound + ", " + accuracy);
      }
    }

    boolean dominates(Point other) {
      boolean noWorse = log10Bound <= other.log10Bound && accuracy >= other.accuracy;
      return noWorse
          && (log10Bound < other.log10Bound || accuracy > other.accuracy || order < other.order);
    }
  }

  /** Written out: a thousand resamples sort by it. */
  static final Comparator<Point> BY_BOUND =
      (a, b) -> {
        int byBound = Double.compare(a.log10Bound, b.log10Bound);
        if (byBound != 0) {
          return byBound;
        }
        int byAccuracy = Double.compare(b.accuracy, a.accuracy);
        return byAccuracy != 0 ? byAccuracy : Long.compare(a.order, b.order);
      };

  /**
   * The frontier by rising bound: sorted, a point is on it when its accuracy beats all before it.
   */
  public static List<Point> of(Collection<Point> points) {
    var front = new ArrayList<Point>();
    double best = Double.NEGATIVE_INFINITY;
    Point[] sorted = points.toArray(new Point[0]);
    Arrays.sort(sorted, BY_BOUND);
    for (Point point : sorted) {
      if (front.isEmpty() || point.accuracy() > best) {
        front.add(point);
        best = point.accuracy();
      }
    }
    return front;
  }

  /** The definition itself, O(n^2): what nothing dominates. For tests of the fast forms. */
  public static List<Point> byDefinition(Collection<Point> points) {
    return points.stream()
        .filter(point -> points.stream().noneMatch(other -> other.dominates(point)))
        .sorted(BY_BOUND)
        .toList();
  }
}
