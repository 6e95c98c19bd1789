package dev.lipsweep.domain.sweep;

import dev.lipsweep.domain.problem.Problem;
import dev.lipsweep.domain.recipe.Parameter;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.space.Axis;
import dev.lipsweep.domain.space.Block;
import dev.lipsweep.domain.space.SearchSpace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Reads {@code space}, {@code seeds} and the top-level axes into blocks. */
final class SpaceReader {
  private static final int MOST_SEEDS = 10_000;

  private final RecipeSchema recipe;
  private final List<Problem> problems;
  private final Set<String> ownKeys;
  private final Search search;

  /**
   * @param search that draws from the space: with one that draws, an axis may be a range
   */
  SpaceReader(RecipeSchema recipe, List<Problem> problems, Set<String> ownKeys, Search search) {
    this.search = search;
    this.recipe = recipe;
    this.problems = problems;
    this.ownKeys = ownKeys;
  }

  List<Block> blocks(Map<?, ?> definition) {
    var shared = new LinkedHashMap<String, Axis>();
    definition.forEach(
        (key, value) -> {
          if (!ownKeys.contains(String.valueOf(key))) {
            axis(String.valueOf(key), value, "/" + key)
                .ifPresent(axis -> shared.put(axis.parameter(), axis));
          }
        });
    List<Long> seeds = seeds(definition);
    Object space = definition.get("space");
    if (space == null) {
      return List.of(new Block("/space", List.copyOf(shared.values()), seeds));
    }
    if (!(space instanceof List<?> list) || list.isEmpty()) {
      problems.add(
          Problem.at(
              "/space",
              space,
              "a space is a list of blocks",
              "give at least one block, such as [{optimizer: muon}]"));
      return List.of();
    }
    var blocks = new ArrayList<Block>();
    for (int i = 0; i < list.size(); i++) {
      blocks.add(block(list.get(i), "/space/" + i, shared, seeds));
    }
    return blocks;
  }

  /** The seeds of blocks that have none of their own. */
  List<Long> seeds(Map<?, ?> definition) {
    return seeds(definition.get("seeds"), "/seeds", List.of(0L));
  }

  private Block block(
      @Nullable Object given, String path, Map<String, Axis> shared, List<Long> sharedSeeds) {
    var axes = new LinkedHashMap<>(shared);
    List<Long> seeds = sharedSeeds;
    if (given instanceof Map<?, ?> map) {
      for (var entry : map.entrySet()) {
        String key = String.valueOf(entry.getKey());
        String place = path + "/" + key;
        if (key.equals("seeds")) {
          seeds = ownSeeds(entry.getValue(), place, sharedSeeds);
        } else if (shared.containsKey(key)) {
          problems.add(
              Problem.at(
                  place,
                  entry.getValue(),
                  key + " is given at the top level too, for all blocks",
                  "give it in one place"));
        } else {
          axis(key, entry.getValue(), place).ifPresent(axis -> axes.put(axis.parameter(), axis));
        }
      }
    } else {
      problems.add(
          Problem.at(
              path,
              given,
              "a block is a mapping of parameters to values",
              "give such as {optimizer: muon, sigmaMax: [1, 2]}"));
    }
    return new Block(path, List.copyOf(axes.values()), seeds);
  }

  private List<Long> ownSeeds(@Nullable Object given, String place, List<Long> shared) {
    if (!search.isGrid()) {
      problems.add(
          Problem.at(
              place,
              given,
              "a search trains each of its points with the same seeds",
              "give seeds at the top level"));
    }
    return seeds(given, place, shared);
  }

  private Optional<Axis> axis(String key, @Nullable Object given, String path) {
    Optional<Parameter> parameter = recipe.parameter(key);
    if (parameter.isEmpty()) {
      problems.add(recipe.unknown(key, path));
      return Optional.empty();
    }
    if (given instanceof Map<?, ?> range) {
      Optional<Axis> axis =
          range.containsKey("points") || range.size() != 1
              ? spaced(key, range, path)
              : range(parameter.get(), range, path);
      return axis.flatMap(a -> checked(parameter.get(), a.values(), a, path));
    }
    List<?> values =
        given instanceof List<?> list ? list : given == null ? List.of() : List.of(given);
    if (values.isEmpty()) {
      problems.add(
          Problem.at(
              path,
              given,
              "the axis " + key + " is empty",
              "give at least one value: " + parameter.get().allowed()));
      return Optional.empty();
    }
    if (values.size() > SearchSpace.MOST_TRIALS) {
      problems.add(
          Problem.at(
              path,
              values.size() + " values",
              "the axis is too long",
              "give at most " + SearchSpace.MOST_TRIALS));
      return Optional.empty();
    }
    return checked(parameter.get(), values, null, path);
  }

  /**
   * The axis of these values if each is in range and none comes twice; {@code axis} itself if it is
   * given.
   */
  private Optional<Axis> checked(
      Parameter parameter, List<?> values, @Nullable Axis axis, String path) {
    var read = new ArrayList<Object>();
    var seen = new HashSet<Object>();
    int before = problems.size();
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      String place = values.size() == 1 ? path : path + "/" + i;
      Optional<Object> right = value == null ? Optional.empty() : parameter.read(value);
      if (right.isEmpty()) {
        problems.add(
            Problem.at(
                place, value, "not a value of " + parameter.name(), "give " + parameter.allowed()));
      } else if (!seen.add(right.get())) {
        problems.add(
            Problem.at(place, value, "the axis has this value twice", "remove one of them"));
      } else {
        read.add(right.get());
      }
    }
    if (problems.size() > before) {
      return Optional.empty();
    }
    return Optional.of(axis != null ? axis : new Axis.Listed(parameter.name(), read));
  }

  /** {@code {log: [0.01, 1]}}: anything between its ends. */
  private Optional<Axis> range(Parameter parameter, Map<?, ?> range, String path) {
    boolean logarithmic = range.containsKey("log");
    if (!search.isGrid()
        && range.get(logarithmic ? "log" : "linear") instanceof List<?> ends
        && ends.size() == 2
        && ends.get(0) instanceof Number low
        && ends.get(1) instanceof Number high) {
      try {
        return Optional.of(
            new Axis.Range(
                parameter.name(),
                logarithmic,
                low.doubleValue(),
                high.doubleValue(),
                parameter instanceof Parameter.Whole));
      } catch (IllegalArgumentException wrongOrder) {
        // falls through to the one message that says how a range is written
      }
    }
    problems.add(
        Problem.at(
            path,
            range,
            "not a range of " + parameter.name(),
            search.isGrid()
                ? "a grid needs points: give {log: [0.1, 1], points: 4}, or search: sobol, which draws from a range"
                : "give {log: [0.1, 1]} or {linear: [1, 5]}, the lower end first, above 0 for log"));
    return Optional.empty();
  }

  private Optional<Axis> spaced(String key, Map<?, ?> range, String path) {
    boolean logarithmic = range.containsKey("log");
    if (range.size() == 2
        && range.get(logarithmic ? "log" : "linear") instanceof List<?> ends
        && ends.size() == 2
        && ends.get(0) instanceof Number low
        && ends.get(1) instanceof Number high
        && range.get("points") instanceof Number points
        && isWhole(points)) {
      if (points.doubleValue() > SearchSpace.MOST_TRIALS) {
        problems.add(
            Problem.at(
                path + "/points",
                points,
                "the axis is too long",
                "give at most " + SearchSpace.MOST_TRIALS));
        return Optional.empty();
      }
      try {
        return Optional.of(
            new Axis.Spaced(
                key, logarithmic, low.doubleValue(), high.doubleValue(), points.intValue()));
      } catch (IllegalArgumentException wrongOrder) {
        // falls through to the one message that says how a range is written
      }
    }
    problems.add(
        Problem.at(
            path,
            range,
            "not a range of " + key,
            "give {log: [0.1, 1], points: 4} or {linear: [1, 5], points: 5}, the lower end first, above 0 for log"));
    return Optional.empty();
  }

  private List<Long> seeds(@Nullable Object given, String path, List<Long> otherwise) {
    if (given == null) {
      return otherwise;
    }
    if (given instanceof Number n
        && isWhole(n)
        && n.doubleValue() >= 1
        && n.doubleValue() <= MOST_SEEDS) {
      return LongStream.range(0, n.longValue()).boxed().toList();
    }
    boolean whole =
        given instanceof List<?> list
            && !list.isEmpty()
            && list.size() <= MOST_SEEDS
            && list.stream().allMatch(SpaceReader::isSeed);
    if (whole && given instanceof List<?> list) {
      List<Long> seeds = list.stream().map(seed -> ((Number) seed).longValue()).toList();
      if (new HashSet<>(seeds).size() == seeds.size()) {
        return seeds;
      }
    }
    problems.add(
        Problem.at(
            path,
            given,
            "not a value of seeds",
            "give how many seeds (1 to %d), or a list of different whole numbers"
                .formatted(MOST_SEEDS)));
    return otherwise;
  }

  private static boolean isSeed(@Nullable Object seed) {
    return seed instanceof Number n && isWhole(n) && n.doubleValue() >= 0;
  }

  private static boolean isWhole(Number n) {
    try {
      return Double.isFinite(n.doubleValue())
          && new BigDecimal(n.toString()).longValueExact() == n.longValue();
    } catch (ArithmeticException e) {
      return false;
    }
  }
}
