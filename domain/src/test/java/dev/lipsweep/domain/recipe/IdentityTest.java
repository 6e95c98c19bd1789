package dev.lipsweep.domain.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results stay what they are, whatever their recipe gains later. */
class IdentityTest {
  /**
   * As a database has them that was written before 'temperature' was a parameter. A recipe that
   * gains another one, without naming it in {@link Gained}, fails here.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cifar-mlp | optimizer=muon, constraint=spectral_soft_cap, sigmaMax=3, learningRate=0.398, steps=4900, validateEvery=490, telemetryEvery=100 | 0615d480ffe56f8de26d563a90e9cbb43cc04949327f6edb4d9116e2d2c2b2cd",
        "shakespeare | optimizer=adamw, constraint=none, adamVariant=standard, learningRate=0.001, normLayer=layernorm, queryKeyNorm=on, logitSoftCap=15, residual=standard, targetNorms=modular, dtype=bf16, validation=paper-eval, validateEvery=100, precision=simulated | 2ec425e1f1a17aebfae236db51ff6e83a3a549cfac82aad22b55f83806b80cb9",
      })
  void a_configuration_has_the_identity_that_it_had_before_its_recipe_gained_a_parameter(
      String recipe, String parameters, String hash) {
    assertThat(configuration(recipe, parsed(parameters)).hash()).isEqualTo(hash);
  }

  @Test
  void another_value_of_a_gained_parameter_is_another_configuration() {
    Map<String, Object> values = parsed("optimizer=muon, constraint=none, learningRate=0.1");
    String before = configuration("text-tiny", values).hash();
    values.put("temperature", 1.0);
    assertThat(configuration("text-tiny", values).hash()).isEqualTo(before);
    values.put("temperature", 0.5);
    assertThat(configuration("text-tiny", values).hash()).isNotEqualTo(before);
  }

  @Test
  void the_value_of_before_is_the_default_in_every_recipe() {
    Gained.DEFAULTS.forEach(
        (name, value) ->
            assertThat(Recipes.all())
                .allSatisfy(
                    recipe ->
                        assertThat(recipe.parameter(name).map(Parameter::defaultValue))
                            .hasValue(value)));
  }

  private static Configuration configuration(String recipe, Map<String, Object> values) {
    return Recipes.named(recipe).orElseThrow().configuration(values);
  }

  private static Map<String, Object> parsed(String parameters) {
    var values = new HashMap<String, Object>();
    for (String pair : parameters.split(", ")) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], parts[1].matches("[0-9.]+") ? Double.valueOf(parts[1]) : parts[1]);
    }
    return values;
  }
}
