package dev.lipsweep.domain.search;

/** Lower triangles, row by row: a symmetric matrix, and its factor in its place. */
final class Cholesky {
  private Cholesky() {}

  /**
   * Replaces the lower triangle of a positive definite matrix by that of its factor. The noise on
   * the diagonal keeps ours positive definite.
   */
  static void factor(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      factorRow(matrix, i);
    }
  }

  /** Replaces one row when those above it are the factor's already. */
  static void factorRow(double[][] matrix, int i) {
    double[] row = matrix[i];
    for (int j = 0; j < i; j++) {
      row[j] = (row[j] - dot(row, matrix[j], j)) / matrix[j][j];
    }
    row[i] = Math.sqrt(Math.max(row[i] - dot(row, row, i), Double.MIN_NORMAL));
  }

  /** x of L x = b. */
  static double[] solveLower(double[][] factor, double[] b) {
    double[] x = new double[b.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = (b[i] - dot(factor[i], x, i)) / factor[i][i];
    }
    return x;
  }

  /** x of L^T x = b. */
  static double[] solveUpper(double[][] factor, double[] b) {
    double[] x = b.clone();
    for (int i = x.length - 1; i >= 0; i--) {
      x[i] /= factor[i][i];
      for (int j = 0; j < i; j++) {
        x[j] -= factor[i][j] * x[i];
      }
    }
    return x;
  }

  static double dot(double[] a, double[] b) {
    return dot(a, b, a.length);
  }

  private static double dot(double[] a, double[] b, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
