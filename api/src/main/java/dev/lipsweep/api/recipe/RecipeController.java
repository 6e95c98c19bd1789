package dev.lipsweep.api.recipe;

import dev.lipsweep.api.Items;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "recipes")
class RecipeController {
  @GetMapping("/recipes")
  @Operation(summary = "What can be trained, with the schema of every parameter")
  Items<RecipeView> list() {
    return new Items<>(Recipes.all().stream().map(RecipeView::of).toList());
  }

  @GetMapping("/recipes/{name}")
  @Operation(summary = "A recipe")
  RecipeView get(@PathVariable String name) {
    String all = Recipes.all().stream().map(RecipeSchema::name).collect(Collectors.joining(", "));
    return Recipes.named(name)
        .map(RecipeView::of)
        .orElseThrow(() -> ApiProblem.notFound("recipe", name, "there is " + all));
  }

  @GetMapping(path = "/schema/sweep.schema.json", produces = "application/schema+json")
  @Operation(summary = "JSON Schema 2020-12 of sweep definitions, for editors")
  Map<String, Object> schema() {
    return SweepSchema.tree();
  }
}
