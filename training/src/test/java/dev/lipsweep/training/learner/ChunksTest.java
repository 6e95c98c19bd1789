package dev.lipsweep.training.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.lipsweep.training.constraint.SpectralNormalize;
import dev.lipsweep.training.model.Dtype;
import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.optimizer.Muon;
import dev.lipsweep.training.optimizer.Schedule;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunksTest {
  /** 128 sequences of 64 tokens have 32 MiB before their gelu: twice what a part may have. */
  private static final int SEQUENCES = 128;

  private static final Transformer WIDE =
      new Transformer(7, 256, 4, 1, 65, 4, 2, 1.2, 1.5, 100, 16);

  @ParameterizedTest
  @CsvSource({"64, 1, 4", "16, 1, 1", "6, 5, 2", "5, 5, 5", "7, 40, 7", "1, 40, 1"})
  void a_batch_is_cut_into_equal_parts_and_no_more_than_needed(long count, int mib, int chunks) {
    assertThat(Chunks.count(count, (long) mib << 20)).isEqualTo(chunks);
  }

  @Test
  void a_large_batch_trains_as_its_halves_accumulated_do_to_the_last_bit() {
    try (Trial whole = trial();
        Trial halves = trial()) {
      for (int step = 0; step < 2; step++) {
        double loss = whole.step(step);
        double first =
            halves.learner().accumulate(half(halves.inputs(), 0), half(halves.targets(), 0));
        double second =
            halves.learner().step(step, half(halves.inputs(), 1), half(halves.targets(), 1));
        assertThat(loss).isEqualTo((first + second) / 2);
      }
      assertThat(Trial.values(whole.learner().weights()))
          .usingRecursiveComparison()
          .isEqualTo(Trial.values(halves.learner().weights()));
    }
  }

  @Test
  void a_look_at_a_step_sees_the_largest_activation_of_all_parts_and_changes_no_bit() {
    try (Trial seen = trial();
        Trial unseen = trial()) {
      seen.step(0); // the head starts at zero
      unseen.step(0);
      Evaluation before = seen.learner().evaluate(seen.inputs(), seen.targets());
      Trace trace = seen.learner().trace(1, seen.inputs(), seen.targets());
      double loss = unseen.step(1);
      assertThat(trace.loss()).isEqualTo(loss);
      assertThat(loss).isCloseTo(before.lossSum() / before.count(), within(1e-5));
      before
          .activationMax()
          .forEach(
              (place, largest) ->
                  assertThat(trace.activationMax().get(place))
                      .as(place)
                      .isCloseTo(largest, within(1e-5)));
      assertThat(Trial.values(seen.learner().weights()))
          .usingRecursiveComparison()
          .isEqualTo(Trial.values(unseen.learner().weights()));
    }
  }

  private static NDArray half(NDArray batch, int which) {
    int middle = SEQUENCES / 2;
    return batch.get("%d:%d".formatted(which * middle, (which + 1) * middle));
  }

  private static Trial trial() {
    Learner learner =
        Learners.create(
            WIDE,
            new Muon(),
            new SpectralNormalize(1),
            new Schedule(Schedule.Kind.NONE, 0.05, 1),
            Dtype.FP32,
            7);
    return Trial.of(learner, Trial.samples(WIDE, SEQUENCES, new Random(99)));
  }
}
