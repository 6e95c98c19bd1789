package dev.lipsweep.training.model;

/**
 * One weight matrix of a network, always seen as (out x in).
 *
 * @param name unique within its network, for example {@code block0.q}
 * @param out rows: the width of what the layer returns
 * @param in columns: the width of what the layer reads (for an embedding the size of the
 *     vocabulary, so that a token is a column)
 * @param targetNorm tau, the norm of this layer's update at learning rate 1 (METHOD.md 1.2):
 *     RMS-to-RMS operator norm for a linear layer, largest column RMS for an embedding
 * @param initial how its first weights are drawn
 */
public record Layer(String name, Kind kind, int out, int in, double targetNorm, Initial initial) {

  /** What the matrix does, and with it which norm measures it. */
  public enum Kind {
    /** Its columns are looked up by token; measured by the largest column RMS. */
    EMBEDDING,
    /** Multiplies vectors; measured by the RMS-to-RMS operator norm. */
    LINEAR
  }

  /** How the first weights are drawn. */
  public enum Initial {
    /** All zero. */
    ZERO,
    /** Semi-orthogonal with RMS-to-RMS norm 1; an embedding gets random columns of RMS 1. */
    NORM_ONE
  }

  public Layer {
    if (out < 1 || in < 1) {
      throw new IllegalArgumentException(
          "layer %s: need at least one row and one column, got %d x %d".formatted(name, out, in));
    }
    if (!(targetNorm > 0)) {
      throw new IllegalArgumentException(
          "layer %s: need a target norm above 0, got %s".formatted(name, targetNorm));
    }
  }

  /** sqrt(out/in): the spectral norm of a matrix whose RMS-to-RMS norm is 1. */
  public double scale() {
    return Math.sqrt((double) out / in);
  }
}
