package dev.lipsweep.api.recipe;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.domain.recipe.RecipeSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names of parameters in a request. */
public final class ParameterNames {
  private ParameterNames() {}

  /**
   * The names that {@code by} gives, each once.
   *
   * @throws ApiProblem if the recipe does not have one of them
   */
  public static List<String> by(RecipeSchema recipe, @Nullable List<String> given) {
    List<String> names = given == null ? List.of() : given.stream().distinct().toList();
    for (String name : names) {
      if (recipe.parameter(name).isEmpty()) {
        throw ApiProblem.parameter(
            "by",
            name,
            "recipe %s has no parameter '%s'".formatted(recipe.name(), name),
            "did you mean '%s'?".formatted(recipe.nearest(name)));
      }
    }
    return names;
  }
}
