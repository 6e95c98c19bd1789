package dev.lipsweep.training.optimizer;

import dev.lipsweep.training.model.Layer;
import java.util.List;

/**
 * What a gradient becomes. A new optimizer is one small file: it says which tensors it remembers,
 * how far one update can move a matrix, and its arithmetic as TorchScript.
 *
 * <p>None decays weights on its own, except where that is the method (Scion): decay is the
 * constraint {@code weight_decay}, the same with every optimizer.
 */
public interface Optimizer {

  /** As users write it, for example {@code muon}. */
  String name();

  /** Names of the tensors it remembers per layer, each of the layer's shape and zero at first. */
  List<String> state();

  /**
   * An upper bound of what one update can add to the RMS-to-RMS operator norm of a linear layer,
   * {@link Double#POSITIVE_INFINITY} where there is none. Constraints that make room for the update
   * ahead of it rely on it.
   */
  double updateNorm(Layer layer, double learningRate);

  /**
   * The RMS-to-RMS norm that linear layers start under and are held under by the optimizer itself,
   * infinite where there is none.
   */
  default double cap() {
    return Double.POSITIVE_INFINITY;
  }

  /**
   * What the script needs to know of a layer at this step; as many numbers for every layer.
   *
   * @param step counted from 0
   */
  double[] coefficients(Layer layer, double learningRate, int step);

  /**
   * Methods {@code update_linear} and {@code update_embedding}, each {@code (self, w: Tensor, g:
   * Tensor, <one Tensor per name of state()>, c: Tensor) -> Tensor}, that change w and the state in
   * place and return w.
   *
   * <p>w, its gradient g and the state are a stack [layers, rows, columns] of matrices of one
   * shape, a linear layer's rows never more than its columns (see {@link
   * dev.lipsweep.training.model.Stack}). {@code self.column(c, i)} is coefficient i of every layer,
   * as [layers, 1, 1].
   */
  String script();
}
