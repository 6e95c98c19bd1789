package dev.lipsweep.domain.baseline;

import dev.lipsweep.domain.baseline.CheckedConfiguration.Pair;
import java.util.Arrays;
import java.util.List;

/**
 * The pairs of one configuration by one measure.
 *
 * @param pinned what the baseline's trials measured
 * @param checked what the check's measured, in the same order of seeds
 * @param gains how much better each is, in the measure's unit
 */
record Moves(double[] pinned, double[] checked, double[] gains) {
  static Moves of(Measure measure, List<Pair> pairs) {
    List<Pair> measured =
        pairs.stream()
            .filter(
                pair ->
                    Double.isFinite(value(measure, pair.pinned()))
                        && Double.isFinite(value(measure, pair.checked())))
            .toList();
    double[] pinned =
        measured.stream().mapToDouble(pair -> value(measure, pair.pinned())).toArray();
    double[] checked =
        measured.stream().mapToDouble(pair -> value(measure, pair.checked())).toArray();
    double[] gains = new double[pinned.length];
    for (int i = 0; i < gains.length; i++) {
      gains[i] = measure.gain(pinned[i], checked[i]);
    }
    return new Moves(pinned, checked, gains);
  }

  private static double value(Measure measure, CheckedTrial trial) {
    return measure == Measure.BOUND ? trial.log10Bound() : trial.accuracy();
  }

  int pairs() {
    return gains.length;
  }

  /** True unless every pair is the same number twice. */
  boolean hasMoved() {
    return Arrays.stream(gains).anyMatch(gain -> gain != 0);
  }

  double gain() {
    return mean(gains);
  }

  /** Of the gains; 0 for a single one. */
  double variance() {
    double mean = gain();
    double sum = Arrays.stream(gains).map(gain -> (gain - mean) * (gain - mean)).sum();
    return gains.length < 2 ? 0 : sum / (gains.length - 1);
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }
}
