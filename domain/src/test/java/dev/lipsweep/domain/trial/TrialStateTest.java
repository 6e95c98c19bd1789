package dev.lipsweep.domain.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrialStateTest {
  @Test
  void a_result_is_final() {
    for (TrialState state :
        new TrialState[] {TrialState.COMPLETED, TrialState.INFEASIBLE, TrialState.STOPPED_EARLY}) {
      assertThat(state.successors()).isEmpty();
      assertThat(state.isFinished()).isTrue();
    }
  }

  @Test
  void a_lost_lease_makes_a_running_trial_ready_again() {
    assertThat(TrialState.RUNNING.canBecome(TrialState.READY)).isTrue();
  }

  @Test
  void only_a_ready_trial_starts_to_run() {
    assertThat(Arrays.stream(TrialState.values()).filter(s -> s.canBecome(TrialState.RUNNING)))
        .containsExactly(TrialState.READY);
  }
}
