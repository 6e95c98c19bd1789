package dev.lipsweep.domain.stopping;

import dev.lipsweep.domain.frontier.Frontier;

/**
 * What a trial had when it reached a rung, and what it ended with if it was completed.
 *
 * @param log10Bound infinite if it is unknown
 * @param finalAccuracy NaN as long as the trial is not completed
 * @param finalLog10Bound NaN as long as the trial is not completed
 */
public record Mark(
    double accuracy, double log10Bound, double finalAccuracy, double finalLog10Bound) {
  /** Of a trial that is still under way. */
  public Mark(double accuracy, double log10Bound) {
    this(accuracy, log10Bound, Double.NaN, Double.NaN);
  }

  boolean isCompleted() {
    return Double.isFinite(finalAccuracy)
        && Double.isFinite(finalLog10Bound)
        && Double.isFinite(log10Bound);
  }

  double gainedAccuracy() {
    return finalAccuracy - accuracy;
  }

  double gainedBound() {
    return finalLog10Bound - log10Bound;
  }

  Frontier.Point point(int order) {
    return new Frontier.Point(log10Bound, accuracy, order);
  }
}
