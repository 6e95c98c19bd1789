package dev.lipsweep.training.robustness;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** A network that maps images, float32 [batch, pixels] in [0, 1], to logits [batch, classes]. */
public interface Classifier {

  /** Logits of a batch. */
  NDArray logits(NDManager scope, NDArray images);

  /**
   * Logits, and the gradient of the summed cross-entropy with respect to the images, [batch,
   * pixels].
   *
   * @param labels int64 [batch]
   */
  Sensitivity sensitivity(NDManager scope, NDArray images, NDArray labels);

  /** Both belong to the scope that was given. */
  record Sensitivity(NDArray logits, NDArray gradient) {}
}
