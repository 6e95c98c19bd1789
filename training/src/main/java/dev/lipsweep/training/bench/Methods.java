package dev.lipsweep.training.bench;

import dev.lipsweep.domain.recipe.Parameter.Choice;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The combinations of optimizer and constraint that are worth a row. */
final class Methods {
  private Methods() {}

  record Method(String optimizer, String constraint) {
    String name() {
      return constraint.equals("none") ? optimizer : optimizer + ", " + constraint;
    }

    /** A map that may be changed. */
    Map<String, Object> parameters(Map<String, Object> strengths) {
      var parameters = new HashMap<>(strengths);
      parameters.put("optimizer", optimizer);
      parameters.put("constraint", constraint);
      return parameters;
    }
  }

  /** Every optimizer without a constraint, AdamW first, then Muon under every constraint. */
  static List<Method> all(String recipe) {
    RecipeSchema schema = Recipes.named(recipe).orElseThrow();
    List<Method> methods = new ArrayList<>();
    for (String optimizer : choices(schema, "optimizer")) {
      methods.add(new Method(optimizer, "none"));
    }
    for (String constraint : choices(schema, "constraint")) {
      if (!constraint.equals("none")) {
        methods.add(new Method("muon", constraint));
      }
    }
    return methods;
  }

  private static List<String> choices(RecipeSchema schema, String name) {
    return ((Choice) schema.parameter(name).orElseThrow()).values();
  }
}
