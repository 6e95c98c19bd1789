package dev.lipsweep.training.constraint;

import dev.lipsweep.training.model.Layer;

/**
 * What keeps the RMS-to-RMS norm of every linear layer under its cap, step by step. A new
 * constraint is one small file.
 *
 * <p>Whatever the constraint, after every step each column of an embedding is divided by max(1, its
 * RMS) (METHOD.md 2), so that embedded tokens have RMS at most 1: certificates start from that.
 */
public interface Constraint {

  /** As users write it, for example {@code spectral_soft_cap}. */
  String name();

  /** What holds this layer: itself, unless it leaves that to others. */
  default Constraint of(Layer layer) {
    return this;
  }

  /**
   * The RMS-to-RMS norm that linear layers start under, and that they are held under if the
   * constraint promises so; infinite where there is none.
   */
  default double cap() {
    return Double.POSITIVE_INFINITY;
  }

  /** The factor on every layer, embeddings included, just before its update. */
  default double shrink(Layer layer, double learningRate) {
    return 1;
  }

  /** Whether {@link #shrink} is ever anything but 1. */
  default boolean shrinks() {
    return false;
  }

  /** Whether it works with updates whose norm has no bound. */
  default boolean toleratesUnboundedUpdates() {
    return true;
  }

  /**
   * What the script needs to know of a linear layer at this step; shorter answers are filled up
   * with zeros.
   *
   * @param step the number of the optimizer step, from 0
   * @param updateNorm bound of the RMS-to-RMS norm of the update that was just made
   */
  default double[] coefficients(Layer layer, int step, double updateNorm) {
    return new double[0];
  }

  /**
   * The method {@code project(self, w: Tensor, c: Tensor) -> Tensor} that changes linear layers in
   * place after their update and returns w; empty when there is nothing to do.
   *
   * <p>w is a stack [layers, rows, columns] of matrices of one shape, rows never more than columns,
   * which has the singular values of the layers: a layer's RMS-to-RMS norm is its largest singular
   * value over {@link Layer#scale}. {@code self.column(c, i)} is coefficient i of every layer, as
   * [layers, 1, 1]; c is [layers, coefficients].
   */
  default String script() {
    return "";
  }
}
