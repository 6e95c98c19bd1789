package dev.lipsweep.domain.sweep;

import dev.lipsweep.domain.problem.Problem;
import dev.lipsweep.domain.racing.Racing;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.search.SearchMethod;
import dev.lipsweep.domain.stopping.Stopping;
import dev.lipsweep.domain.stopping.StoppingRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code search}, {@code stopping}, {@code racing} and {@code reuse}. */
final class SearchReader {
  private static final int MOST_POINTS = 100_000;
  private static final int USUAL_POINTS = 64;

  private final List<Problem> problems;
  private final FieldReader fields;

  SearchReader(List<Problem> problems) {
    this.problems = problems;
    this.fields = new FieldReader(problems);
  }

  /** {@code frontier}, or {@code {method: frontier, points: 60, initial: 16, seed: 0}}. */
  Search search(@Nullable Object given) {
    Map<?, ?> map =
        mapping(given, "search", "method", List.of("method", "points", "initial", "seed"));
    Object name = map.get("method");
    Optional<SearchMethod> method =
        name == null && given == null ? Optional.of(SearchMethod.GRID) : SearchMethod.of(name);
    if (method.isEmpty()) {
      problems.add(
          Problem.at(
              given instanceof Map ? "/search/method" : "/search",
              name,
              "no such search",
              "give one of " + names(SearchMethod.values(), SearchMethod::text)));
      return Search.GRID;
    }
    if (method.get() == SearchMethod.GRID) {
      return Search.GRID;
    }
    int points = (int) fields.whole(map, "points", "/search/points", 1, MOST_POINTS, USUAL_POINTS);
    int usual = Math.min(points, Math.max(8, points / 4));
    int initial = (int) fields.whole(map, "initial", "/search/initial", 2, points, usual);
    long seed = fields.whole(map, "seed", "/search/seed", 0, Integer.MAX_VALUE, 0);
    return new Search(method.get(), points, Math.min(initial, points), seed);
  }

  /**
   * {@code pareto-asha}, or {@code {rule: pareto-asha, reduction: 3, firstRung: 0.1, startup: 8,
   * risk: 0.05}}.
   */
  Stopping stopping(@Nullable Object given, RecipeSchema recipe) {
    Map<?, ?> map =
        mapping(
            given,
            "stopping",
            "rule",
            List.of("rule", "reduction", "firstRung", "startup", "risk"));
    Object name = map.get("rule");
    Optional<StoppingRule> rule =
        name == null && given == null ? Optional.of(StoppingRule.NONE) : StoppingRule.of(name);
    if (rule.isEmpty()) {
      problems.add(
          Problem.at(
              given instanceof Map ? "/stopping/rule" : "/stopping",
              name,
              "no such rule",
              "give one of " + names(StoppingRule.values(), StoppingRule::text)));
      return Stopping.NONE;
    }
    return new Stopping(
        rule.get(),
        (int) fields.whole(map, "reduction", "/stopping/reduction", 2, 100, Stopping.REDUCTION),
        fields.share(
            map,
            "firstRung",
            "/stopping/firstRung",
            0.001,
            0.99,
            Stopping.firstRung(recipe.name())),
        (int) fields.whole(map, "startup", "/stopping/startup", 2, 10_000, Stopping.STARTUP),
        fields.share(map, "risk", "/stopping/risk", 0.001, 0.5, Stopping.RISK));
  }

  /** {@code {seeds: 5, probability: 0.9, trials: 40}}; empty if there is no race. */
  Optional<Racing> racing(@Nullable Object given) {
    if (given == null) {
      return Optional.empty();
    }
    Map<?, ?> map = mapping(given, "racing", "seeds", List.of("seeds", "probability", "trials"));
    return Optional.of(
        new Racing(
            (int) fields.whole(map, "seeds", "/racing/seeds", 2, 1000, Racing.SEEDS),
            fields.share(
                map, "probability", "/racing/probability", 0.501, 0.999, Racing.PROBABILITY),
            (int) fields.whole(map, "trials", "/racing/trials", 1, MOST_POINTS, MOST_POINTS)));
  }

  Reuse reuse(@Nullable Object given) {
    Optional<Reuse> reuse = given == null ? Optional.of(Reuse.NEVER) : Reuse.of(given);
    if (reuse.isEmpty()) {
      problems.add(
          Problem.at(
              "/reuse",
              given,
              "no such policy",
              "give one of " + names(Reuse.values(), Reuse::text)));
    }
    return reuse.orElse(Reuse.NEVER);
  }

  /** A mapping as it is; a single value as the mapping's {@code main} entry. */
  private Map<?, ?> mapping(@Nullable Object given, String field, String main, List<String> keys) {
    if (given == null) {
      return Map.of();
    }
    if (!(given instanceof Map<?, ?> map)) {
      return Map.of(main, given);
    }
    for (Object key : map.keySet()) {
      if (!keys.contains(String.valueOf(key))) {
        problems.add(
            Problem.at(
                "/%s/%s".formatted(field, key),
                null,
                "%s has no such setting".formatted(field),
                "give one of " + String.join(", ", keys)));
      }
    }
    return map;
  }

  private static <T> String names(T[] values, Function<T, String> text) {
    return Arrays.stream(values).map(text).collect(Collectors.joining(", "));
  }
}
