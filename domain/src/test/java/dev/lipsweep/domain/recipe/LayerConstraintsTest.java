package dev.lipsweep.domain.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerConstraintsTest {

  @Test
  void one_meaning_has_one_way_to_be_written() {
    assertThat(written(" mlp_out = spectral_normalize @ 4.0,head=none"))
        .isEqualTo("head=none, mlp_out=spectral_normalize@4");
    assertThat(written("block0.q=spectral_clipped_weight_decay@1.5@1e-1"))
        .isEqualTo("block0.q=spectral_clipped_weight_decay@1.5@0.1");
    assertThat(written("  ")).isEmpty();
    for (String wrong :
        List.of("head", "head=", "=none", "head=none,", "head=none@", "head=none,head=none")) {
      assertThat(LayerConstraints.parse(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void the_published_pattern_knows_the_language() {
    for (String right : List.of("", "head=none", "q=stiefel@1.5, block1.mlp_in=svd_clamp @ .5")) {
      assertThat(right).matches(LayerConstraints.PATTERN);
    }
    for (String wrong : List.of("head", "head=none,", "head=none@x", "head none")) {
      assertThat(wrong).doesNotMatch(LayerConstraints.PATTERN);
    }
  }

  @Test
  void a_text_that_says_nothing_is_no_part_of_a_configuration() {
    assertThat(text(Map.of("layerConstraints", "")).has("layerConstraints")).isFalse();
    assertThat(text(Map.of("layerConstraints", "")).hash()).isEqualTo(text(Map.of()).hash());
    assertThat(text(Map.of("layerConstraints", "q=none,head=none")).hash())
        .isEqualTo(text(Map.of("layerConstraints", "head=none, q=none")).hash())
        .isNotEqualTo(text(Map.of()).hash());
  }

  @Test
  void errors_name_what_is_wrong_and_list_what_is_right() {
    Problem layer = problem(Map.of("layerConstraints", "block2.q=none"));
    assertThat(layer.path()).isEqualTo("/layerConstraints");
    assertThat(layer.message()).contains("text-tiny has no linear layer 'block2.q'");
    assertThat(layer.fix()).contains("mlp_out").contains("head").contains("block0.q");
    assertThat(problem(Map.of("layerConstraints", "embed=none")).message()).contains("RMS 1");
    Problem method = problem(Map.of("layerConstraints", "head=svd"));
    assertThat(method.message()).contains("no constraint 'svd'");
    assertThat(method.fix()).contains("svd_clamp").contains("stiefel");
    Problem missing = problem(Map.of("layerConstraints", "head=stiefel", "constraint", "none"));
    assertThat(missing.message()).contains("stiefel needs its sigmaMax");
    assertThat(missing.fix()).contains("LAYER=stiefel@SIGMAMAX");
    assertThat(problem(Map.of("layerConstraints", "head=none@3")).message()).contains("no number");
    assertThat(problem(Map.of("layerConstraints", "head=stiefel@0")).fix()).contains("> 0");
    assertThat(problem(Map.of("layerConstraints", "head")).fix()).contains("LAYER=CONSTRAINT");
    assertThat(
            problem(
                    Map.of(
                        "layerConstraints",
                        "head=spectral_soft_cap@2",
                        "constraint",
                        "none",
                        "optimizer",
                        "adamw"))
                .message())
        .contains("adamw");
  }

  @Test
  void a_hard_cap_as_in_the_reference_code_is_refused_where_updates_have_no_bound() {
    Map<String, Object> hard =
        Map.of("constraint", "spectral_hard_cap", "coupling", "reference", "optimizer", "adamw");
    Problem problem = problem(hard);
    assertThat(problem.message()).contains("3.5 times sigmaMax").contains("adamw");
    assertThat(problem.fix()).contains("coupling sound");
    assertThat(
            text(Map.of("constraint", "spectral_hard_cap", "optimizer", "adamw")).has("coupling"))
        .isTrue();
  }

  private static String written(String text) {
    return LayerConstraints.parse(text).orElseThrow().toString();
  }

  private static Problem problem(Map<String, ?> values) {
    InvalidInput refused = catchThrowableOfType(InvalidInput.class, () -> text(values));
    return refused.problems().getFirst();
  }

  private static Configuration text(Map<String, ?> values) {
    Map<String, Object> all =
        new LinkedHashMap<>(
            Map.of(
                "optimizer",
                "muon",
                "constraint",
                "spectral_normalize",
                "sigmaMax",
                2,
                "learningRate",
                1));
    all.putAll(values);
    return Recipes.TEXT_TINY.configuration(all);
  }
}
