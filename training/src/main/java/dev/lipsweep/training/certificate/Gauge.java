package dev.lipsweep.training.certificate;

/**
 * Other factors of the same product of two matrices O V, for an inner dimension that is the
 * smallest: with the singular value decomposition O V = X S Y^T either (X S^1/2, S^1/2 Y^T) or (X,
 * S Y^T) (BOUNDS.md 1, step 1a). Any factors are sound whose product is O V; the product of these
 * is so but for rounding, and {@link #gap} says how much.
 *
 * @param gap at least the Frobenius norm of {@code output value - O V}
 */
record Gauge(Matrix output, Matrix value, double gap) {
  private static final int SWEEPS = 30;
  private static final double ORTHOGONAL = 1e-12;

  /** The factors as they are. */
  static Gauge none(Matrix output, Matrix value) {
    return new Gauge(output, value, 0);
  }

  /**
   * @param output rows x inner
   * @param value inner x columns
   * @param share which power of S goes to the output: 1/2 or 0
   */
  static Gauge bySingularValues(Matrix output, Matrix value, double share) {
    int inner = output.columns();
    Orthogonal left = Orthogonal.of(output); // O = Q1 R1
    Orthogonal right = Orthogonal.of(value.transposed()); // V^T = Q2 R2
    // R1 R2^T = U S W^T: rows of the transposed core are turned until they are orthogonal
    Matrix core = left.triangle().times(right.triangle().transposed());
    Matrix turned = core.transposed(); // its rows become S_i u_i
    double[] turns = identity(inner);
    turn(turned.values(), turns, inner);
    double[] outputScale = new double[inner];
    double[] valueScale = new double[inner];
    for (int i = 0; i < inner; i++) {
      double singular = turned.rowLength(i);
      outputScale[i] = singular > 0 ? Math.pow(singular, share) / singular : 0;
      valueScale[i] = singular > 0 ? Math.pow(singular, 1 - share) : 0;
    }
    Matrix x = left.basis().times(turned.transposed().scaledColumns(outputScale)); // Q1 U S^(share)
    Matrix y =
        new Matrix(inner, inner, turns)
            .scaledRows(valueScale)
            .times(right.basis().transposed()); // S^(1-share) W^T Q2^T
    Matrix difference = x.times(y).minus(output.times(value));
    double gap =
        difference.frobenius() * (1 + 1e-9) + x.productRounding(y) + output.productRounding(value);
    return new Gauge(x, y, gap);
  }

  /** One-sided Jacobi: turns rows of {@code a} pairwise until orthogonal, and {@code turns} too. */
  private static void turn(double[] a, double[] turns, int n) {
    boolean turning = true;
    for (int sweep = 0; turning && sweep < SWEEPS; sweep++) {
      turning = false;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          double alpha = 0;
          double beta = 0;
          double gamma = 0;
          for (int j = 0; j < n; j++) {
            double x = a[p * n + j];
            double y = a[q * n + j];
            alpha += x * x;
            beta += y * y;
            gamma += x * y;
          }
          if (gamma == 0 || Math.abs(gamma) <= ORTHOGONAL * Math.sqrt(alpha * beta)) {
            continue;
          }
          turning = true;
          double zeta = (beta - alpha) / (2 * gamma);
          double t = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
          double c = 1 / Math.sqrt(1 + t * t);
          rotate(a, n, p, q, c, c * t);
          rotate(turns, n, p, q, c, c * t);
        }
      }
    }
  }

  private static void rotate(double[] a, int n, int p, int q, double c, double s) {
    for (int j = 0; j < n; j++) {
      double x = a[p * n + j];
      double y = a[q * n + j];
      a[p * n + j] = c * x - s * y;
      a[q * n + j] = s * x + c * y;
    }
  }

  private static double[] identity(int n) {
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      a[i * n + i] = 1;
    }
    return a;
  }

  /**
   * A = basis triangle, by modified Gram-Schmidt done twice.
   *
   * @param basis rows x inner, columns orthonormal or zero
   * @param triangle inner x inner
   */
  private record Orthogonal(Matrix basis, Matrix triangle) {
    static Orthogonal of(Matrix a) {
      int n = a.columns();
      double[] columns = a.transposed().values().clone(); // row j is column j of A
      double[] triangle = new double[n * n];
      for (int j = 0; j < n; j++) {
        for (int pass = 0; pass < 2; pass++) {
          for (int k = 0; k < j; k++) {
            double dot = 0;
            for (int i = 0; i < a.rows(); i++) {
              dot += columns[k * a.rows() + i] * columns[j * a.rows() + i];
            }
            for (int i = 0; i < a.rows(); i++) {
              columns[j * a.rows() + i] -= dot * columns[k * a.rows() + i];
            }
            triangle[k * n + j] += dot;
          }
        }
        double length = 0;
        for (int i = 0; i < a.rows(); i++) {
          length += columns[j * a.rows() + i] * columns[j * a.rows() + i];
        }
        length = Math.sqrt(length);
        triangle[j * n + j] = length;
        for (int i = 0; length > 0 && i < a.rows(); i++) {
          columns[j * a.rows() + i] /= length;
        }
      }
      return new Orthogonal(
          new Matrix(n, a.rows(), columns).transposed(), new Matrix(n, n, triangle));
    }
  }
}
