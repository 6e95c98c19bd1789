package dev.lipsweep.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LayersTest {

  /** The numbers of METHOD.md 1.2, for three blocks. */
  @Test
  void target_norms_follow_the_modular_norm() {
    Map<String, Double> light = targetNorms(shakespeare(16));
    assertThat(light.get("embed")).isCloseTo(.0556, within(5e-5));
    assertThat(light.get("block0.q")).isCloseTo(.8889, within(5e-5));
    assertThat(light.get("block1.k")).isCloseTo(.8889, within(5e-5));
    assertThat(light.get("block2.v")).isCloseTo(.8889, within(5e-5));
    assertThat(light.get("block0.w")).isCloseTo(.2963, within(5e-5));
    assertThat(light.get("block1.mlp_in")).isCloseTo(.2963, within(5e-5));
    assertThat(light.get("block2.mlp_out")).isCloseTo(.2963, within(5e-5));
    assertThat(light.get("head")).isCloseTo(.0556, within(5e-5));

    Map<String, Double> heavy = targetNorms(shakespeare(32));
    assertThat(heavy.get("embed")).isCloseTo(.0294, within(5e-5));
    assertThat(heavy.get("block0.q")).isCloseTo(.9412, within(5e-5));
    assertThat(heavy.get("block0.w")).isCloseTo(.3137, within(5e-5));
  }

  @Test
  void in_the_paper_s_version_later_blocks_train_more() {
    Map<String, Double> tau = targetNorms(paper(1));
    assertThat(tau.get("head")).isCloseTo(.0294, within(5e-5));
    for (String name : List.of("q", "k", "v", "w")) {
      assertThat(tau.get("block2." + name)).isCloseTo(.0261, within(5e-5));
      assertThat(tau.get("block1." + name)).isCloseTo(.00327, within(5e-6));
      assertThat(tau.get("block0." + name)).isCloseTo(.00041, within(5e-6));
    }
    for (String name : List.of("mlp_in", "mlp_out")) {
      assertThat(tau.get("block2." + name)).isCloseTo(.0523, within(5e-5));
      assertThat(tau.get("block1." + name)).isCloseTo(.00654, within(5e-6));
      assertThat(tau.get("block0." + name)).isCloseTo(.00082, within(5e-6));
    }
    assertThat(tau.get("embed")).isCloseTo(5.7e-5, within(5e-7));
    assertThat(targetNorms(paper(8))).isEqualTo(tau);
  }

  @Test
  void the_nanogpt_runs_had_a_rate_for_the_blocks_and_a_tenth_for_the_head() {
    var network =
        new Transformer(
            65, 256, 4, 3, 256, 4, 1, 1, 8, 1e4, 32, TargetNorms.NANOGPT, Variant.PAPER);
    Map<String, Double> tau = targetNorms(network);
    assertThat(tau).containsEntry("embed", 2.0).containsEntry("head", 0.1);
    assertThat(tau).containsEntry("block0.q", 1.0).containsEntry("block2.mlp_out", 1.0);
  }

  private static Transformer paper(double logitScale) {
    return new Transformer(
        65, 256, 4, 3, 256, 4, 1, 1, logitScale, 1e4, 32, TargetNorms.PAPER, Variant.PAPER);
  }

  @Test
  void the_logit_scale_divides_all_target_norms() {
    assertThat(new Mlp(3072, List.of(256, 256), 10, 1).layers())
        .allSatisfy(layer -> assertThat(layer.targetNorm()).isCloseTo(1.0 / 3, within(1e-15)));
    assertThat(new Mlp(3072, List.of(256, 256), 10, 4).layers())
        .allSatisfy(layer -> assertThat(layer.targetNorm()).isCloseTo(1.0 / 12, within(1e-15)));
    var scaled = new Transformer(65, 256, 4, 3, 256, 4, 1, 1, 8, 1e4, 16);
    assertThat(targetNorms(scaled).get("block0.w")).isCloseTo(.2963 / 8, within(1e-5));
  }

  @Test
  void layers_come_in_the_order_of_execution_and_count_the_parameters() {
    List<Layer> layers = shakespeare(32).layers();
    assertThat(layers.stream().map(Layer::name).limit(8))
        .containsExactly(
            "embed",
            "block0.q",
            "block0.k",
            "block0.v",
            "block0.w",
            "block0.mlp_in",
            "block0.mlp_out",
            "block1.q");
    assertThat(layers.getLast().name()).isEqualTo("head");
    assertThat(layers.stream().mapToInt(l -> l.out() * l.in()).sum()).isEqualTo(2_392_576);
    assertThat(
            new Mlp(3072, List.of(256, 256), 10, 1)
                .layers().stream().mapToInt(l -> l.out() * l.in()).sum())
        .isEqualTo(854_528);
  }

  @Test
  void linear_layers_of_one_shape_or_its_transpose_share_a_stack() {
    List<Stack> stacks = Stack.of(shakespeare(16).layers());
    assertThat(stacks).extracting(s -> s.layers().size()).containsExactly(1, 12, 6, 1);
    assertThat(stacks)
        .filteredOn(s -> s.kind() == Layer.Kind.LINEAR)
        .allSatisfy(s -> assertThat(s.rows()).isLessThanOrEqualTo(s.columns()));
    assertThat(stacks.get(2).layers().get(0).name()).isEqualTo("block0.mlp_in");
    assertThat(stacks.get(2).layers().get(1).name()).isEqualTo("block0.mlp_out");
  }

  @Test
  void heads_of_keys_and_values_are_matrices_of_their_own_under_the_certified_preset() {
    var network = shakespeare(16).with(Variant.PAPER.with(Variant.CapPreset.CERTIFIED));
    List<Stack> stacks = Stack.of(network.layers());
    assertThat(stacks).extracting(s -> s.matrices().size()).containsExactly(1, 6, 24, 6, 1);
    Stack heads = stacks.get(2);
    assertThat(heads.rows()).isEqualTo(64);
    assertThat(heads.columns()).isEqualTo(256);
    assertThat(heads.layers()).extracting(Layer::name).startsWith("block0.k", "block0.v");
    assertThat(heads.matrices())
        .allSatisfy(
            slice -> {
              assertThat(slice.scale()).isEqualTo(0.5); // sqrt(d_h/d)
              assertThat(slice.targetNorm()).isCloseTo(.8889, within(5e-5));
            });
  }

  @Test
  void only_what_the_theorem_speaks_of_is_certifiable() {
    var paper = Variant.PAPER;
    assertThat(shakespeare(16).certifiable()).isTrue();
    assertThat(paper.with(Variant.CapPreset.CERTIFIED).clampedAt(1).certifiable()).isTrue();
    for (Variant.NormLayer norm : Variant.NormLayer.values()) {
      assertThat(
              baseline(norm, false, Double.POSITIVE_INFINITY, Variant.Residual.CONVEX)
                  .certifiable())
          .isEqualTo(norm == Variant.NormLayer.NONE);
    }
    var none = Variant.NormLayer.NONE;
    assertThat(
            baseline(none, true, Double.POSITIVE_INFINITY, Variant.Residual.CONVEX).certifiable())
        .isFalse();
    assertThat(baseline(none, false, 15, Variant.Residual.CONVEX).certifiable()).isFalse();
    assertThat(
            baseline(none, false, Double.POSITIVE_INFINITY, Variant.Residual.STANDARD)
                .certifiable())
        .isFalse();
  }

  private static Variant baseline(
      Variant.NormLayer norm, boolean queryKeyNorm, double softCap, Variant.Residual residual) {
    return new Variant(
        Variant.CapPreset.PAPER,
        Double.POSITIVE_INFINITY,
        norm,
        queryKeyNorm,
        softCap,
        residual,
        Variant.Rotation.FULL);
  }

  @Test
  void a_width_that_the_heads_cannot_share_is_refused_with_what_would_be_right() {
    assertThatThrownBy(() -> new Transformer(65, 100, 8, 3, 256, 4, 1, 1, 1, 1e4, 16))
        .hasMessage(
            "width: need a multiple of 2 x heads = 16 (rotary positions pair the halves of a head), got 100");
  }

  private static Transformer shakespeare(double blocksMass) {
    return new Transformer(65, 256, 4, 3, 256, 4, 1, 1, 1, 1e4, blocksMass);
  }

  private static Map<String, Double> targetNorms(Network network) {
    return network.layers().stream().collect(Collectors.toMap(Layer::name, Layer::targetNorm));
  }
}
