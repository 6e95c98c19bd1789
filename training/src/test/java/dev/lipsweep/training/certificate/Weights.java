package dev.lipsweep.training.certificate;

import dev.lipsweep.training.learner.Tensor;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.oracle.Svd;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/** Random weights of a network with norms to order. */
final class Weights {
  private Weights() {}

  /** 3 blocks, 4 heads, vocabulary 65: the network of the table in BOUNDS.md 4. */
  static Transformer table(int width) {
    return new Transformer(65, width, 4, 3, 12, 4, 1, 1, 1, 10_000, 16);
  }

  /**
   * Every linear layer's singular values mapped to {@code values} (at RMS-to-RMS scale), every
   * column of the embedding of RMS 1.
   */
  static List<Tensor> mapped(Transformer network, DoubleUnaryOperator values, Random random) {
    return mapped(network.layers(), values, random);
  }

  static List<Tensor> mapped(List<Layer> layers, DoubleUnaryOperator values, Random random) {
    return each(
        layers,
        layer ->
            multiplied(
                fromOracle(
                    Svd.of(
                            dev.lipsweep.training.oracle.Matrix.random(
                                layer.out(), layer.in(), random))
                        .map(values)),
                layer.scale()),
        random);
  }

  /** Singular values w i^-power (at RMS-to-RMS scale), i from 1. */
  static List<Tensor> powerLaw(Transformer network, double w, double power, Random random) {
    return each(
        network.layers(),
        layer -> {
          int n = Math.min(layer.out(), layer.in());
          double[] values = new double[n];
          java.util.Arrays.setAll(values, i -> w * layer.scale() * Math.pow(i + 1, -power));
          return orthogonal(layer.out(), n, 1, random)
              .scaledColumns(values)
              .times(orthogonal(n, layer.in(), 1, random));
        },
        random);
  }

  /** As {@link #mapped} with all values w, and the heads of k and v capped at w/sqrt(heads). */
  static List<Tensor> cappedPerHead(Transformer network, double w, Random random) {
    return each(
        network.layers(),
        layer -> {
          boolean sliced = layer.name().endsWith(".k") || layer.name().endsWith(".v");
          if (!sliced) {
            return orthogonal(layer.out(), layer.in(), w * layer.scale(), random);
          }
          int rows = network.headWidth();
          double[] values = new double[layer.out() * layer.in()];
          for (int h = 0; h < network.heads(); h++) {
            Matrix slice = orthogonal(rows, layer.in(), w / Math.sqrt(network.heads()), random);
            System.arraycopy(
                slice.values(), 0, values, h * rows * layer.in(), slice.values().length);
          }
          return new Matrix(layer.out(), layer.in(), values);
        },
        random);
  }

  /** All singular values are {@code sigma}. */
  static Matrix orthogonal(int rows, int columns, double sigma, Random random) {
    return fromOracle(
        Svd.of(dev.lipsweep.training.oracle.Matrix.random(rows, columns, random)).map(x -> sigma));
  }

  static dev.lipsweep.training.oracle.Matrix oracle(Matrix matrix) {
    return dev.lipsweep.training.oracle.Matrix.zeros(matrix.rows(), matrix.columns())
        .map((i, j, x) -> matrix.get(i, j));
  }

  private static List<Tensor> each(
      List<Layer> layers, Function<Layer, Matrix> linear, Random random) {
    var tensors = new ArrayList<Tensor>();
    for (Layer layer : layers) {
      Matrix matrix =
          switch (layer.kind()) {
            case LINEAR -> linear.apply(layer);
            case EMBEDDING -> columnsOfOne(layer, random);
          };
      var values = new float[matrix.values().length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) matrix.values()[i];
      }
      tensors.add(new Tensor(layer.name(), new int[] {layer.out(), layer.in()}, values));
    }
    return tensors;
  }

  private static Matrix columnsOfOne(Layer layer, Random random) {
    double[] values = new double[layer.out() * layer.in()];
    for (int j = 0; j < layer.in(); j++) {
      double[] column = random.doubles(layer.out(), -1, 1).toArray();
      double rms = Rms.of(column);
      for (int i = 0; i < layer.out(); i++) {
        values[i * layer.in() + j] = column[i] / rms;
      }
    }
    return new Matrix(layer.out(), layer.in(), values);
  }

  private static Matrix multiplied(Matrix matrix, double factor) {
    double[] values = matrix.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return new Matrix(matrix.rows(), matrix.columns(), values);
  }

  private static Matrix fromOracle(dev.lipsweep.training.oracle.Matrix matrix) {
    double[] values = new double[matrix.height() * matrix.columns()];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix.rows()[i / matrix.columns()][i % matrix.columns()];
    }
    return new Matrix(matrix.height(), matrix.columns(), values);
  }
}
