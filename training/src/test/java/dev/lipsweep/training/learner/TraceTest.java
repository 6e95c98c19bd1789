package dev.lipsweep.training.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.training.constraint.Constraint;
import dev.lipsweep.training.constraint.SpectralSoftCap;
import dev.lipsweep.training.constraint.Unconstrained;
import dev.lipsweep.training.learner.Trace.Spectrum;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Variant;
import dev.lipsweep.training.optimizer.Muon;
import dev.lipsweep.training.oracle.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final List<Network> NETWORKS =
      List.of(
          Trial.MLP,
          Trial.TRANSFORMER,
          Trial.TRANSFORMER.with(Variant.PAPER.with(Variant.CapPreset.CERTIFIED)));

  @Test
  void looking_changes_nothing() {
    for (Network network : NETWORKS) {
      try (Trial plain = trial(network, new SpectralSoftCap(0.8));
          Trial traced = trial(network, new SpectralSoftCap(0.8))) {
        for (int step = 0; step < 5; step++) {
          double loss = plain.step(step);
          Trace trace = traced.learner().trace(step, traced.inputs(), traced.targets());
          assertThat(trace.loss()).isEqualTo(loss);
        }
        List<Tensor> expected = plain.learner().weights();
        List<Tensor> got = traced.learner().weights();
        for (int i = 0; i < expected.size(); i++) {
          assertThat(got.get(i).values()).isEqualTo(expected.get(i).values());
        }
      }
    }
  }

  @Test
  void spectra_are_those_of_the_weights() {
    for (Network network : NETWORKS) {
      try (Trial trial = trial(network, new SpectralSoftCap(0.8))) {
        trial.steps(0, 3);
        Trace trace = trial.learner().trace(3, trial.inputs(), trial.targets());
        Map<String, Matrix> weights = trial.weights();
        for (Layer layer : trial.layers(Layer.Kind.LINEAR)) {
          Spectrum spectrum = trace.spectra().get(layer.name());
          double squares = Arrays.stream(spectrum.constrained()).map(s -> s * s).sum();
          double frobenius =
              Math.pow(weights.get(layer.name()).frobenius() / layer.slice().scale(), 2);
          assertThat(squares)
              .as(layer.name())
              .isCloseTo(frobenius, within(1e-4 * frobenius + 1e-9));
          if (layer.slices() == 1) {
            assertThat(spectrum.largest())
                .isCloseTo(weights.get(layer.name()).rmsNorm(), within(1e-4));
          }
          assertThat(spectrum.largest()).isLessThan(0.8 * 1.001);
        }
        assertThat(trace.activationMax()).containsKey("logits");
      }
    }
  }

  @Test
  void what_a_constraint_moved_is_seen_and_without_one_nothing_moves() {
    try (Trial capped = trial(Trial.MLP, new SpectralSoftCap(0.8));
        Trial free = trial(Trial.MLP, new Unconstrained())) {
      capped.steps(0, 20);
      Spectrum moved = spectrum(capped, 20);
      assertThat(moved.moved()).isPositive();
      assertThat(moved.meanChange()).isPositive();
      assertThat(moved.updated()[0]).isGreaterThan(moved.constrained()[0]);
      Spectrum still = spectrum(free, 0);
      assertThat(still.moved()).isZero();
    }
  }

  @Test
  void weights_that_are_not_finite_show_in_the_loss_and_stop_nothing() {
    try (Trial trial = trial(Trial.MLP, new SpectralSoftCap(0.8))) {
      List<Tensor> broken =
          trial.learner().weights().stream()
              .map(
                  t -> {
                    float[] values = t.values().clone();
                    values[0] = Float.NaN;
                    return new Tensor(t.name(), t.shape(), values);
                  })
              .toList();
      trial.learner().restore(broken, trial.learner().optimizerState());
      assertThat(trial.learner().trace(0, trial.inputs(), trial.targets()).loss()).isNaN();
    }
  }

  private static Spectrum spectrum(Trial trial, int step) {
    return trial.learner().trace(step, trial.inputs(), trial.targets()).spectra().get("mlp_out");
  }

  private static Trial trial(Network network, Constraint constraint) {
    return Trial.of(network, new Muon(), constraint, 0.3);
  }
}
