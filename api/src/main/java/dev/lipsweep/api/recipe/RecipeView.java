package dev.lipsweep.api.recipe;

import dev.lipsweep.domain.recipe.Parameter;
import dev.lipsweep.domain.recipe.RecipeSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A recipe and what it can be told. */
record RecipeView(String name, int version, String description, List<ParameterView> parameters) {
  static RecipeView of(RecipeSchema recipe) {
    return new RecipeView(
        recipe.name(),
        recipe.version(),
        recipe.description(),
        recipe.parameters().stream().map(ParameterView::of).toList());
  }

  /**
   * @param type choice, whole, real or text
   * @param allowed the allowed values in words
   * @param values of a choice, otherwise null
   * @param defaultValue null if the parameter has to be named
   * @param relevantWhen the parameter matters only then; null if always
   */
  record ParameterView(
      String name,
      String type,
      String description,
      String allowed,
      @Nullable List<String> values,
      @Nullable Number min,
      @Nullable Number max,
      @Nullable Boolean minExcluded,
      @com.fasterxml.jackson.annotation.JsonProperty("default") @Nullable Object defaultValue,
      @Nullable RelevantWhen relevantWhen) {
    static ParameterView of(Parameter p) {
      return switch (p) {
        case Parameter.Choice choice -> of(p, "choice", choice.values(), null, null, null);
        case Parameter.Whole whole -> of(p, "whole", null, whole.min(), whole.max(), false);
        case Parameter.Real real -> of(p, "real", null, real.min(), real.max(), real.minExcluded());
        case Parameter.Text text -> of(p, "text", null, null, null, null);
      };
    }

    private static ParameterView of(
        Parameter p,
        String type,
        @Nullable List<String> values,
        @Nullable Number min,
        @Nullable Number max,
        @Nullable Boolean minExcluded) {
      var relevance = p.relevance();
      return new ParameterView(
          p.name(),
          type,
          p.description(),
          p.allowed(),
          values,
          min,
          max,
          minExcluded,
          p.defaultValue(),
          relevance == null
              ? null
              : new RelevantWhen(
                  relevance.parameter(), relevance.values().stream().sorted().toList()));
    }
  }

  record RelevantWhen(String parameter, List<String> values) {}
}
