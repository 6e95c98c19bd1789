package dev.lipsweep.domain.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.problem.InvalidInput;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A parameter that does not matter must not enter the identity of a configuration. */
class OptimizerParametersTest {
  private static final Map<String, Object> EVERYTHING =
      Map.ofEntries(
          Map.entry("learningRate", 0.1),
          Map.entry("constraint", "none"),
          Map.entry("beta1", 0.9),
          Map.entry("beta2", 0.95),
          Map.entry("adamVariant", "standard"),
          Map.entry("orthogonaliser", "jordan"),
          Map.entry("momentum", "nesterov"),
          Map.entry("momentumWarmup", 300),
          Map.entry("radius", 2));

  private static final Set<String> CONDITIONAL =
      Set.of("beta2", "adamVariant", "orthogonaliser", "momentum", "momentumWarmup", "radius");

  @ParameterizedTest
  @CsvSource({
    "adamw, beta2 adamVariant",
    "muon, orthogonaliser momentum momentumWarmup",
    "sgd, ''",
    "adamp, beta2",
    "sgdp, ''",
    "sgd_sai, ''",
    "adam_atan2, beta2",
    "scion, orthogonaliser radius",
    "normuon, beta2 orthogonaliser momentum momentumWarmup"
  })
  void an_optimizer_has_the_parameters_that_matter_to_it(String optimizer, String expected) {
    var parameters = configuration(Map.of("optimizer", optimizer)).parameters().keySet();
    assertThat(parameters).contains("beta1");
    assertThat(parameters.stream().filter(CONDITIONAL::contains))
        .containsExactlyInAnyOrder(expected.isEmpty() ? new String[0] : expected.split(" "));
  }

  @Test
  void only_a_schedule_that_cools_down_has_a_cooldown() {
    Map<String, Object> muon = Map.of("optimizer", "muon");
    assertThat(configuration(muon).has("cooldown")).isFalse();
    var falling = new LinkedHashMap<>(muon);
    falling.put("schedule", "constant_then_linear");
    assertThat(configuration(falling).real("cooldown")).isEqualTo(0.4);
    assertThat(configuration(falling).real("finalShare")).isEqualTo(0.1);
  }

  @Test
  void scion_needs_its_radius() {
    assertThatThrownBy(
            () ->
                Recipes.TEXT_TINY.configuration(
                    Map.of("optimizer", "scion", "constraint", "none", "learningRate", 0.1)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("radius is needed with optimizer scion");
  }

  private static Configuration configuration(Map<String, Object> more) {
    var all = new LinkedHashMap<>(EVERYTHING);
    all.putAll(more);
    return Recipes.TEXT_TINY.configuration(all);
  }
}
