package dev.lipsweep.training.certificate;

import dev.lipsweep.training.learner.Tensor;
import java.util.Arrays;

/**
 * A matrix in doubles, row-major. A float32 weight converts exactly.
 *
 * @param values rows x columns
 */
public record Matrix(int rows, int columns, double[] values) {

  public Matrix {
    if (rows < 1 || columns < 1 || (long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          "%d x %d values, got %d".formatted(rows, columns, values.length));
    }
  }

  /**
   * @throws IllegalArgumentException if the tensor has not two dimensions
   */
  public static Matrix of(Tensor tensor) {
    if (tensor.shape().length != 2) {
      throw new IllegalArgumentException(
          "%s: need a matrix, got shape %s"
              .formatted(tensor.name(), Arrays.toString(tensor.shape())));
    }
    double[] values = new double[tensor.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.values()[i];
    }
    return new Matrix(tensor.shape()[0], tensor.shape()[1], values);
  }

  public double get(int row, int column) {
    return values[row * columns + column];
  }

  /** Rows from {@code first} on. */
  public Matrix rows(int first, int count) {
    return new Matrix(
        count, columns, Arrays.copyOfRange(values, first * columns, (first + count) * columns));
  }

  /** Each row times its factor: diag(factors) W. */
  public Matrix scaledRows(double[] factors) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factors[i / columns];
    }
    return new Matrix(rows, columns, scaled);
  }

  /** W x. */
  double[] times(double[] x) {
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int j = 0; j < columns; j++) {
        sum += values[i * columns + j] * x[j];
      }
      y[i] = sum;
    }
    return y;
  }

  Matrix transposed() {
    double[] flipped = new double[values.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        flipped[j * rows + i] = values[i * columns + j];
      }
    }
    return new Matrix(columns, rows, flipped);
  }
}
