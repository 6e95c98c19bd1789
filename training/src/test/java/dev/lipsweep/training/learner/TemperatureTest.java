package dev.lipsweep.training.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.training.constraint.Unconstrained;
import dev.lipsweep.training.model.Dtype;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.optimizer.Schedule;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemperatureTest {
  private static final double COLD = 0.125;
  private static final int STEPS = 4;

  static Stream<DoubleFunction<Network>> networks() {
    return Stream.of(
        logitScale -> new Mlp(12, List.of(8, 8), 5, logitScale),
        logitScale -> new Transformer(7, 8, 2, 2, 6, 4, 2, 1.2, logitScale, 100, 16));
  }

  /** The loss of a network is that of one with larger logits; only the logits differ. */
  @ParameterizedTest
  @MethodSource("networks")
  void a_low_temperature_trains_like_a_factor_on_the_logits_that_the_bound_never_sees(
      DoubleFunction<Network> network) {
    try (Trial scaled = trial(network.apply(1.5 / COLD), Loss.PLAIN);
        Trial cold = trial(network.apply(1.5), new Loss(COLD))) {
      for (int step = 0; step < STEPS; step++) {
        double loss = cold.learner().step(step, cold.inputs(), cold.targets());
        assertThat(loss)
            .isCloseTo(
                scaled.learner().step(step, scaled.inputs(), scaled.targets()), within(1e-5));
      }
      Evaluation seen = cold.learner().evaluate(cold.inputs(), cold.targets());
      Evaluation same = scaled.learner().evaluate(scaled.inputs(), scaled.targets());
      assertThat(seen.lossSum()).isCloseTo(same.lossSum(), within(1e-4));
      assertThat(seen.correct()).isEqualTo(same.correct());
      assertThat(seen.activationMax().get("logits"))
          .isCloseTo(COLD * same.activationMax().get("logits"), within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void a_temperature_has_to_be_a_number_above_zero(double temperature) {
    assertThatThrownBy(() -> new Loss(temperature)).hasMessageContaining("temperature above 0");
  }

  private static Trial trial(Network network, Loss loss) {
    Learner learner =
        Learners.create(
            network,
            new PlainDescent(),
            new Unconstrained(),
            new Schedule(Schedule.Kind.NONE, 0.05, STEPS),
            Dtype.FP32,
            loss,
            7);
    return Trial.of(learner);
  }
}
