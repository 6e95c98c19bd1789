package dev.lipsweep.training.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.training.constraint.Unconstrained;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Variant;
import dev.lipsweep.training.oracle.Matrix;
import dev.lipsweep.training.oracle.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GradientTest {
  private static final List<Network> NETWORKS =
      List.of(
          Trial.MLP,
          Trial.TRANSFORMER,
          Trial.TRANSFORMER.with(Variant.PAPER.with(Variant.CapPreset.CERTIFIED).clampedAt(0.4)),
          Trial.TRANSFORMER.with(
              new Variant(
                  Variant.CapPreset.PAPER,
                  Double.POSITIVE_INFINITY,
                  Variant.NormLayer.LAYERNORM,
                  true,
                  0.7,
                  Variant.Residual.STANDARD,
                  Variant.Rotation.HALF_TRUNCATED)),
          Trial.TRANSFORMER.with(norm(Variant.NormLayer.RMSNORM)),
          Trial.TRANSFORMER.with(norm(Variant.NormLayer.TANH)));

  private static Variant norm(Variant.NormLayer norm) {
    return new Variant(
        Variant.CapPreset.CERTIFIED,
        0.5,
        norm,
        false,
        Double.POSITIVE_INFINITY,
        Variant.Residual.CONVEX,
        Variant.Rotation.FULL);
  }

  @Test
  void loss_hits_and_activations_are_those_of_the_reference() {
    for (Network network : NETWORKS) {
      try (Trial trial = trial(network).withRandomWeights(1)) {
        Reference.Result expected = trial.reference();
        Evaluation got = trial.learner().evaluate(trial.inputs(), trial.targets());
        assertThat(got.lossSum()).isCloseTo(expected.lossSum(), within(1e-5 * expected.lossSum()));
        assertThat(got.correct()).isEqualTo(expected.correct());
        assertThat(got.count()).isEqualTo(expected.count());
        assertThat(got.activationMax().keySet())
            .containsExactlyElementsOf(expected.activations().keySet());
        expected
            .activations()
            .forEach(
                (name, rms) ->
                    assertThat(got.activationMax().get(name))
                        .as(name)
                        .isCloseTo(rms, within(1e-5)));
        assertThat(trial.step(0)).isCloseTo(expected.loss(), within(1e-5));
      }
    }
  }

  @Test
  void gradients_are_the_central_differences_of_the_reference() {
    for (Network network : NETWORKS) {
      try (Trial trial = trial(network).withRandomWeights(2)) {
        Map<String, Matrix> before = trial.weights();
        trial.step(0);
        Map<String, Matrix> after = trial.weights();
        before.forEach(
            (name, w) -> {
              Matrix gradient = w.plus(after.get(name).times(-1)).times(1 / RATE);
              Matrix expected = differences(trial, before, name);
              assertThat(gradient.largestDifference(expected))
                  .as(name)
                  .isLessThan(2e-4 * expected.frobenius() + 3e-7); // the weights' rounding / RATE
              assertThat(expected.frobenius()).as(name).isGreaterThan(1e-4);
            });
      }
    }
  }

  @Test
  void a_first_layer_of_zeros_moves() {
    try (Trial trial = trial(Trial.MLP)) {
      Matrix before = trial.weights().get("mlp_in");
      assertThat(before.frobenius()).isZero();
      trial.step(0);
      assertThat(trial.weights().get("mlp_in").frobenius()).isGreaterThan(1e-3);
    }
  }

  private static final double RATE = 0.25;

  private static Trial trial(Network network) {
    return Trial.of(network, new PlainDescent(), new Unconstrained(), RATE);
  }

  private static Matrix differences(Trial trial, Map<String, Matrix> weights, String name) {
    double h = 1e-5;
    return weights
        .get(name)
        .map(
            (i, j, x) ->
                (loss(trial, weights, name, i, j, x + h) - loss(trial, weights, name, i, j, x - h))
                    / (2 * h));
  }

  private static double loss(
      Trial trial, Map<String, Matrix> weights, String name, int row, int column, double value) {
    var changed = new LinkedHashMap<>(weights);
    changed.put(name, weights.get(name).map((i, j, x) -> i == row && j == column ? value : x));
    return Reference.run(trial.learner().network(), changed, trial.samples()).loss();
  }
}
