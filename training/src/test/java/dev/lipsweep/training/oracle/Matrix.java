package dev.lipsweep.training.oracle;

import dev.lipsweep.training.learner.Tensor;
import java.util.Random;

/**
 * Small dense matrices in double precision, slow and obvious: what the scripts are held against.
 */
public record Matrix(double[][] rows) {

  public static Matrix zeros(int rows, int columns) {
    return new Matrix(new double[rows][columns]);
  }

  public static Matrix random(int rows, int columns, Random random) {
    return zeros(rows, columns).map((i, j, x) -> random.nextGaussian());
  }

  public static Matrix of(Tensor tensor) {
    return of(tensor.values(), 0, tensor.shape()[0], tensor.shape()[1]);
  }

  public static Matrix of(float[] values, int from, int rows, int columns) {
    return zeros(rows, columns).map((i, j, x) -> values[from + i * columns + j]);
  }

  public interface Entry {
    double at(int i, int j, double x);
  }

  public Matrix map(Entry entry) {
    var result = new double[rows.length][columns()];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns(); j++) {
        result[i][j] = entry.at(i, j, rows[i][j]);
      }
    }
    return new Matrix(result);
  }

  public int height() {
    return rows.length;
  }

  public int columns() {
    return rows[0].length;
  }

  public Matrix times(double factor) {
    return map((i, j, x) -> factor * x);
  }

  public Matrix plus(Matrix other) {
    return map((i, j, x) -> x + other.rows[i][j]);
  }

  public Matrix times(Matrix other) {
    return zeros(height(), other.columns())
        .map(
            (i, j, any) -> {
              double sum = 0;
              for (int k = 0; k < columns(); k++) {
                sum += rows[i][k] * other.rows[k][j];
              }
              return sum;
            });
  }

  /** Some of the rows. */
  public Matrix slice(int from, int count) {
    return new Matrix(java.util.Arrays.copyOfRange(rows, from, from + count));
  }

  public Matrix transposed() {
    return zeros(columns(), height()).map((i, j, x) -> rows[j][i]);
  }

  public double frobenius() {
    double sum = 0;
    for (double[] row : rows) {
      for (double x : row) {
        sum += x * x;
      }
    }
    return Math.sqrt(sum);
  }

  public double largestDifference(Matrix other) {
    double largest = 0;
    for (int i = 0; i < height(); i++) {
      for (int j = 0; j < columns(); j++) {
        largest = Math.max(largest, Math.abs(rows[i][j] - other.rows[i][j]));
      }
    }
    return largest;
  }

  public float[] floats() {
    var values = new float[height() * columns()];
    map((i, j, x) -> values[i * columns() + j] = (float) x);
    return values;
  }

  /** Largest singular value over sqrt(rows/columns), for a matrix (out x in). */
  public double rmsNorm() {
    return Svd.of(this).largest() / Math.sqrt((double) height() / columns());
  }

  /** Largest root mean square of a column. */
  public double columnRms() {
    return transposed().rowRms();
  }

  /** Largest root mean square of a row. */
  public double rowRms() {
    double largest = 0;
    for (double[] row : rows) {
      double sum = 0;
      for (double x : row) {
        sum += x * x;
      }
      largest = Math.max(largest, Math.sqrt(sum / row.length));
    }
    return largest;
  }
}
