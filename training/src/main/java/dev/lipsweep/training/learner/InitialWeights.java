package dev.lipsweep.training.learner;

import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Stack;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The first weights of a layer, drawn from (seed, name of the layer) in Java: the same bits on
 * every machine, with every version of the engine and any number of threads.
 */
final class InitialWeights {

  /** Room for the rounding to float32: a norm of exactly the cap could come out above it. */
  private static final double BELOW = 1 - 1e-6;

  private InitialWeights() {}

  /**
   * (out x in), row-major; the RMS-to-RMS norm of every slice of a linear layer is 1, or {@code
   * cap} if that is less.
   */
  static float[] of(Layer layer, long seed, double cap) {
    return switch (layer.initial()) {
      case ZERO -> new float[layer.out() * layer.in()];
      case NORM_ONE -> {
        double[][] gaussian = gaussian(layer, seed);
        yield switch (layer.kind()) {
          case EMBEDDING -> flat(layer, unitRows(gaussian), Math.sqrt(layer.out()));
          case LINEAR ->
              flat(
                  layer,
                  orthonormalSlices(layer, gaussian),
                  layer.slice().scale() * Math.min(1, cap * BELOW));
        };
      }
    };
  }

  /** Rows are tokens of an embedding, and the smaller side of a linear layer. */
  private static boolean rowsAreColumns(Layer layer) {
    return layer.kind() == Layer.Kind.EMBEDDING || Stack.isTransposed(layer);
  }

  private static double[][] gaussian(Layer layer, long seed) {
    var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + layer.name().hashCode());
    boolean turned = rowsAreColumns(layer);
    var rows = new double[turned ? layer.in() : layer.out()][turned ? layer.out() : layer.in()];
    for (double[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        // Box and Muller, with functions that round alike everywhere
        double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        row[j] = radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
      }
    }
    return rows;
  }

  private static double[][] unitRows(double[][] rows) {
    for (double[] row : rows) {
      scale(row, 1 / Math.sqrt(dot(row, row)));
    }
    return rows;
  }

  private static double[][] orthonormalSlices(Layer layer, double[][] rows) {
    if (layer.slices() == 1) {
      return orthonormalRows(rows);
    }
    int height = layer.slice().out();
    for (int from = 0; from < rows.length; from += height) {
      orthonormalRows(Arrays.copyOfRange(rows, from, from + height)); // shares the rows
    }
    return rows;
  }

  /**
   * Gram and Schmidt, modified, in place. One pass is exact far beyond float32 for a random matrix.
   */
  private static double[][] orthonormalRows(double[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      scale(rows[i], 1 / Math.sqrt(dot(rows[i], rows[i])));
      for (int j = i + 1; j < rows.length; j++) {
        double share = dot(rows[i], rows[j]);
        for (int k = 0; k < rows[j].length; k++) {
          rows[j][k] -= share * rows[i][k];
        }
      }
    }
    return rows;
  }

  private static float[] flat(Layer layer, double[][] rows, double factor) {
    boolean turned = rowsAreColumns(layer);
    var values = new float[layer.out() * layer.in()];
    for (int i = 0; i < layer.out(); i++) {
      for (int j = 0; j < layer.in(); j++) {
        values[i * layer.in() + j] = (float) (factor * (turned ? rows[j][i] : rows[i][j]));
      }
    }
    return values;
  }

  /** Four sums side by side: one alone waits for every addition. */
  private static double dot(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static void scale(double[] row, double factor) {
    for (int i = 0; i < row.length; i++) {
      row[i] *= factor;
    }
  }
}
