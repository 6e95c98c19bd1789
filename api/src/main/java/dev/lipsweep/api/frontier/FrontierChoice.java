package dev.lipsweep.api.frontier;

import dev.lipsweep.api.definition.Definitions;
import dev.lipsweep.api.definition.Definitions.Syntax;
import dev.lipsweep.api.definition.InvalidDefinition;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.problem.PlacedProblem;
import dev.lipsweep.api.problem.ProblemType;
import dev.lipsweep.domain.frontier.FrontierDefinition;
import dev.lipsweep.domain.frontier.FrontierDefinitionReader;
import dev.lipsweep.domain.frontier.Metric;
import dev.lipsweep.domain.frontier.Objective;
import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.problem.Problem;
import dev.lipsweep.domain.recipe.RecipeSchema;
import io.swagger.v3.oas.annotations.Parameter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a frontier a request may choose, by name of the query parameter and in the words of a
 * definition. What is left out stays as it is.
 */
record FrontierChoice(
    @Parameter(description = "parameters to group by") @Nullable List<String> by,
    @Parameter(description = "the rule that bounds are by") @Nullable String rule,
    @Parameter(description = "such as bound,accuracy or trainSeconds,robust/clean:max")
        @Nullable List<String> objectives,
    @Parameter(description = "only results with one of these values: {\"optimizer\": [\"muon\"]}")
        @Nullable String where,
    @Parameter(description = "any, certified or audited") @Nullable String evidence,
    @Parameter(description = "only results that were there at this time") @Nullable Instant asOf) {
  static final FrontierChoice NONE = new FrontierChoice(null, null, null, null, null, null);

  /**
   * The definition with what was chosen.
   *
   * @param recipes of its sweeps
   * @throws ApiProblem that names the query parameter
   */
  FrontierDefinition of(FrontierDefinition own, Collection<RecipeSchema> recipes) {
    Map<String, Object> tree = new LinkedHashMap<>(own.tree());
    tree.put("name", "any"); // a sweep's may have what a frontier's may not
    choose(tree, "by", by);
    choose(tree, "objectives", objectives);
    choose(tree, "evidence", evidence);
    choose(tree, "where", where == null ? null : whereTree(where));
    try {
      FrontierDefinition read = FrontierDefinitionReader.read(tree);
      var chosen =
          new FrontierDefinition(
              own.name(),
              own.sweeps(),
              read.objectives().stream().map(this::byRule).toList(),
              read.by(),
              read.where(),
              read.metrics(),
              read.seeds(),
              read.evidence());
      chosen.requireFits(recipes);
      return chosen;
    } catch (InvalidInput e) {
      throw invalid(e.problems().stream().map(FrontierChoice::placed).toList());
    }
  }

  private static void choose(Map<String, Object> tree, String key, @Nullable Object chosen) {
    if (chosen != null) {
      tree.put(key, chosen);
    }
  }

  private Objective byRule(Objective objective) {
    return rule != null && objective.metric().isBound()
        ? new Objective(Metric.bound(rule), objective.direction())
        : objective;
  }

  private static Object whereTree(String where) {
    try {
      Object tree =
          Definitions.document(where.getBytes(StandardCharsets.UTF_8), Syntax.YAML).tree();
      return tree == null ? Map.of() : tree;
    } catch (InvalidDefinition e) {
      throw invalid(
          e.problems().stream()
              .map(p -> new PlacedProblem("where", null, p.value(), p.message(), p.fix()))
              .toList());
    }
  }

  /** The query parameter instead of the pointer into a definition. */
  private static PlacedProblem placed(Problem problem) {
    return PlacedProblem.of(
        new Problem(
            problem.path().replaceFirst("^/", ""),
            problem.value(),
            problem.message(),
            problem.fix()),
        null);
  }

  private static ApiProblem invalid(List<PlacedProblem> problems) {
    return new ApiProblem(ProblemType.INVALID_REQUEST, PlacedProblem.summary(problems), problems);
  }
}
