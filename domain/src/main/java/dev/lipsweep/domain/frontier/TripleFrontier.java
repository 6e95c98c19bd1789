package dev.lipsweep.domain.frontier;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Pareto-optimal results of three objectives: smallest bound, largest accuracy, least cost. A
 * dominates B when it is no worse in any of them and strictly better in one; of equal results the
 * one with the smaller {@code order} stays.
 */
public final class TripleFrontier {
  private TripleFrontier() {}

  /**
   * A result to compare.
   *
   * @param log10Bound may be infinite, never NaN
   * @param cost to be minimised; what is to be maximised is given negated. Never NaN
   * @param order arrival: of equal results the first stays
   */
  public record Point(double log10Bound, double accuracy, double cost, long order) {
    public Point {
      if (Double.isNaN(log10Bound) || Double.isNaN(accuracy) || Double.isNaN(cost)) {
        throw new IllegalArgumentException(
            "a point of a frontier has no NaN: " + log10Bound + ", " + accuracy + ", " + cost);
      }
    }

    boolean dominates(Point other) {
      boolean noWorse =
          log10Bound <= other.log10Bound && accuracy >= other.accuracy && cost <= other.cost;
      boolean equal =
          log10Bound == other.log10Bound && accuracy == other.accuracy && cost == other.cost;
      return noWorse && (!equal || order < other.order);
    }
  }

  private static final Comparator<Point> BY_BOUND =
      Comparator.comparingDouble(Point::log10Bound)
          .thenComparing(Comparator.comparingDouble(Point::accuracy).reversed())
          .thenComparingDouble(Point::cost)
          .thenComparingLong(Point::order);

  /**
   * What nothing dominates, by rising bound, in O(n log n) (Kung, Luccio and Preparata, "On finding
   * the maxima of a set of vectors", 1975): in the order of bounds a point is dominated exactly if
   * one before it has no less accuracy at no more cost, and of those before it only the best cost
   * for each accuracy matters.
   */
  public static List<Point> of(Collection<Point> points) {
    var front = new ArrayList<Point>();
    // by accuracy, the least cost of anything so far with at least that accuracy: both rise
    var costs = new TreeMap<Double, Double>();
    for (Point point : points.stream().sorted(BY_BOUND).toList()) {
      Map.Entry<Double, Double> rival = costs.ceilingEntry(point.accuracy() + 0.0);
      if (rival != null && rival.getValue() <= point.cost()) {
        continue;
      }
      front.add(point);
      Map.Entry<Double, Double> below = costs.floorEntry(point.accuracy() + 0.0);
      while (below != null && below.getValue() >= point.cost()) {
        costs.remove(below.getKey());
        below = costs.floorEntry(point.accuracy() + 0.0);
      }
      costs.put(point.accuracy() + 0.0, point.cost());
    }
    return front;
  }

  /** The definition itself, O(n^2). For tests of the fast form. */
  static List<Point> byDefinition(Collection<Point> points) {
    return points.stream()
        .filter(point -> points.stream().noneMatch(other -> other.dominates(point)))
        .sorted(BY_BOUND)
        .toList();
  }
}
