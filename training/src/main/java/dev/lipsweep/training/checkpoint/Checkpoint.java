package dev.lipsweep.training.checkpoint;

import dev.lipsweep.training.learner.Tensor;
import java.util.List;

/**
 * Everything that the rest of a training depends on. There is no more: learning rates and the order
 * of examples are functions of step and seed.
 *
 * @param step steps done
 * @param owesValidation whether the validation of this step was left in its middle, and whoever
 *     goes on from here has to begin with it
 */
public record Checkpoint(
    Identity identity,
    long step,
    boolean owesValidation,
    List<Tensor> weights,
    List<Tensor> optimizerState) {

  /** Whose checkpoint it is: only the same trial may go on from it. */
  public record Identity(String recipe, int recipeVersion, String configurationHash, long seed) {}
}
