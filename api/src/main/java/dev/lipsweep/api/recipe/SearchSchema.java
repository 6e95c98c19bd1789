package dev.lipsweep.api.recipe;

import dev.lipsweep.domain.racing.Racing;
import dev.lipsweep.domain.search.SearchMethod;
import dev.lipsweep.domain.stopping.Stopping;
import dev.lipsweep.domain.stopping.StoppingRule;
import dev.lipsweep.domain.sweep.Reuse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The part of the schema that says how points are chosen, and which of them are trained to the end.
 */
final class SearchSchema {
  private SearchSchema() {}

  static Map<String, Object> properties() {
    return Map.of("search", search(), "stopping", stopping(), "racing", racing(), "reuse", reuse());
  }

  private static Map<String, Object> search() {
    Map<String, Object> method = names(SearchMethod.values(), SearchMethod::text);
    return Map.of(
        "description",
        "how points are chosen: all of the grid, or as many as points says",
        "default",
        SearchMethod.GRID.text(),
        "anyOf",
        List.of(
            method,
            SweepSchema.closed(
                Map.of(
                    "method",
                    method,
                    "points",
                    whole("points that are trained at most", 1),
                    "initial",
                    whole("how many of them are drawn before results decide", 2),
                    "seed",
                    whole("of what is drawn", 0)))));
  }

  private static Map<String, Object> stopping() {
    Map<String, Object> rule = names(StoppingRule.values(), StoppingRule::text);
    return Map.of(
        "description",
        "which trials are not trained to the end",
        "default",
        StoppingRule.NONE.text(),
        "anyOf",
        List.of(
            rule,
            SweepSchema.closed(
                Map.of(
                    "rule",
                    rule,
                    "reduction",
                    whole("one in so many goes on at a rung; default " + Stopping.REDUCTION, 2),
                    "firstRung",
                    share("the first rung as a share of a trial's steps"),
                    "startup",
                    whole("trials that are not stopped at first; default " + Stopping.STARTUP, 2),
                    "risk",
                    share(
                        "of stopping what would end on the frontier; default " + Stopping.RISK)))));
  }

  private static Map<String, Object> racing() {
    return Map.of(
        "description",
        "further seeds where it is not clear what is on the frontier",
        "anyOf",
        List.of(
            whole("the most seeds that a configuration gets", 2),
            SweepSchema.closed(
                Map.of(
                    "seeds",
                    whole("the most that a configuration gets; default " + Racing.SEEDS, 2),
                    "probability",
                    share("how sure it has to be; default " + Racing.PROBABILITY),
                    "trials",
                    whole("that are added at most", 1)))));
  }

  private static Map<String, Object> reuse() {
    var reuse = new LinkedHashMap<>(names(Reuse.values(), Reuse::text));
    reuse.put(
        "description",
        "whether results of earlier trials with the same configuration, seed and data are taken");
    reuse.put("default", Reuse.NEVER.text());
    return reuse;
  }

  private static <T> Map<String, Object> names(T[] values, Function<T, String> text) {
    return Map.of("enum", Arrays.stream(values).map(text).toList());
  }

  private static Map<String, Object> whole(String description, int least) {
    return Map.of("description", description, "type", "integer", "minimum", least);
  }

  private static Map<String, Object> share(String description) {
    return Map.of(
        "description",
        description,
        "anyOf",
        List.of(
            Map.of("type", "number", "exclusiveMinimum", 0, "exclusiveMaximum", 1),
            Map.of("type", "string", "pattern", "^[0-9]{1,3}(\\.[0-9]{1,6})?\\s*%$")));
  }
}
