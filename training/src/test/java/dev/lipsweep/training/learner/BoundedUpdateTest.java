package dev.lipsweep.training.learner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.training.constraint.Constraint;
import dev.lipsweep.training.constraint.SpectralSoftCap;
import dev.lipsweep.training.constraint.Unconstrained;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.optimizer.Optimizer;
import dev.lipsweep.training.optimizer.Optimizers;
import dev.lipsweep.training.optimizer.Orthogonaliser;
import dev.lipsweep.training.optimizer.Scion;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What optimizers declare, seen from the norms of whole trainings. */
class BoundedUpdateTest {
  private static final Network[] NETWORKS = {Trial.MLP, Trial.TRANSFORMER};

  static Stream<Optimizer> bounded() {
    Layer layer = Trial.MLP.layers().getFirst();
    return Optimizers.all().stream().filter(o -> Double.isFinite(o.updateNorm(layer, 1)));
  }

  @ParameterizedTest
  @MethodSource("bounded")
  void the_soft_cap_holds_with_every_optimizer_that_declares_a_bound(Optimizer optimizer) {
    for (Network network : NETWORKS) {
      holds(network, optimizer, new SpectralSoftCap(1.2), 0.5, 1.2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void scion_stays_in_its_ball_by_itself_even_one_smaller_than_the_usual_start(
      Orthogonaliser orthogonaliser) {
    for (Network network : NETWORKS) {
      for (double rate : new double[] {0.2, 3}) {
        var scion = new Scion(0.9, 0.6, orthogonaliser);
        holds(network, scion, new Unconstrained(), rate, 0.6);
      }
    }
  }

  private static void holds(
      Network network, Optimizer optimizer, Constraint constraint, double rate, double cap) {
    try (Trial trial = Trial.of(network, optimizer, constraint, rate)) {
      for (int step = 0; step < 30; step++) {
        if (step % 6 == 0) {
          assertThat(trial.largestNorm()).as("step %d", step).isLessThan(cap * (1 + 1e-3));
        }
        assertThat(trial.step(step)).isFinite();
      }
      assertThat(trial.largestNorm()).isLessThan(cap * (1 + 1e-3)).isGreaterThan(0.05 * cap);
    }
  }
}
