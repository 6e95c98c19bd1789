package dev.lipsweep.domain.search;

import dev.lipsweep.domain.recipe.Configuration;
import java.util.List;

/** Observations from how trials ended. */
public final class Observed {
  private Observed() {}

  /**
   * How the training of a configuration ended.
   *
   * @param log10Bound NaN if it diverged, and may be infinite
   * @param accuracy NaN if it diverged
   */
  public record Outcome(Configuration configuration, double log10Bound, double accuracy) {
    public static Outcome completed(
        Configuration configuration, double log10Bound, double accuracy) {
      return new Outcome(configuration, log10Bound, accuracy);
    }

    public static Outcome diverged(Configuration configuration) {
      return new Outcome(configuration, Double.NaN, Double.NaN);
    }
  }

  /** What has no finite bound counts as the worst that was seen; empty if nothing has one. */
  public static List<Observation> of(List<Outcome> outcomes) {
    double worstBound = Double.NEGATIVE_INFINITY;
    double worstAccuracy = Double.POSITIVE_INFINITY;
    for (Outcome outcome : outcomes) {
      if (Double.isFinite(outcome.log10Bound())) {
        worstBound = Math.max(worstBound, outcome.log10Bound());
        worstAccuracy = Math.min(worstAccuracy, outcome.accuracy());
      }
    }
    if (worstBound == Double.NEGATIVE_INFINITY) {
      return List.of();
    }
    double bound = worstBound;
    double accuracy = worstAccuracy;
    return outcomes.stream()
        .map(
            outcome ->
                Double.isFinite(outcome.log10Bound())
                    ? new Observation(
                        outcome.configuration(), outcome.log10Bound(), outcome.accuracy())
                    : new Observation(outcome.configuration(), bound, accuracy))
        .toList();
  }
}
