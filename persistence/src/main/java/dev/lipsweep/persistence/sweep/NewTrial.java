package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.domain.sweep.SweepDefinition;
import java.util.List;

/** A trial to be written. */
public record NewTrial(Configuration configuration, long seed) {
  /** The trials of a definition in their order; the first one gets the number 1. */
  public static List<NewTrial> of(SweepDefinition definition) {
    return definition.points().stream()
        .flatMap(
            point -> point.seeds().stream().map(seed -> new NewTrial(point.configuration(), seed)))
        .toList();
  }
}
