package dev.lipsweep.training.learner;

import dev.lipsweep.training.constraint.Constraint;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.optimizer.Optimizer;
import dev.lipsweep.training.optimizer.Schedule;

/** Makes learners. */
public final class Learners {
  private Learners() {}

  /**
   * A network with fresh weights, drawn from the seed alone and already within the constraint's
   * cap.
   *
   * @throws IllegalArgumentException when the combination promises what it cannot keep, for example
   *     {@code spectral_soft_cap} with an optimizer whose updates have no bound
   */
  public static Learner create(
      Network network, Optimizer optimizer, Constraint constraint, Schedule schedule, long seed) {
    throw new UnsupportedOperationException(
        "the scripts behind this follow in the next commits; code against the interface");
  }
}
