package dev.lipsweep.api.frontier;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.sweep.NamedSweeps;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.persistence.frontier.FrontierQuery;
import dev.lipsweep.persistence.frontier.Frontiers;
import dev.lipsweep.persistence.sweep.Sweep;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

@RestController
@Tag(name = "frontier")
class FrontierController {
  private final Frontiers frontiers;
  private final FrontierAnswers answers;
  private final NamedSweeps sweeps;

  FrontierController(Frontiers frontiers, FrontierAnswers answers, NamedSweeps sweeps) {
    this.frontiers = frontiers;
    this.answers = answers;
    this.sweeps = sweeps;
  }

  @GetMapping("/api/v1/sweeps/{sweep}/frontier")
  @Operation(summary = "What accuracy each bound costs: smallest bound against largest accuracy")
  @Nullable ResponseEntity<?> frontier(
      @PathVariable String sweep,
      @RequestParam(required = false) @Nullable List<String> by,
      @RequestParam(required = false) @Nullable String rule,
      @RequestParam(required = false) @Nullable Instant asOf,
      @RequestParam(required = false) @Nullable String format,
      @RequestParam(defaultValue = "false") boolean all,
      @Parameter(hidden = true) WebRequest request) {
    Sweep found = sweeps.get(sweep);
    RecipeSchema recipe = Recipes.named(found.recipe()).orElseThrow();
    List<String> names = by == null ? List.of() : by.stream().distinct().toList();
    requireParameters(recipe, names);
    String counted = rule == null ? frontiers.ruleOf(found.id()) : rule;
    var subject =
        new FrontierSubject(
            found.name(),
            null,
            found.id(),
            List.of(recipe),
            FrontierQuery.of(found.id(), counted).by(names).asOf(asOf));
    return answers.answer(subject, format, all, request);
  }

  private static void requireParameters(RecipeSchema recipe, List<String> names) {
    for (String name : names) {
      if (recipe.parameter(name).isEmpty()) {
        throw ApiProblem.parameter(
            "by",
            name,
            "recipe %s has no parameter '%s'".formatted(recipe.name(), name),
            "did you mean '%s'?".formatted(recipe.nearest(name)));
      }
    }
  }
}
