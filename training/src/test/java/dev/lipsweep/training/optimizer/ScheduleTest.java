package dev.lipsweep.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void linear_falls_from_the_first_step_on_and_never_below_zero() {
    var schedule = new Schedule(Schedule.Kind.LINEAR, 0.4, 4);
    assertThat(schedule.learningRate(0)).isEqualTo(0.4);
    assertThat(schedule.learningRate(1)).isEqualTo(0.4 * 3 / 4);
    assertThat(schedule.learningRate(4)).isZero();
    assertThat(schedule.learningRate(9)).isZero();
  }

  @Test
  void none_stays() {
    var schedule = new Schedule(Schedule.Kind.NONE, 0.4, 1);
    assertThat(schedule.learningRate(1000)).isEqualTo(0.4);
  }

  @Test
  void a_rate_that_is_no_number_above_0_is_refused() {
    assertThatThrownBy(() -> new Schedule(Schedule.Kind.NONE, Double.NaN, 1))
        .hasMessageContaining("learningRate");
  }
}
