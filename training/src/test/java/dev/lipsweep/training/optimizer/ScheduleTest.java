package dev.lipsweep.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.training.optimizer.Schedule.Kind;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void linear_falls_from_the_first_step_on_and_never_below_zero() {
    var schedule = new Schedule(Kind.LINEAR, 0.4, 4);
    assertThat(schedule.learningRate(0)).isEqualTo(0.4);
    assertThat(schedule.learningRate(1)).isEqualTo(0.4 * 3 / 4);
    assertThat(schedule.learningRate(4)).isZero();
    assertThat(schedule.learningRate(9)).isZero();
  }

  @Test
  void cosine_falls_by_half_a_wave() {
    var schedule = new Schedule(Kind.COSINE, 0.4, 300);
    assertThat(schedule.learningRate(0)).isEqualTo(0.4);
    assertThat(schedule.learningRate(100)).isCloseTo(0.3, within(1e-12)); // cos 60 = 1/2
    assertThat(schedule.learningRate(150)).isCloseTo(0.2, within(1e-12));
    assertThat(schedule.learningRate(300)).isZero();
  }

  @Test
  void sqrt_falls_every_512_steps() {
    var schedule = new Schedule(Kind.SQRT, 0.4, 10);
    assertThat(schedule.learningRate(511)).isEqualTo(0.4);
    assertThat(schedule.learningRate(512)).isEqualTo(0.2);
    assertThat(schedule.learningRate(4 * 512 + 100)).isEqualTo(0.4 / 3);
  }

  @Test
  void constant_then_linear_stays_until_60_per_cent_and_ends_at_a_tenth() {
    var schedule = new Schedule(Kind.CONSTANT_THEN_LINEAR, 0.4, 1000);
    assertThat(schedule.learningRate(0)).isEqualTo(0.4);
    assertThat(schedule.learningRate(600)).isEqualTo(0.4);
    assertThat(schedule.learningRate(800)).isCloseTo(0.4 * 0.55, within(1e-12));
    assertThat(schedule.learningRate(1000)).isCloseTo(0.04, within(1e-12));
    var other = new Schedule(Kind.CONSTANT_THEN_LINEAR, 0.4, 1000, 1, 0);
    assertThat(other.learningRate(250)).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void none_stays() {
    var schedule = new Schedule(Kind.NONE, 0.4, 1);
    assertThat(schedule.learningRate(1000)).isEqualTo(0.4);
  }

  @Test
  void numbers_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new Schedule(Kind.NONE, Double.NaN, 1))
        .hasMessageContaining("learningRate");
    assertThatThrownBy(() -> new Schedule(Kind.CONSTANT_THEN_LINEAR, 1, 10, 0, 0.1))
        .hasMessageContaining("cooldown");
  }
}
