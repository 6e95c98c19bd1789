package dev.lipsweep.training.trainer;

import dev.lipsweep.domain.trainer.TrainerEvent;

/** Takes what the trainer has to say; may be called by several threads. */
@FunctionalInterface
interface Events {
  void send(TrainerEvent event);
}
