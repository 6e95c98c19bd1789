package dev.lipsweep.api.frontier;

import dev.lipsweep.domain.recipe.Parameter;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.persistence.frontier.FrontierQuery;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a frontier is of, and what it is called.
 *
 * @param title for pictures
 * @param name of a frontier that has one
 * @param sweepId of the frontier of one sweep
 * @param recipes of its sweeps
 */
record FrontierSubject(
    String title,
    @Nullable String name,
    @Nullable UUID sweepId,
    List<RecipeSchema> recipes,
    FrontierQuery query) {

  /** The names of all parameters that its results can have, each once. */
  List<String> parameters() {
    return recipes.stream()
        .flatMap(recipe -> recipe.parameters().stream())
        .map(Parameter::name)
        .distinct()
        .toList();
  }
}
