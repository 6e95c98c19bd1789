package dev.lipsweep.training.checkpoint;

import dev.lipsweep.training.learner.Tensor;
import java.util.List;

/**
 * Everything that the rest of a training depends on. There is no more: learning rates and the order
 * of examples are functions of step and seed.
 *
 * @param step steps done
 */
public record Checkpoint(
    Identity identity, long step, List<Tensor> weights, List<Tensor> optimizerState) {

  /** Whose checkpoint it is: only the same trial may go on from it. */
  public record Identity(String recipe, int recipeVersion, String configurationHash, long seed) {}
}
