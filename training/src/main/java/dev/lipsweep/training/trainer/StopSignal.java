package dev.lipsweep.training.trainer;

import dev.lipsweep.domain.trainer.TrainerCommand.Stop.How;
import org.jspecify.annotations.Nullable;

/** Tells a running trial to stop; asked between steps. */
final class StopSignal {
  private volatile @Nullable How how;

  /** The last word counts: a CANCEL after a RELEASE keeps nothing. */
  void stop(How how) {
    this.how = how;
  }

  /** How to stop; null to go on. */
  @Nullable How how() {
    return how;
  }

  /** True if the trial shall not even finish the validation that it is in. */
  boolean leaves() {
    How now = how;
    return now == How.CANCEL || now == How.RELEASE;
  }
}
