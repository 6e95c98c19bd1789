package dev.lipsweep.training.certificate;

import dev.lipsweep.training.learner.Tensor;
import java.util.Arrays;

/**
 * A matrix in doubles, row-major. A float32 weight converts exactly.
 *
 * @param values rows x columns
 */
public record Matrix(int rows, int columns, double[] values) {
  private static final double UNIT_ROUNDOFF = 0x1p-53;

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

  /** Columns from {@code first} on. */
  public Matrix columns(int first, int count) {
    double[] part = new double[rows * count];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(values, i * columns + first, part, i * count, count);
    }
    return new Matrix(rows, count, part);
  }

  /** Each row times its factor: diag(factors) W. */
  public Matrix scaledRows(double[] factors) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factors[i / columns];
    }
    return new Matrix(rows, columns, scaled);
  }

  /** Each column times its factor: W diag(factors). */
  Matrix scaledColumns(double[] factors) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factors[i % columns];
    }
    return new Matrix(rows, columns, scaled);
  }

  Matrix times(double factor) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
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

  /** W^T x. */
  double[] transposedTimes(double[] x) {
    double[] y = new double[columns];
    for (int i = 0; i < rows; i++) {
      double factor = x[i];
      for (int j = 0; factor != 0 && j < columns; j++) {
        y[j] += factor * values[i * columns + j];
      }
    }
    return y;
  }

  /** The product W B; {@link #productRounding} bounds its error. */
  Matrix times(Matrix b) {
    int width = b.columns;
    double[] product = new double[rows * width];
    for (int i = 0; i < rows; i++) {
      int at = i * width;
      int k = 0;
      for (; k + 3 < columns; k += 4) { // four at once: a value is loaded once for four products
        double x0 = values[i * columns + k];
        double x1 = values[i * columns + k + 1];
        double x2 = values[i * columns + k + 2];
        double x3 = values[i * columns + k + 3];
        int r0 = k * width;
        int r1 = r0 + width;
        int r2 = r1 + width;
        int r3 = r2 + width;
        for (int j = 0; j < width; j++) {
          product[at + j] +=
              x0 * b.values[r0 + j]
                  + x1 * b.values[r1 + j]
                  + x2 * b.values[r2 + j]
                  + x3 * b.values[r3 + j];
        }
      }
      for (; k < columns; k++) {
        double x = values[i * columns + k];
        for (int j = 0; j < width; j++) {
          product[at + j] += x * b.values[k * width + j];
        }
      }
    }
    return new Matrix(rows, width, product);
  }

  /** At least the Frobenius norm of the rounding error of {@code times(b)}. */
  double productRounding(Matrix b) {
    return 2 * (columns + 4) * UNIT_ROUNDOFF * frobenius() * b.frobenius();
  }

  /** W W^T, rows x rows. */
  double[] gram() {
    double[] turned = transposed().values; // turned[j * rows + i] = W[i, j]
    double[] result = new double[rows * rows];
    int j = 0;
    for (; j + 3 < columns; j += 4) {
      int r0 = j * rows;
      int r1 = r0 + rows;
      int r2 = r1 + rows;
      int r3 = r2 + rows;
      for (int i = 0; i < rows; i++) {
        double x0 = turned[r0 + i];
        double x1 = turned[r1 + i];
        double x2 = turned[r2 + i];
        double x3 = turned[r3 + i];
        int at = i * rows;
        for (int l = i; l < rows; l++) {
          result[at + l] +=
              x0 * turned[r0 + l] + x1 * turned[r1 + l] + x2 * turned[r2 + l] + x3 * turned[r3 + l];
        }
      }
    }
    for (; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        double x = turned[j * rows + i];
        for (int l = i; l < rows; l++) {
          result[i * rows + l] += x * turned[j * rows + l];
        }
      }
    }
    for (int i = 0; i < rows; i++) {
      for (int l = 0; l < i; l++) {
        result[i * rows + l] = result[l * rows + i];
      }
    }
    return result;
  }

  Matrix minus(Matrix b) {
    double[] difference = values.clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= b.values[i];
    }
    return new Matrix(rows, columns, difference);
  }

  /** a I + b W of a square matrix. */
  Matrix mixedWithIdentity(double a, double b) {
    double[] mixed = times(b).values;
    for (int i = 0; i < rows; i++) {
      mixed[i * columns + i] += a;
    }
    return new Matrix(rows, columns, mixed);
  }

  /** Rows of this, then rows of {@code below}. */
  Matrix above(Matrix below) {
    double[] both = Arrays.copyOf(values, values.length + below.values.length);
    System.arraycopy(below.values, 0, both, values.length, below.values.length);
    return new Matrix(rows + below.rows, columns, both);
  }

  double frobenius() {
    double sum = 0;
    for (double x : values) {
      sum += x * x;
    }
    return Math.sqrt(sum);
  }

  /** Length of a row. */
  double rowLength(int row) {
    double sum = 0;
    for (int j = 0; j < columns; j++) {
      sum += get(row, j) * get(row, j);
    }
    return Math.sqrt(sum);
  }

  /** Lengths of all columns. */
  double[] columnLengths() {
    double[] sums = new double[columns];
    for (int i = 0; i < values.length; i++) {
      sums[i % columns] += values[i] * values[i];
    }
    Arrays.setAll(sums, j -> Math.sqrt(sums[j]));
    return sums;
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
