package dev.lipsweep.domain.simulation;

import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.recipe.Configuration;
import java.util.List;

/**
 * A trial that was trained: its validations, and how it ended.
 *
 * @param steps that it was to train
 * @param curve validations by rising step; the last one is the result, with the bound that counts
 * @param completed false if it diverged after the last validation
 */
public record RecordedTrial(
    Configuration configuration, long seed, long steps, List<Moment> curve, boolean completed) {
  /**
   * A validation.
   *
   * @param log10Bound infinite if it is unknown
   */
  public record Moment(long step, double accuracy, double log10Bound) {}

  public RecordedTrial {
    curve = List.copyOf(curve);
    if (curve.isEmpty()) {
      throw new IllegalArgumentException("a recorded trial has one validation at least");
    }
  }

  Moment last() {
    return curve.getLast();
  }

  Frontier.Point point(int order) {
    return new Frontier.Point(last().log10Bound(), last().accuracy(), order);
  }
}
