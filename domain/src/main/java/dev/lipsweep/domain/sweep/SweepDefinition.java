package dev.lipsweep.domain.sweep;

import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.space.SearchSpace;
import java.util.List;

/**
 * A sweep as a person wrote it, read and found right.
 *
 * @param points every configuration of the space once, with its seeds
 * @param priority smaller runs first among sweeps, 0 is usual
 * @param weight the sweep's share of the slots among sweeps of the same priority
 * @param keep which checkpoints are not deleted
 */
public record SweepDefinition(
    String name,
    RecipeSchema recipe,
    List<SearchSpace.Point> points,
    Resources resources,
    Limits limits,
    int priority,
    double weight,
    Keep keep) {
  public SweepDefinition {
    points = List.copyOf(points);
  }

  public int trialCount() {
    return points.stream().mapToInt(point -> point.seeds().size()).sum();
  }
}
