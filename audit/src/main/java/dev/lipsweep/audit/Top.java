package dev.lipsweep.audit;

import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.util.Precision;

/**
 * Largest singular values and eigenvalues by a full eigendecomposition in doubles, times 1 + 1e-9
 * for its rounding (BOUNDS.md 1, "Norms and rounding" 2). The trainer proves its norms by Cholesky
 * decompositions instead.
 */
final class Top {
  static final double ROUNDING = 1 + 1e-9;

  /**
   * Of every eigenvalue, while the largest is at least 1. Without it those of a matrix of low rank,
   * which are nothing but rounding, are iterated until they are right relative to each other, and
   * may never be.
   */
  private static final double SHIFT = 1;

  private Top() {}

  /** s1 of a matrix, from above. */
  static double singular(RealMatrix matrix) {
    double scale = largest(matrix);
    if (scale == 0) {
      return 0;
    }
    RealMatrix scaled = matrix.scalarMultiply(1 / scale);
    RealMatrix gram =
        scaled.getRowDimension() <= scaled.getColumnDimension()
            ? scaled.multiplyTransposed(scaled)
            : scaled.transposeMultiply(scaled);
    return scale * Math.sqrt(eigen(gram).getEigenvalues()[0] - SHIFT) * ROUNDING;
  }

  /** The largest eigenvalue of a symmetric positive semidefinite matrix, from above. */
  static double eigenvalue(RealMatrix symmetric) {
    double scale = largest(symmetric);
    return scale == 0
        ? 0
        : scale
            * (eigen(symmetric.scalarMultiply(1 / scale)).getEigenvalues()[0] - SHIFT)
            * ROUNDING;
  }

  static RealVector eigenvector(RealMatrix symmetric) {
    double scale = largest(symmetric);
    return eigen(symmetric.scalarMultiply(scale == 0 ? 1 : 1 / scale)).getEigenvector(0);
  }

  private static EigenDecompositionSymmetric eigen(RealMatrix symmetric) {
    RealMatrix shifted = symmetric.copy();
    for (int i = 0; i < shifted.getRowDimension(); i++) {
      shifted.addToEntry(i, i, SHIFT);
    }
    return new EigenDecompositionSymmetric(shifted, Precision.SAFE_MIN, true);
  }

  private static double largest(RealMatrix matrix) {
    double most = 0;
    for (double[] row : matrix.getData()) {
      for (double x : row) {
        most = Math.max(most, Math.abs(x));
      }
    }
    return most;
  }
}
