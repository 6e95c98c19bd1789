package dev.lipsweep.training.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.lipsweep.training.constraint.SpectralNormalize;
import dev.lipsweep.training.constraint.WeightDecay;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.optimizer.AdamW;
import dev.lipsweep.training.optimizer.Muon;
import dev.lipsweep.training.oracle.Matrix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccumulationTest {

  private static final Network[] NETWORKS = {Trial.MLP, Trial.TRANSFORMER};

  @Test
  void four_batches_are_one_of_four_times_the_size_up_to_rounding() {
    for (Network network : NETWORKS) {
      try (Trial whole = Trial.of(network, new Muon(), new SpectralNormalize(1), 0.05);
          Trial parts = Trial.of(network, new Muon(), new SpectralNormalize(1), 0.05)) {
        for (int step = 0; step < 3; step++) {
          double loss = whole.step(step);
          assertThat(inParts(parts, step)).isCloseTo(loss, within(1e-5));
        }
        Map<String, Matrix> expected = whole.weights();
        parts
            .weights()
            .forEach(
                (name, w) ->
                    assertThat(w.largestDifference(expected.get(name))).as(name).isLessThan(1e-4));
      }
    }
  }

  @Test
  void accumulating_changes_no_weight_and_a_step_empties_what_was_accumulated() {
    try (Trial trial = Trial.of(Trial.MLP, new PlainDescent(), new WeightDecay(0.1), 0.05);
        Trial other = Trial.of(Trial.MLP, new PlainDescent(), new WeightDecay(0.1), 0.05)) {
      List<float[]> before = Trial.values(trial.learner().weights());
      trial.learner().accumulate(trial.inputs(), trial.targets());
      assertThat(Trial.values(trial.learner().weights()))
          .usingRecursiveComparison()
          .isEqualTo(before);
      // a batch counted twice is the batch
      trial.step(0);
      other.step(0);
      for (int step = 1; step < 4; step++) {
        assertThat(trial.step(step)).isCloseTo(other.step(step), within(1e-6));
      }
    }
  }

  @Test
  void restoring_forgets_what_was_accumulated() {
    try (Trial trial = Trial.of(Trial.MLP, new AdamW(), new WeightDecay(0.1), 0.05);
        Trial other = Trial.of(Trial.MLP, new AdamW(), new WeightDecay(0.1), 0.05)) {
      List<Tensor> weights = trial.learner().weights();
      List<Tensor> state = trial.learner().optimizerState();
      trial.learner().accumulate(trial.inputs().mul(3), trial.targets());
      trial.learner().restore(weights, state);
      assertThat(trial.steps(0, 3)).isEqualTo(other.steps(0, 3));
    }
  }

  @Test
  void memory_does_not_grow_with_the_batches() {
    try (Trial trial = Trial.of(Trial.MLP, new Muon(), new WeightDecay(0.1), 0.05)) {
      inParts(trial, 0);
      int arrays = trial.learner().manager().getManagedArrays().size();
      for (int step = 1; step < 100; step++) {
        trial.learner().accumulate(trial.inputs(), trial.targets());
        trial.step(step);
      }
      assertThat(trial.learner().manager().getManagedArrays()).hasSize(arrays);
    }
  }

  /** A step sample by sample; the mean loss. */
  private static double inParts(Trial trial, int step) {
    int count = trial.samples().length;
    double loss = 0;
    for (int i = 0; i < count; i++) {
      String one = "%d:%d".formatted(i, i + 1);
      try (NDArray inputs = trial.inputs().get(one);
          NDArray targets = trial.targets().get(one)) {
        loss +=
            i < count - 1
                ? trial.learner().accumulate(inputs, targets)
                : trial.learner().step(step, inputs, targets);
      }
    }
    return loss / count;
  }
}
