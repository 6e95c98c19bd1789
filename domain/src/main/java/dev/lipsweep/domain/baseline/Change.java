package dev.lipsweep.domain.baseline;

import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Effect} before it is compared with others: in terms of gain, larger is better.
 *
 * @param low end of the 90 % interval; NaN if nothing is known about noise
 * @param noise standard deviation of one pair's gain; NaN likewise
 * @param pLess chance of so little gain if nothing has changed; NaN if not known
 */
record Change(
    Measure measure,
    int pairs,
    double pinned,
    double checked,
    double gain,
    double low,
    double high,
    double noise,
    double pLess,
    double pGreater) {
  /** Each end of an interval errs with this chance. */
  static final double LEVEL = 0.05;

  /** Nothing has moved, and that is known. */
  static Change none(Measure measure, Moves moves) {
    double value = Moves.mean(moves.pinned());
    return new Change(measure, moves.pairs(), value, value, 0, 0, 0, 0, 1, 1);
  }

  boolean hasMoved() {
    return !(gain == 0 && low == 0 && high == 0);
  }

  /** By Student's t; without degrees of freedom nothing is known about noise. */
  static Change byT(
      Measure measure,
      int pairs,
      double pinned,
      double checked,
      double gain,
      double error,
      double noise,
      double degrees) {
    if (!(degrees > 0)) {
      double unknown = Double.NaN;
      return new Change(
          measure, pairs, pinned, checked, gain, unknown, unknown, unknown, unknown, unknown);
    }
    var t = TDistribution.of(degrees);
    double width = t.inverseSurvivalProbability(LEVEL) * error;
    double score = gain / error;
    return new Change(
        measure,
        pairs,
        pinned,
        checked,
        gain,
        gain - width,
        gain + width,
        noise,
        t.cumulativeProbability(score),
        t.survivalProbability(score));
  }

  /**
   * @param pLess corrected for all questions
   */
  Effect effect(double margin, double pLess, double pGreater) {
    double one = measure.change(low);
    double other = measure.change(high);
    return new Effect(
        measure,
        pairs,
        pinned,
        checked,
        measure.change(gain),
        known(Math.min(one, other)),
        known(Math.max(one, other)),
        known(noise),
        known(pLess),
        known(pGreater),
        finding(margin, pLess, pGreater));
  }

  private Finding finding(double margin, double correctedLess, double correctedGreater) {
    if (!hasMoved()) {
      return Finding.IDENTICAL;
    }
    if (correctedLess <= Comparison.ALARMS && gain < -margin) {
      return Finding.WORSE;
    }
    if (correctedGreater <= Comparison.ALARMS && gain > margin) {
      return Finding.BETTER;
    }
    return low > -margin ? Finding.NO_WORSE : Finding.UNDECIDED;
  }

  private static @Nullable Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
