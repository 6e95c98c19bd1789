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
 * @param slices how many modules the matrix consists of, each a band of out/slices rows with a norm
 *     of its own: optimizer and constraint treat each as a matrix by itself. 1 for an undivided
 *     layer
 */
public record Layer(
    String name, Kind kind, int out, int in, double targetNorm, Initial initial, int slices) {

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
    /**
     * Semi-orthogonal, each slice by itself, with RMS-to-RMS norm 1; an embedding gets random
     * columns of RMS 1.
     */
    NORM_ONE
  }

  public Layer(String name, Kind kind, int out, int in, double targetNorm, Initial initial) {
    this(name, kind, out, in, targetNorm, initial, 1);
  }

  public Layer {
    if (out < 1 || in < 1) {
      throw new IllegalArgumentException(
          "layer %s: need at least one row and one column, got %d x %d".formatted(name, out, in));
    }
    if (slices < 1
        || out % slices != 0
        || slices > 1 && (kind != Kind.LINEAR || out / slices > in)) {
      throw new IllegalArgumentException(
          "layer %s: %d x %d cannot be %d slices that are no higher than wide"
              .formatted(name, out, in, slices));
    }
    if (!(targetNorm > 0)) {
      throw new IllegalArgumentException(
          "layer %s: need a target norm above 0, got %s".formatted(name, targetNorm));
    }
  }

  /** The same layer in slices. */
  public Layer inSlices(int count) {
    return new Layer(name, kind, out, in, targetNorm, initial, count);
  }

  /** One slice as a layer of its own; an undivided layer itself. */
  public Layer slice() {
    return slices == 1 ? this : new Layer(name, kind, out / slices, in, targetNorm, initial);
  }

  /** Number of values. */
  public int size() {
    return Math.multiplyExact(out, in);
  }

  /** sqrt(out/in): the spectral norm of a matrix whose RMS-to-RMS norm is 1. */
  public double scale() {
    return Math.sqrt((double) out / in);
  }
}
