package dev.lipsweep.training.certificate;

/**
 * A certified upper bound of a matrix's largest singular value: the root of a proved bound of its
 * Gram matrix's largest eigenvalue ({@link TopEigenvalue}). Rounding of the Gram matrix is at most
 * n k u of it, for n rows and k columns, and covered too. Power iteration, in contrast, is a bound
 * from below.
 */
public final class SpectralNorm {
  /** The largest relative excess of a bound. */
  public static final double SLACK = 1.1e-5;

  /** How it is done, for certificates. */
  public static final String METHOD =
      "Cholesky decomposition of s^2 I - W W^T in doubles, rounding errors covered";

  private static final double UNIT_ROUNDOFF = 0x1p-53;

  private SpectralNorm() {}

  /** At least sigma_1; 0 for a zero matrix, infinite or NaN if an entry is. */
  public static double upperBound(Matrix matrix) {
    double largest = 0;
    for (double x : matrix.values()) {
      if (!Double.isFinite(x)) {
        return Math.abs(x);
      }
      largest = Math.max(largest, Math.abs(x));
    }
    if (largest == 0) {
      return 0;
    }
    // a power of two scales without rounding, and keeps squares in range
    double unit = Math.scalb(1.0, Math.getExponent(largest));
    Matrix wide = matrix.rows() <= matrix.columns() ? matrix : matrix.transposed();
    double top = TopEigenvalue.upperBound(wide.times(1 / unit).gram(), wide.rows());
    return unit * Math.sqrt(top) * rounding(wide.rows(), wide.columns());
  }

  /** Covers the rounding of a Gram matrix of n rows of length k, and of the little around it. */
  static double rounding(int n, int k) {
    return 1 + Math.max(1e-9, 2.0 * n * k * UNIT_ROUNDOFF);
  }
}
