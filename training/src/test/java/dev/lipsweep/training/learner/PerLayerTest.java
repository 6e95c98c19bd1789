package dev.lipsweep.training.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.training.constraint.Constraint;
import dev.lipsweep.training.constraint.Coupling;
import dev.lipsweep.training.constraint.PerLayer;
import dev.lipsweep.training.constraint.Projections;
import dev.lipsweep.training.constraint.SpectralNormalize;
import dev.lipsweep.training.constraint.SpectralSoftCap;
import dev.lipsweep.training.constraint.Stiefel;
import dev.lipsweep.training.constraint.SvdClamp;
import dev.lipsweep.training.constraint.Unconstrained;
import dev.lipsweep.training.constraint.WeightDecay;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Stack;
import dev.lipsweep.training.optimizer.AdamW;
import dev.lipsweep.training.optimizer.Muon;
import dev.lipsweep.training.oracle.Matrix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Constraints of single layers, also where layers of several constraints lie in one stack. */
class PerLayerTest {

  private static final Network NETWORK = Trial.TRANSFORMER;

  private static final Map<String, Constraint> NAMED =
      Map.of(
          "mlp_out", new SvdClamp(1.1), // shares its stack with mlp_in
          "block1.mlp_out", new WeightDecay(0.3),
          "block0.q", new Stiefel(1.5, Coupling.SOUND), // with k, v and w
          "k", new SpectralSoftCap(1.3),
          "head", new Unconstrained());

  private static final Constraint MIXED = new PerLayer(new SpectralSoftCap(1.2), NAMED);

  private static Constraint of(Layer layer) {
    return switch (layer.name()) {
      case "block0.mlp_out" -> new SvdClamp(1.1);
      case "block1.mlp_out" -> new WeightDecay(0.3);
      case "block0.q" -> new Stiefel(1.5, Coupling.SOUND);
      case "block0.k", "block1.k" -> new SpectralSoftCap(1.3);
      case "head" -> new Unconstrained();
      default -> new SpectralSoftCap(1.2);
    };
  }

  /**
   * Gradients of the first step are the same, so each layer has to come out as in a network of its
   * kind.
   */
  @Test
  void every_layer_is_projected_as_if_all_were_under_its_constraint() {
    try (Trial mixed = Trial.of(NETWORK, new Muon(), MIXED, 0.7)) {
      mixed.step(0);
      Map<String, Matrix> weights = mixed.weights();
      for (Layer layer : NETWORK.layers()) {
        assertThat(MIXED.of(layer)).as(layer.name()).isEqualTo(of(layer));
        try (Trial alone = Trial.of(NETWORK, new Muon(), of(layer), 0.7)) {
          alone.step(0);
          Matrix expected = alone.weights().get(layer.name());
          assertThat(weights.get(layer.name()).largestDifference(expected))
              .as(layer.name())
              .isLessThan(1e-6);
        }
      }
    }
  }

  @Test
  void every_cap_holds_in_its_layers() {
    try (Trial trial = Trial.of(NETWORK, new Muon(), MIXED, 1)) {
      trial.steps(0, 60);
      Map<String, Matrix> weights = trial.weights();
      for (Layer layer : trial.layers(Layer.Kind.LINEAR)) {
        assertThat(weights.get(layer.name()).rmsNorm())
            .as(layer.name())
            .isLessThan(of(layer).cap() * (1 + 1e-3));
      }
      assertThat(weights.get("head").rmsNorm()).isGreaterThan(1.5);
      assertThat(weights.get("block0.q").rmsNorm()).isGreaterThan(1.499);
      assertThat(weights.get("embed").columnRms()).isLessThan(1 + 1e-6);
    }
  }

  @Test
  void layers_that_differ_in_their_caps_only_take_one_call_per_stack() {
    List<Stack> stacks = Stack.of(NETWORK.layers());
    long linear = stacks.stream().filter(s -> s.kind() == Layer.Kind.LINEAR).count();
    var caps =
        new PerLayer(
            new SpectralNormalize(2),
            Map.of("q", new SpectralNormalize(1), "block0.mlp_in", new SpectralNormalize(3)));
    assertThat(new Projections(stacks, caps).groups()).hasSize((int) linear);
    assertThat(new Projections(stacks, new SpectralNormalize(2)).groups()).hasSize((int) linear);
    assertThat(new Projections(stacks, new Unconstrained()).groups()).isEmpty();
  }

  @Test
  void a_single_layers_cap_is_refused_as_well_where_updates_have_no_bound() {
    var constraint = new PerLayer(new Unconstrained(), Map.of("head", new SpectralSoftCap(1)));
    assertThatThrownBy(() -> Trial.of(NETWORK, new AdamW(), constraint, 1))
        .hasMessageContaining("spectral_soft_cap")
        .hasMessageContaining("adamw");
  }
}
