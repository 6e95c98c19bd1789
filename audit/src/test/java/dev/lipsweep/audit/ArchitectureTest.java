package dev.lipsweep.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.recipe.Parameter;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  /** A recipe, or a parameter, that the audit has not been told of would be unverifiable. */
  @Test
  void every_recipe_with_its_defaults_is_known() {
    for (RecipeSchema recipe : Recipes.all()) {
      assertThat(Architecture.of(subject(recipe, Map.of()))).as(recipe.name()).isNotNull();
    }
  }

  @Test
  void networks_that_no_rule_is_proved_for_are_refused() {
    RecipeSchema recipe = Recipes.named("text-tiny").orElseThrow();
    for (Map<String, Object> variant :
        List.<Map<String, Object>>of(
            Map.of("normLayer", "rmsnorm"),
            Map.of("queryKeyNorm", "on"),
            Map.of("logitSoftCap", 15.0),
            Map.of("residual", "standard"))) {
      assertThatThrownBy(() -> Architecture.of(subject(recipe, variant)))
          .isInstanceOf(NotAuditable.class)
          .hasMessageContaining("no rule is proved");
    }
    assertThat(Architecture.of(subject(recipe, Map.of("activationCap", 2.0))))
        .isInstanceOfSatisfying(
            Architecture.Text.class, text -> assertThat(text.cap()).isEqualTo(2.0));
  }

  private static Subject subject(RecipeSchema recipe, Map<String, Object> changes) {
    var parameters = new LinkedHashMap<String, Object>();
    for (Parameter parameter : recipe.parameters()) {
      Object value = parameter.defaultValue();
      if (value != null) {
        parameters.put(parameter.name(), value);
      }
    }
    parameters.putAll(changes);
    return new Subject(recipe.name(), recipe.version(), "", parameters, 0, List.of());
  }
}
