package dev.lipsweep.domain.sweep;

import dev.lipsweep.domain.racing.Racing;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.space.Block;
import dev.lipsweep.domain.space.SearchSpace;
import dev.lipsweep.domain.stopping.Stopping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sweep as a person wrote it, read and found right.
 *
 * @param blocks the space
 * @param points every configuration of a grid once, with its seeds; none of another search, whose
 *     points are not known yet
 * @param seeds with which a search trains each of its points
 * @param racing null if it adds no seeds
 * @param priority smaller runs first among sweeps, 0 is usual
 * @param weight the sweep's share of the slots among sweeps of the same priority
 * @param keep which checkpoints are not deleted
 */
public record SweepDefinition(
    String name,
    RecipeSchema recipe,
    List<Block> blocks,
    List<SearchSpace.Point> points,
    List<Long> seeds,
    Search search,
    Stopping stopping,
    @Nullable Racing racing,
    Reuse reuse,
    Resources resources,
    Limits limits,
    int priority,
    double weight,
    Keep keep) {
  public SweepDefinition {
    blocks = List.copyOf(blocks);
    points = List.copyOf(points);
    seeds = List.copyOf(seeds);
  }

  /** Of a search, the most that it trains. */
  public int trialCount() {
    return search.isGrid()
        ? points.stream().mapToInt(point -> point.seeds().size()).sum()
        : search.points() * seeds.size();
  }

  /** The same by another policy of what is taken from history. */
  public SweepDefinition with(Reuse policy) {
    return new SweepDefinition(
        name, recipe, blocks, points, seeds, search, stopping, racing, policy, resources, limits,
        priority, weight, keep);
  }
}
