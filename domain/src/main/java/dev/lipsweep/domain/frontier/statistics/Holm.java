package dev.lipsweep.domain.frontier.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Correction for asking many questions at once. */
public final class Holm {
  private Holm() {}

  /**
   * Adjusted p-values in the order given: taking those at most a as findings keeps the chance of
   * any false one below a, however they depend on each other (Holm, "A simple sequentially
   * rejective multiple test procedure", 1979).
   */
  public static double[] adjusted(double[] pValues) {
    int[] rising =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[pValues.length];
    double largest = 0;
    for (int rank = 0; rank < rising.length; rank++) {
      double scaled = pValues[rising[rank]] * (pValues.length - rank);
      largest = Math.max(largest, Math.min(1, scaled));
      adjusted[rising[rank]] = largest;
    }
    return adjusted;
  }
}
