package dev.lipsweep.training.optimizer;

import dev.lipsweep.training.model.Layer;
import java.util.List;

/**
 * What a gradient becomes. A new optimizer is one small file: it says which tensors it remembers,
 * how far one update can move a matrix, and its arithmetic as TorchScript.
 */
public interface Optimizer {

  /** As users write it, for example {@code muon}. */
  String name();

  /** Names of the tensors it remembers per layer, each of the layer's shape and zero at first. */
  List<String> state();

  /**
   * An upper bound of the RMS-to-RMS operator norm of one update of a linear layer, {@link
   * Double#POSITIVE_INFINITY} where there is none. Constraints that make room for the update ahead
   * of it rely on it.
   */
  double updateNorm(Layer layer, double learningRate);

  /** What the script needs to know of a layer at this step; as many numbers for every layer. */
  double[] coefficients(Layer layer, double learningRate);

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
