package dev.lipsweep.scheduler.sweep;

import dev.lipsweep.domain.sweep.SweepDefinition;
import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.persistence.sweep.Sweep;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Commands to sweeps. Those to a sweep that is not there throw {@link UnknownSweep}, those that its
 * state forbids {@link IllegalSweepState}; pausing what is paused, and the like, changes nothing.
 */
@Component
@Transactional
public class Sweeps {
  /** What {@code definition} would be, without storing anything. */
  @Transactional(readOnly = true)
  public Preview preview(SweepDefinition definition) {
    throw new UnsupportedOperationException("next push");
  }

  /** Stores a sweep with its trials; those of a large one follow in the background. */
  public Sweep submit(Submission submission) {
    throw new UnsupportedOperationException("next push");
  }

  public Sweep pause(UUID id) {
    throw new UnsupportedOperationException("next push");
  }

  public Sweep resume(UUID id) {
    throw new UnsupportedOperationException("next push");
  }

  public Sweep cancel(UUID id) {
    throw new UnsupportedOperationException("next push");
  }

  /**
   * Makes the sweep's finished trials of {@code state} READY again, with all their attempts.
   *
   * @param state FAILED, the only one that may run again
   * @return how many
   */
  public int retry(UUID id, TrialState state) {
    throw new UnsupportedOperationException("next push");
  }
}
