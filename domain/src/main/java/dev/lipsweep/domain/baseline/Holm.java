package dev.lipsweep.domain.baseline;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction (Holm, "A simple sequentially rejective multiple test procedure", 1979): of all
 * questions together the chance that a true "no change" is called a change stays below the level,
 * however the questions depend on each other.
 */
final class Holm {
  private Holm() {}

  /** Adjusted p-values in the order given: compare each with the level of the whole family. */
  static double[] adjusted(double[] p) {
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    Arrays.fill(adjusted, 1);
    double largest = 0;
    for (int rank = 0; rank < order.length; rank++) {
      largest = Math.max(largest, Math.min(1, p[order[rank]] * (p.length - rank)));
      adjusted[order[rank]] = largest;
    }
    return adjusted;
  }
}
