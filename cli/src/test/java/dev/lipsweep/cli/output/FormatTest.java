package dev.lipsweep.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormatTest {
  @Test
  void values_are_short_and_what_is_missing_is_a_hyphen() {
    assertThat(Format.percent(0.4123)).isEqualTo("41.2 %");
    assertThat(Format.percent(null)).isEqualTo("-");
    assertThat(Format.value(4.0)).isEqualTo("4");
    assertThat(Format.value(0.003)).isEqualTo("0.003");
    assertThat(Format.seconds(7505.0)).isEqualTo("2 h 5 min");
    assertThat(Format.seconds(65.4)).isEqualTo("1 min 5 s");
  }

  @Test
  void a_configuration_is_its_method_and_what_differs() {
    assertThat(
            Format.method(
                Map.of("optimizer", "muon", "constraint", "none", "logitScale", 8.0, "width", 64)))
        .isEqualTo("muon none logitScale=8");
  }

  @Test
  void in_a_list_every_parameter_is_said_that_is_not_the_same_in_all_of_a_method() {
    Map<String, Object> first =
        Map.of("optimizer", "muon", "sigmaMax", 1.0, "width", 64L, "momentum", "ema");
    Map<String, Object> second =
        Map.of("optimizer", "muon", "sigmaMax", 1.0, "width", 32L, "momentum", "ema");
    Map<String, Object> third = Map.of("optimizer", "adamw", "width", 32L, "beta2", 0.95);
    Map<String, Object> fourth =
        Map.of("optimizer", "adamw", "width", 32L, "beta2", 0.95, "layerConstraints", "head=none");
    List<String> telling = Telling.among(List.of(first, second, third, fourth));
    assertThat(telling).containsExactly("optimizer", "sigmaMax", "layerConstraints", "width");
    assertThat(Format.method(first, telling)).isEqualTo("muon sigmaMax=1 width=64");
    assertThat(Format.method(fourth, telling))
        .isEqualTo("adamw layerConstraints=head=none width=32");
  }

  @Test
  void a_bar_has_always_the_same_length() {
    assertThat(Bar.of(0, 10)).isEqualTo("[          ]");
    assertThat(Bar.of(0.5, 10)).isEqualTo("[====>     ]");
    assertThat(Bar.of(1, 10)).isEqualTo("[==========]");
    assertThat(Bar.of(7, 10)).hasSize(12);
  }
}
