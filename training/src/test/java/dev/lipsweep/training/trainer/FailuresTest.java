package dev.lipsweep.training.trainer;

import static dev.lipsweep.domain.trial.FailureCause.DATA_MISSING;
import static dev.lipsweep.domain.trial.FailureCause.OUT_OF_MEMORY;
import static dev.lipsweep.domain.trial.FailureCause.TRAINER_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.training.data.DataMissing;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void a_failure_has_the_cause_that_decides_about_a_retry() {
    assertThat(Failures.outcome(new OutOfMemoryError("Java heap space")))
        .isEqualTo(new Outcome.Failed(OUT_OF_MEMORY, "OutOfMemoryError: Java heap space"));
    String allocator =
        "[enforce fail at alloc_cpu.cpp:117] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes.";
    assertThat(Failures.outcome(new RuntimeException(new EngineException(allocator))))
        .extracting(o -> ((Outcome.Failed) o).cause())
        .isEqualTo(OUT_OF_MEMORY);
    assertThat(Failures.outcome(new DataMissing("no files")))
        .isEqualTo(new Outcome.Failed(DATA_MISSING, "no files"));
    assertThat(Failures.outcome(new IllegalArgumentException("odd")))
        .isEqualTo(new Outcome.Failed(TRAINER_ERROR, "IllegalArgumentException: odd"));
  }

  @Test
  void a_long_message_is_cut() {
    Outcome.Failed failed =
        (Outcome.Failed) Failures.outcome(new IllegalStateException("x".repeat(100_000)));
    assertThat(failed.message()).hasSizeLessThan(2100);
  }
}
