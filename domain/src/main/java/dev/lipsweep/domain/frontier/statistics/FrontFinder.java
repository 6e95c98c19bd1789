package dev.lipsweep.domain.frontier.statistics;

import dev.lipsweep.domain.frontier.BoundRange;
import dev.lipsweep.domain.frontier.Frontier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The frontier of many sets, one after another, without sorting each of them whole: bounds are laid
 * in cells, and a result that does not beat every cell below its own is dominated. What is left is
 * sorted; the answer is exact.
 */
final class FrontFinder {
  private static final int CELLS = 1024;

  private final BoundRange range;
  private final double[] best = new double[CELLS + 2];

  /**
   * @param range where most bounds lie; others are right too, but slower
   */
  FrontFinder(BoundRange range) {
    this.range = range;
  }

  /**
   * @param log10Bounds NaN leaves a result out
   * @param orders the points' orders
   * @param count how many of the arrays' elements there are
   */
  List<Frontier.Point> of(double[] log10Bounds, double[] accuracies, int[] orders, int count) {
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < count; i++) {
      if (!Double.isNaN(log10Bounds[i])) {
        int cell = cell(log10Bounds[i]);
        best[cell] = Math.max(best[cell], accuracies[i]);
      }
    }
    double below = Double.NEGATIVE_INFINITY;
    for (int cell = 0; cell < best.length; cell++) {
      double here = best[cell];
      best[cell] = below;
      below = Math.max(below, here);
    }
    var hopeful = new ArrayList<Frontier.Point>();
    for (int i = 0; i < count; i++) {
      if (!Double.isNaN(log10Bounds[i]) && accuracies[i] > best[cell(log10Bounds[i])]) {
        hopeful.add(new Frontier.Point(log10Bounds[i], accuracies[i], orders[i]));
      }
    }
    return Frontier.of(hopeful);
  }

  /** Never smaller for a larger bound, which is all that is asked of it. */
  private int cell(double log10Bound) {
    if (Double.isInfinite(log10Bound)) {
      return log10Bound < 0 ? 0 : CELLS + 1;
    }
    double share = range.decades() == 0 ? 0 : (log10Bound - range.low()) / range.decades();
    return 1 + (int) Math.clamp(share * CELLS, 0, CELLS - 1);
  }
}
