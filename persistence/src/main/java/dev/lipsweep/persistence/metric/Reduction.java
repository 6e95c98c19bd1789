package dev.lipsweep.persistence.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Fewer points that draw the same line: of every stretch the first, the smallest, the largest and
 * the last (M4, Jugel et al., VLDB 2014). A stretch without a finite value keeps its ends, so that
 * the gap stays visible.
 */
final class Reduction {
  private static final int KEPT = 4;

  private Reduction() {}

  static Series of(Series series, int maxPoints) {
    List<Series.Point> points = series.points();
    int stretches = Math.max(1, maxPoints / KEPT);
    if (points.size() <= Math.max(KEPT, maxPoints)) {
      return series;
    }
    var kept = new ArrayList<Series.Point>(stretches * KEPT);
    for (int i = 0; i < stretches; i++) {
      int from = (int) ((long) points.size() * i / stretches);
      int to = (int) ((long) points.size() * (i + 1) / stretches);
      corners(points, from, to).forEach(index -> kept.add(points.get(index)));
    }
    return new Series(series.name(), kept, points.size());
  }

  private static TreeSet<Integer> corners(List<Series.Point> points, int from, int to) {
    var corners = new TreeSet<>(List.of(from, to - 1));
    int smallest = -1;
    int largest = -1;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      Double value = points.get(i).value();
      if (value == null) {
        continue;
      }
      if (value < low) {
        low = value;
        smallest = i;
      }
      if (value > high) {
        high = value;
        largest = i;
      }
    }
    if (smallest >= 0) {
      corners.add(smallest);
      corners.add(largest);
    }
    return corners;
  }
}
