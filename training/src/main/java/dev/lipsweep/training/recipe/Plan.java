package dev.lipsweep.training.recipe;

import ai.djl.ndarray.NDManager;
import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.training.constraint.Constraint;
import dev.lipsweep.training.data.DataSet;
import dev.lipsweep.training.learner.Loss;
import dev.lipsweep.training.model.Dtype;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.optimizer.Optimizer;
import dev.lipsweep.training.optimizer.Schedule;
import dev.lipsweep.training.robustness.Robustness;
import org.jspecify.annotations.Nullable;

/**
 * A configuration in the terms of what trains it.
 *
 * @param dtype the arithmetic of training
 * @param robustness what to measure of it after training; null for nothing
 * @param telemetryEvery steps between two looks at the spectra of the weights; 0 for none
 * @param precision whether to measure what fewer bits would do
 */
public record Plan(
    Configuration configuration,
    Network network,
    Optimizer optimizer,
    Constraint constraint,
    Schedule schedule,
    Dtype dtype,
    Loss loss,
    int validateEvery,
    @Nullable Robustness robustness,
    boolean precision,
    int telemetryEvery,
    DataSource source) {

  /** Loads the data when training begins. */
  @FunctionalInterface
  public interface DataSource {
    /**
     * @param manager owns the data
     */
    DataSet load(NDManager manager);
  }

  public int steps() {
    return schedule.steps();
  }

  /** Batches per step, whose gradients are averaged. */
  public int accumulation() {
    return configuration.count("accumulation");
  }
}
