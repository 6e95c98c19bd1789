package dev.lipsweep.domain.frontier;

import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.problem.Problem;
import dev.lipsweep.domain.recipe.Parameter;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A frontier with a name: which results, and which of them it is. It is answered anew whenever it
 * is asked for.
 *
 * @param objectives two or three; {@link Metric#BOUND} is the bound by the sweeps' own rule
 * @param by parameters to group by
 * @param where by parameter the values that are let in, as text
 * @param metrics ranges that results have to lie in
 * @param seeds what stands for trials that differ in the seed only; anything but EACH is of bound
 *     and accuracy
 */
public record FrontierDefinition(
    String name,
    SweepSelection sweeps,
    List<Objective> objectives,
    List<String> by,
    Map<String, List<String>> where,
    List<MetricRange> metrics,
    SeedAggregate seeds,
    Evidence evidence) {
  public FrontierDefinition {
    objectives = List.copyOf(objectives);
    by = List.copyOf(by);
    where = Map.copyOf(where);
    metrics = List.copyOf(metrics);
  }

  /**
   * Holds the definition against the recipes of its sweeps: a parameter has to be known to one of
   * them at least, and its value too.
   *
   * @throws InvalidInput with every problem
   */
  public void requireFits(Collection<RecipeSchema> recipes) {
    var problems = new ArrayList<Problem>();
    for (int i = 0; i < by.size(); i++) {
      requireKnown(by.get(i), "/by/" + i, recipes, problems);
    }
    where.forEach(
        (name, values) -> {
          String path = "/where/" + name;
          if (requireKnown(name, path, recipes, problems)) {
            values.forEach(value -> requireValue(name, value, path, recipes, problems));
          }
        });
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
  }

  /** As JSON or YAML would have it, with everything that was left out filled in. */
  public Map<String, Object> tree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("name", name);
    tree.put("sweeps", sweeps.tree());
    tree.put("objectives", objectives.stream().map(Objective::text).toList());
    tree.put("by", by);
    tree.put("where", where);
    var ranges = new LinkedHashMap<String, Object>();
    for (MetricRange range : metrics) {
      var ends = new LinkedHashMap<String, Object>();
      if (range.atLeast() != null) {
        ends.put("atLeast", range.atLeast());
      }
      if (range.atMost() != null) {
        ends.put("atMost", range.atMost());
      }
      ranges.put(range.metric().name(), ends);
    }
    tree.put("metrics", ranges);
    tree.put("seeds", seeds.text());
    tree.put("evidence", evidence.text());
    return tree;
  }

  private static boolean requireKnown(
      String name, String path, Collection<RecipeSchema> recipes, List<Problem> problems) {
    if (parameters(name, recipes).findAny().isPresent()) {
      return true;
    }
    List<String> known =
        recipes.stream().flatMap(r -> r.parameters().stream()).map(Parameter::name).toList();
    problems.add(
        Problem.at(
            path,
            name,
            "no recipe of these sweeps has this parameter",
            Spelling.nearest(known, name)
                .map("did you mean '%s'?"::formatted)
                .orElse("leave it out")));
    return false;
  }

  private static void requireValue(
      String name,
      String value,
      String path,
      Collection<RecipeSchema> recipes,
      List<Problem> problems) {
    if (parameters(name, recipes).noneMatch(parameter -> isValue(parameter, value))) {
      problems.add(
          Problem.at(
              path,
              value,
              "not a value of " + name,
              "give " + parameters(name, recipes).findFirst().orElseThrow().allowed()));
    }
  }

  private static Stream<Parameter> parameters(String name, Collection<RecipeSchema> recipes) {
    return recipes.stream().flatMap(recipe -> recipe.parameter(name).stream());
  }

  /** Values are kept as text, and recipes read numbers. */
  private static boolean isValue(Parameter parameter, String value) {
    if (parameter.read(value).isPresent()) {
      return true;
    }
    try {
      return parameter.read(Double.parseDouble(value)).isPresent();
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
