package dev.lipsweep.training.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.training.constraint.Constraint;
import dev.lipsweep.training.constraint.SpectralNormalize;
import dev.lipsweep.training.constraint.SpectralSoftCap;
import dev.lipsweep.training.constraint.Unconstrained;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.optimizer.AdamW;
import dev.lipsweep.training.optimizer.Muon;
import dev.lipsweep.training.optimizer.Optimizer;
import dev.lipsweep.training.optimizer.Optimizers;
import dev.lipsweep.training.optimizer.Schedule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What reproducing and resuming rest on, and what a long training costs in memory. */
class RepeatTest {

  private static final Schedule SCHEDULE = new Schedule(Schedule.Kind.LINEAR, 0.1, 30);

  private static final Schedule GENTLE = new Schedule(Schedule.Kind.NONE, 0.01, 15);

  private static final List<Map.Entry<Optimizer, Constraint>> METHODS =
      List.of(
          Map.entry(new AdamW(), new SpectralNormalize(2)),
          Map.entry(new Muon(), new SpectralSoftCap(1)),
          Map.entry(new PlainDescent(), new Unconstrained()));

  @Test
  void the_same_seed_gives_the_same_losses_and_weights_bit_for_bit() {
    forAll(
        (network, optimizer, constraint) -> {
          try (Trial one = Trial.of(network, optimizer, constraint, SCHEDULE, 1);
              Trial two = Trial.of(network, optimizer, constraint, SCHEDULE, 1);
              Trial other = Trial.of(network, optimizer, constraint, SCHEDULE, 2)) {
            assertThat(two.steps(0, 20)).isEqualTo(one.steps(0, 20));
            assertSame(two.learner().weights(), one.learner().weights());
            assertThat(other.steps(0, 20)).isNotEqualTo(one.steps(0, 20));
          }
        });
  }

  @Test
  void a_restored_learner_goes_on_bit_for_bit_as_if_it_had_never_stopped() {
    forAll(
        (network, optimizer, constraint) -> {
          try (Trial unbroken = Trial.of(network, optimizer, constraint, SCHEDULE, 1);
              Trial resumed = Trial.of(network, optimizer, constraint, SCHEDULE, 999)) {
            unbroken.steps(0, 10);
            List<Tensor> weights = new ArrayList<>(unbroken.learner().weights());
            List<Tensor> state = new ArrayList<>(unbroken.learner().optimizerState());
            Collections.reverse(weights); // names count, not the order
            Collections.reverse(state);
            resumed.learner().restore(weights, state);
            assertThat(resumed.steps(10, 30)).isEqualTo(unbroken.steps(10, 30));
            assertSame(resumed.learner().weights(), unbroken.learner().weights());
            assertSame(resumed.learner().optimizerState(), unbroken.learner().optimizerState());
          }
        });
  }

  @Test
  void every_optimizer_goes_on_bit_for_bit_and_learns() {
    for (Optimizer optimizer : Optimizers.all()) {
      try (Trial unbroken = Trial.of(Trial.TRANSFORMER, optimizer, new Unconstrained(), GENTLE, 1);
          Trial resumed = Trial.of(Trial.TRANSFORMER, optimizer, new Unconstrained(), GENTLE, 2)) {
        double[] losses = unbroken.steps(0, 10);
        resumed
            .learner()
            .restore(unbroken.learner().weights(), unbroken.learner().optimizerState());
        assertThat(resumed.steps(10, 15))
            .as(optimizer.toString())
            .isEqualTo(unbroken.steps(10, 15));
        assertSame(resumed.learner().weights(), unbroken.learner().weights());
        assertThat(losses[9]).as(optimizer.toString()).isLessThan(losses[0]);
      }
    }
  }

  @Test
  void restoring_refuses_what_does_not_fit_and_changes_nothing() {
    try (Trial trial = Trial.of(Trial.MLP, new Muon(), new Unconstrained(), SCHEDULE, 1)) {
      Learner learner = trial.learner();
      trial.step(0);
      List<Tensor> weights = learner.weights();
      List<Tensor> state = learner.optimizerState();
      assertThatThrownBy(() -> learner.restore(weights.subList(1, 3), state))
          .hasMessageContaining("missing tensors [mlp_in]");
      assertThatThrownBy(() -> learner.restore(weights, List.of()))
          .hasMessageContaining("mlp_in/momentum");
      List<Tensor> wrong = new ArrayList<>(weights);
      wrong.set(0, new Tensor("mlp_in", new int[] {2, 2}, new float[4]));
      assertThatThrownBy(() -> learner.restore(wrong, state))
          .hasMessageContaining("tensor mlp_in: need shape [8, 12], got [2, 2]");
      assertSame(learner.weights(), weights);
    }
  }

  @Test
  void evaluating_changes_nothing() {
    try (Trial trial = Trial.of(Trial.TRANSFORMER, new Muon(), new Unconstrained(), SCHEDULE, 1)) {
      trial.step(0);
      List<Tensor> before = trial.learner().weights();
      Evaluation first = trial.learner().evaluate(trial.inputs(), trial.targets());
      assertThat(trial.learner().evaluate(trial.inputs(), trial.targets())).isEqualTo(first);
      assertSame(trial.learner().weights(), before);
    }
  }

  @Test
  void losses_fall() {
    forAll(
        (network, optimizer, constraint) -> {
          try (Trial trial = Trial.of(network, optimizer, constraint, SCHEDULE, 1)) {
            double[] losses = trial.steps(0, 30);
            assertThat(losses[29]).isLessThan(losses[0]);
          }
        });
  }

  @Test
  void a_loss_that_is_no_number_is_returned() {
    try (Trial trial = Trial.of(Trial.MLP, new Muon(), new SpectralNormalize(1), SCHEDULE, 1)) {
      List<Tensor> weights = new ArrayList<>(trial.learner().weights());
      Tensor first = weights.getFirst();
      first.values()[0] = Float.NaN;
      trial.learner().restore(weights, trial.learner().optimizerState());
      assertThat(trial.step(0)).isNaN();
      assertThat(trial.step(1)).isNaN();
    }
  }

  @Test
  void memory_does_not_grow_with_the_steps() {
    try (Trial trial =
        Trial.of(Trial.TRANSFORMER, new Muon(), new SpectralSoftCap(1), SCHEDULE, 1)) {
      trial.steps(0, 5);
      int arrays = trial.learner().manager().getManagedArrays().size();
      for (int step = 5; step < 300; step++) {
        trial.step(step);
        trial.learner().evaluate(trial.inputs(), trial.targets());
      }
      assertThat(trial.learner().manager().getManagedArrays()).hasSize(arrays);
    }
  }

  private interface Case {
    void run(Network network, Optimizer optimizer, Constraint constraint);
  }

  private static void forAll(Case test) {
    for (Network network : new Network[] {Trial.MLP, Trial.TRANSFORMER}) {
      METHODS.forEach(method -> test.run(network, method.getKey(), method.getValue()));
    }
  }

  private static void assertSame(List<Tensor> got, List<Tensor> expected) {
    assertThat(got)
        .extracting(Tensor::name)
        .isEqualTo(expected.stream().map(Tensor::name).toList());
    for (int i = 0; i < got.size(); i++) {
      assertThat(got.get(i).values()).as(got.get(i).name()).isEqualTo(expected.get(i).values());
    }
  }
}
