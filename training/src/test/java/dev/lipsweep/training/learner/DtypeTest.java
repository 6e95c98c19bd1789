package dev.lipsweep.training.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.training.constraint.SpectralSoftCap;
import dev.lipsweep.training.model.Dtype;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.NumberFormat;
import dev.lipsweep.training.optimizer.Muon;
import dev.lipsweep.training.optimizer.Schedule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DtypeTest {
  private static final int STEPS = 6;

  static Stream<Network> networks() {
    return Stream.of(Trial.MLP, Trial.TRANSFORMER);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void the_simulated_loss_is_that_of_the_network_rounded_to_bf16(Network network) {
    try (Trial trial = trial(network, Dtype.BF16_SIMULATED)) {
      trial.steps(0, 2);
      Evaluation rounded =
          trial.learner().evaluate(trial.inputs(), trial.targets(), NumberFormat.BF16);
      assertThat(trial.learner().step(2, trial.inputs(), trial.targets()))
          .isCloseTo(rounded.lossSum() / rounded.count(), within(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void the_hardwares_instructions_and_their_simulation_train_alike(Network network) {
    double[] exact = losses(network, Dtype.FP32);
    double[] by = losses(network, Dtype.BF16);
    double[] simulated = losses(network, Dtype.BF16_SIMULATED);
    assertThat(by).isNotEqualTo(exact);
    for (int i = 0; i < STEPS; i++) {
      assertThat(by[i]).as("step %d", i).isCloseTo(exact[i], within(0.05 * exact[i]));
      assertThat(by[i]).as("step %d", i).isCloseTo(simulated[i], within(0.02 * simulated[i]));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void what_was_trained_in_bf16_is_evaluated_in_float32(Network network) {
    try (Trial half = trial(network, Dtype.BF16_SIMULATED);
        Trial full = trial(network, Dtype.FP32)) {
      half.steps(0, STEPS);
      full.learner().restore(half.learner().weights(), half.learner().optimizerState());
      assertThat(half.learner().evaluate(half.inputs(), half.targets()))
          .isEqualTo(full.learner().evaluate(full.inputs(), full.targets()));
    }
  }

  private static double[] losses(Network network, Dtype dtype) {
    try (Trial trial = trial(network, dtype)) {
      var losses = new double[STEPS];
      for (int i = 0; i < STEPS; i++) {
        losses[i] = trial.learner().step(i, trial.inputs(), trial.targets());
      }
      return losses;
    }
  }

  private static Trial trial(Network network, Dtype dtype) {
    var schedule = new Schedule(Schedule.Kind.NONE, 0.1, STEPS);
    return Trial.of(network, new Muon(), new SpectralSoftCap(2), schedule, dtype, 3);
  }
}
