package dev.lipsweep.training.certificate;

/**
 * A certified upper bound of a matrix's largest singular value: sigma_1 <= tr(G^m)^(1/(2m)) for the
 * Gram matrix G and any m, here m = 2^k by k squarings with the trace normalised to one in log
 * space (BOUNDS.md, "Norms and rounding").
 *
 * <p>The bound is never more than a factor 1 + {@link #SLACK} too high: squaring ends when the
 * excess is proved to be smaller. Rounding errors of the products are of the order n 1e-16 and
 * covered by {@link #ROUNDING}. Power iteration, in contrast, is a bound from below.
 */
public final class SpectralNorm {
  /** The largest relative excess of a bound. */
  public static final double SLACK = 1e-5;

  /** How it is done, for certificates. */
  public static final String METHOD = "trace powers of the Gram matrix in doubles";

  private static final double ROUNDING = 1 + 1e-9;
  private static final int MOST_SQUARINGS = 40;

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
    return unit * sqrtOfTop(gram(wide, 1 / unit), wide.rows()) * ROUNDING;
  }

  /** Upper bound of the square root of the largest eigenvalue of a symmetric positive matrix. */
  private static double sqrtOfTop(double[] gram, int n) {
    double[] power = gram;
    double[] next = new double[n * n];
    double log = Math.log(normaliseTrace(power, n));
    double share = 1; // 1/m
    for (int k = 0; k < MOST_SQUARINGS; k++) {
      // trace 1: the top eigenvalue mu lies between the squared Frobenius norm and 1
      double excess = -Math.log(squaredFrobenius(power)) * share / 2;
      if (excess < SLACK / 2) {
        break;
      }
      square(power, next, n);
      double[] swap = power;
      power = next;
      next = swap;
      share /= 2;
      log += share * Math.log(normaliseTrace(power, n));
    }
    return Math.exp(log / 2);
  }

  private static double normaliseTrace(double[] a, int n) {
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += a[i * n + i];
    }
    for (int i = 0; i < a.length; i++) {
      a[i] /= trace;
    }
    return trace;
  }

  private static double squaredFrobenius(double[] a) {
    double sum = 0;
    for (double x : a) {
      sum += x * x;
    }
    return sum;
  }

  /** W W^T of a scaled matrix, rows x rows. */
  private static double[] gram(Matrix wide, double scale) {
    int n = wide.rows();
    int length = wide.columns();
    double[] columns = wide.transposed().values(); // columns[j * n + i] = W[i, j]
    for (int i = 0; i < columns.length; i++) {
      columns[i] *= scale;
    }
    double[] result = new double[n * n];
    for (int j = 0; j < length; j++) {
      addOuter(columns, j * n, result, n);
    }
    return mirror(result, n);
  }

  /** target = a a for a symmetric a: the sum of the outer products of its rows. */
  private static void square(double[] a, double[] target, int n) {
    java.util.Arrays.fill(target, 0);
    for (int k = 0; k < n; k++) {
      addOuter(a, k * n, target, n);
    }
    mirror(target, n);
  }

  /** Adds v v^T to the upper half; the inner loop runs along rows, so that it vectorises. */
  private static void addOuter(double[] v, int from, double[] target, int n) {
    for (int i = 0; i < n; i++) {
      double x = v[from + i];
      if (x != 0) {
        int row = i * n;
        for (int j = i; j < n; j++) {
          target[row + j] += x * v[from + j];
        }
      }
    }
  }

  private static double[] mirror(double[] a, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        a[i * n + j] = a[j * n + i];
      }
    }
    return a;
  }
}
