package dev.lipsweep.worker.trainer;

import dev.lipsweep.domain.trainer.TrainerEvent;

/**
 * Hears a trainer while it trains one trial. Called by the thread that reads the trainer's output:
 * a listener that blocks makes the trainer wait.
 */
public interface TrainerListener {
  void heard(TrainerEvent event) throws InterruptedException;

  /** The process is gone; nothing follows. */
  void exited(TrainerExit exit);
}
