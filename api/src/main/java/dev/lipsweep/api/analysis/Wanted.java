package dev.lipsweep.api.analysis;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.domain.recipe.Parameter;
import dev.lipsweep.domain.recipe.RecipeSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of parameters as a query has them: {@code optimizer:muon}. */
final class Wanted {
  private Wanted() {}

  /**
   * @throws ApiProblem if one is no value of a parameter of the recipe
   */
  static Map<String, Object> values(RecipeSchema recipe, List<String> texts) {
    var values = new LinkedHashMap<String, Object>();
    for (String text : texts) {
      int colon = text.indexOf(':');
      String name = colon < 0 ? text : text.substring(0, colon);
      Parameter parameter =
          recipe
              .parameter(name)
              .orElseThrow(
                  () ->
                      ApiProblem.parameter(
                          "where",
                          text,
                          "recipe %s has no parameter '%s'".formatted(recipe.name(), name),
                          "did you mean '%s'?".formatted(recipe.nearest(name))));
      values.put(
          name, value(parameter, text, text.substring(Math.max(colon, 0)).replaceFirst("^:", "")));
    }
    return values;
  }

  private static Object value(Parameter parameter, String text, String value) {
    return parameter
        .read(number(value))
        .orElseThrow(
            () ->
                ApiProblem.parameter(
                    "where",
                    text,
                    "not a value of " + parameter.name(),
                    "give it as name:value, %s".formatted(parameter.allowed())));
  }

  /** The number that a text is, or the text. */
  private static Object number(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
