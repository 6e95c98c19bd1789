package dev.lipsweep.scheduler.sweep;

import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.problem.Problem;
import dev.lipsweep.domain.sweep.DefinitionReader;
import dev.lipsweep.persistence.sweep.NewTrial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Points that a person adds to a sweep: a space and seeds as in a definition. What the sweep's
 * definition gives for all blocks holds for them too, unless they say otherwise.
 */
final class AddedPoints {
  private static final List<String> OF_THE_SWEEP =
      List.of(
          "name",
          "recipe",
          "search",
          "stopping",
          "racing",
          "reuse",
          "resources",
          "limits",
          "keep",
          "priority",
          "weight");

  /** What the new points do not inherit. */
  private static final Set<String> NOT_INHERITED = Set.of("space", "search", "racing", "limits");

  private AddedPoints() {}

  /**
   * @param definition the sweep's, as a tree
   * @throws InvalidInput with every problem found
   */
  static List<NewTrial> of(Map<?, ?> definition, @Nullable Object given) {
    if (!(given instanceof Map<?, ?> added)) {
      throw new InvalidInput(
          Problem.at(
              "",
              given,
              "points are a mapping with the key space",
              "give {space: [{optimizer: muon}]}"));
    }
    var problems = new ArrayList<Problem>();
    for (String key : OF_THE_SWEEP) {
      if (added.containsKey(key)) {
        problems.add(
            Problem.at(
                "/" + key,
                added.get(key),
                "it belongs to the whole sweep and stays as it is",
                "give space, seeds and parameters"));
      }
    }
    if (!added.containsKey("space")) {
      problems.add(
          Problem.at(
              "/space",
              null,
              "space is missing",
              "give at least one block, such as [{optimizer: muon}]"));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    var tree = new LinkedHashMap<Object, @Nullable Object>();
    definition.forEach(
        (key, value) -> {
          if (!NOT_INHERITED.contains(String.valueOf(key))) {
            tree.put(key, value);
          }
        });
    tree.putAll(added);
    return NewTrial.of(DefinitionReader.read(tree));
  }
}
