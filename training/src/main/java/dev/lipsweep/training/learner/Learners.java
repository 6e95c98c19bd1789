package dev.lipsweep.training.learner;

import dev.lipsweep.training.constraint.Constraint;
import dev.lipsweep.training.model.Dtype;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.optimizer.Optimizer;
import dev.lipsweep.training.optimizer.Schedule;

/** Makes learners. */
public final class Learners {
  private Learners() {}

  /** The same with the plain loss. */
  public static Learner create(
      Network network,
      Optimizer optimizer,
      Constraint constraint,
      Schedule schedule,
      Dtype dtype,
      long seed) {
    return create(network, optimizer, constraint, schedule, dtype, Loss.PLAIN, seed);
  }

  /**
   * A network with fresh weights, drawn from the seed alone and already within the constraint's
   * cap.
   *
   * @param dtype the arithmetic of training; evaluation is in float32
   * @throws IllegalArgumentException when the combination promises what it cannot keep, for example
   *     {@code spectral_soft_cap} with an optimizer whose updates have no bound
   */
  public static Learner create(
      Network network,
      Optimizer optimizer,
      Constraint constraint,
      Schedule schedule,
      Dtype dtype,
      Loss loss,
      long seed) {
    for (Layer layer : network.layers()) {
      if (!constraint.of(layer).toleratesUnboundedUpdates()) {
        requireBounded(optimizer, constraint.of(layer), schedule, layer);
      }
    }
    return new ScriptLearner(network, optimizer, constraint, schedule, dtype, loss, seed);
  }

  private static void requireBounded(
      Optimizer optimizer, Constraint constraint, Schedule schedule, Layer layer) {
    if (layer.kind() == Layer.Kind.LINEAR
        && Double.isInfinite(optimizer.updateNorm(layer.slice(), schedule.learningRate(0)))) {
      throw new IllegalArgumentException(
          "constraint %s takes back what an update can add, but updates of optimizer %s have no bound: use muon, or spectral_normalize"
              .formatted(constraint.name(), optimizer.name()));
    }
  }
}
