package dev.lipsweep.domain.search;

import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.recipe.Configuration;

/**
 * What is known of a configuration: the mean of its seeds. Of one that was stopped early, what it
 * was expected to end with; of one that diverged, the worst that was seen.
 *
 * @param log10Bound finite
 */
public record Observation(Configuration configuration, double log10Bound, double accuracy) {
  public Observation {
    if (!Double.isFinite(log10Bound) || !Double.isFinite(accuracy)) {
      throw new IllegalArgumentException(
          "an observation is finite: %s, %s".formatted(log10Bound, accuracy));
    }
  }

  Frontier.Point point(int order) {
    return new Frontier.Point(log10Bound, accuracy, order);
  }
}
