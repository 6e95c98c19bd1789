package dev.lipsweep.domain.simulation;

import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.frontier.Hypervolume;
import dev.lipsweep.domain.frontier.VolumeGrowth;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.domain.search.DrawnSpace;
import dev.lipsweep.domain.space.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A past sweep.
 *
 * @param trials in the order in which the grid has them
 */
public record Recording(String recipe, int recipeVersion, List<RecordedTrial> trials) {
  public Recording {
    trials = List.copyOf(trials);
    if (trials.isEmpty()) {
      throw new IllegalArgumentException("a recording has one trial at least");
    }
  }

  /** How many configurations were trained. */
  public int configurations() {
    return pick(0).size();
  }

  /**
   * Each configuration with one of its seeds, another one for each {@code pick} as far as they go.
   */
  List<RecordedTrial> pick(long pick) {
    var byConfiguration = new LinkedHashMap<String, List<RecordedTrial>>();
    for (RecordedTrial trial : trials) {
      byConfiguration
          .computeIfAbsent(trial.configuration().hash(), hash -> new ArrayList<>())
          .add(trial);
    }
    return byConfiguration.values().stream()
        .map(seeds -> seeds.get((int) Math.floorMod(pick, (long) seeds.size())))
        .toList();
  }

  /** From where volume is measured; empty if no trial has a finite bound. */
  public Optional<Hypervolume> reference() {
    List<Frontier.Point> front = front(pick(0));
    return front.isEmpty() ? Optional.empty() : Optional.of(Hypervolume.around(front));
  }

  /** Its trials in their order; how long they took is not recorded. */
  public List<VolumeGrowth.Spent> spent() {
    return spent(pick(0));
  }

  static List<VolumeGrowth.Spent> spent(List<RecordedTrial> trials) {
    return IntStream.range(0, trials.size())
        .mapToObj(i -> new VolumeGrowth.Spent(0, trials.get(i).last().step(), result(trials, i)))
        .toList();
  }

  private static Frontier.@Nullable Point result(List<RecordedTrial> trials, int i) {
    RecordedTrial trial = trials.get(i);
    return trial.completed() && Double.isFinite(trial.last().log10Bound()) ? trial.point(i) : null;
  }

  /** What was trained, as a space to search in. */
  DrawnSpace space() {
    RecipeSchema schema =
        Recipes.named(recipe)
            .orElseThrow(() -> new IllegalArgumentException("no recipe " + recipe));
    List<Block> blocks = RecordedBlocks.of(trials);
    return DrawnSpace.of(blocks, schema)
        .only(
            trials.stream()
                .map(trial -> trial.configuration().hash())
                .collect(Collectors.toUnmodifiableSet()));
  }

  static List<Frontier.Point> front(List<RecordedTrial> trials) {
    return Frontier.of(
        IntStream.range(0, trials.size())
            .mapToObj(i -> result(trials, i))
            .filter(Objects::nonNull)
            .toList());
  }
}
