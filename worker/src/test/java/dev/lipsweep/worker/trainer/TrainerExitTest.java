package dev.lipsweep.worker.trainer;

import static dev.lipsweep.domain.trial.FailureCause.OUT_OF_MEMORY;
import static dev.lipsweep.domain.trial.FailureCause.TRAINER_CRASHED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrainerExitTest {
  @Test
  void a_kill_is_for_want_of_memory_only_if_the_kernel_killed_for_it() {
    assertThat(new TrainerExit(137, true, "").cause()).isEqualTo(OUT_OF_MEMORY);
    assertThat(new TrainerExit(137, false, "").cause()).isEqualTo(TRAINER_CRASHED);
    assertThat(new TrainerExit(139, true, "").cause()).isEqualTo(TRAINER_CRASHED);
  }

  @Test
  void last_words_of_an_allocator_are_believed() {
    assertThat(new TrainerExit(134, false, "terminate called: std::bad_alloc").cause())
        .isEqualTo(OUT_OF_MEMORY);
    assertThat(new TrainerExit(3, false, "").cause()).isEqualTo(OUT_OF_MEMORY);
  }

  @Test
  void the_message_names_the_signal_and_the_last_words() {
    assertThat(new TrainerExit(139, false, "frame 3").message()).contains("SIGSEGV", "frame 3");
    assertThat(new TrainerExit(1, false, "").message()).contains("status 1", "(none)");
  }
}
