package dev.lipsweep.api.frontier;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.sweep.NamedSweeps;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.persistence.frontier.FrontierQuery;
import dev.lipsweep.persistence.frontier.Frontiers;
import dev.lipsweep.persistence.sweep.Sweep;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "frontier")
class FrontierController {
  private static final MediaType CSV = new MediaType("text", "csv");
  private static final MediaType SVG = new MediaType("image", "svg+xml");

  private final Frontiers frontiers;
  private final NamedSweeps sweeps;

  FrontierController(Frontiers frontiers, NamedSweeps sweeps) {
    this.frontiers = frontiers;
    this.sweeps = sweeps;
  }

  @GetMapping("/api/v1/sweeps/{sweep}/frontier")
  @Operation(summary = "What accuracy each bound costs: smallest bound against largest accuracy")
  ResponseEntity<?> frontier(
      @PathVariable String sweep,
      @RequestParam(required = false) @Nullable List<String> by,
      @RequestParam(required = false) @Nullable String rule,
      @RequestParam(required = false) @Nullable String format,
      @RequestParam(defaultValue = "false") boolean all,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
    Sweep found = sweeps.get(sweep);
    RecipeSchema recipe = Recipes.named(found.recipe()).orElseThrow();
    List<String> names = by == null ? List.of() : by.stream().distinct().toList();
    requireParameters(recipe, names);
    String counted = rule == null ? frontiers.ruleOf(found.id()) : rule;
    var query = FrontierQuery.of(found.id(), counted).by(names);
    return switch (format(format, accept)) {
      case "json" ->
          ResponseEntity.ok(
              FrontierView.of(
                  found.id(),
                  counted,
                  names,
                  frontiers.frontier(query),
                  all ? frontiers.results(query) : null));
      case "csv" -> text(CSV, FrontierCsv.of(recipe, counted, frontiers.frontier(query)));
      case "svg" ->
          text(
              SVG,
              FrontierPicture.of(
                  found.name(), names, frontiers.frontier(query), frontiers.results(query)));
      default ->
          throw ApiProblem.parameter("format", format, "no such format", "give json, csv or svg");
    };
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

  /** The query parameter decides; without it the header, if it names one of ours. */
  private static String format(@Nullable String format, @Nullable String accept) {
    if (format != null) {
      return format;
    }
    String wanted = accept == null ? "" : accept;
    if (wanted.contains("json")) {
      return "json";
    }
    if (wanted.contains("text/csv")) {
      return "csv";
    }
    return wanted.contains("image/svg") && !wanted.contains("text/html") ? "svg" : "json";
  }

  private static ResponseEntity<String> text(MediaType type, String body) {
    var utf8 = new MediaType(type, java.nio.charset.StandardCharsets.UTF_8);
    return ResponseEntity.ok().contentType(utf8).body(body);
  }
}
