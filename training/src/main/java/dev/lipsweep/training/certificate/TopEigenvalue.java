package dev.lipsweep.training.certificate;

import java.util.SplittableRandom;

/**
 * Bounds of the largest eigenvalue of a symmetric positive semidefinite matrix A.
 *
 * <p>From below by power iteration, which certifies nothing. From above by a proof: if the Cholesky
 * decomposition of lambda I - A runs to its end in doubles, then no eigenvalue of A lies above
 * lambda (1 + 4 n^2 u), with u the unit roundoff (Demmel 1989, "On floating point errors in
 * Cholesky"; Rump 2006, "Verification of positive definiteness", BIT 46). The estimate says where
 * to try; a failed try is answered by a larger lambda.
 */
final class TopEigenvalue {
  /** The largest relative excess of an upper bound. */
  static final double SLACK = 2e-5;

  private static final double UNIT_ROUNDOFF = 0x1p-53;
  private static final int ITERATIONS = 60;
  private static final double SETTLED = 1e-8;

  private TopEigenvalue() {}

  /**
   * An approximate top eigenpair.
   *
   * @param value at most the largest eigenvalue, but for rounding
   * @param vector of length 1; all zeros if A is zero
   */
  record Estimate(double value, double[] vector) {}

  /**
   * At least the largest eigenvalue; not finite if the trace is not.
   *
   * @param a n x n, row-major, both halves
   */
  static double upperBound(double[] a, int n) {
    double trace = trace(a, n);
    if (trace == 0 || !Double.isFinite(trace)) {
      return trace;
    }
    double unit = Math.scalb(1.0, Math.getExponent(trace)); // scales without rounding
    double[] scaled = new double[a.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = a[i] / unit;
    }
    double covered = 1 + 4.0 * n * n * UNIT_ROUNDOFF;
    return unit * search(scaled, n, trace / unit) * covered;
  }

  private static double search(double[] a, int n, double trace) {
    double[] work = new double[a.length];
    double[] row = new double[n];
    double low = Math.max(estimate(a, n).value(), trace / n);
    double high = low * (1 + SLACK / 2);
    for (double excess = 2 * SLACK; !isBound(high, a, n, work, row); excess *= 4) {
      low = high;
      high = low * (1 + excess);
      if (high >= trace) {
        high = trace * (1 + 4.0 * n * UNIT_ROUNDOFF); // no eigenvalue lies above the trace
        break;
      }
    }
    while (high > low * (1 + SLACK)) {
      double middle = Math.sqrt(low * high);
      if (isBound(middle, a, n, work, row)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /** Power iteration from a fixed start. */
  static Estimate estimate(double[] a, int n) {
    double[] x = new SplittableRandom(n).doubles(n, 0.5, 1.5).toArray();
    for (int i = 1; i < n; i += 2) {
      x[i] = -x[i];
    }
    normalise(x);
    double value = 0;
    for (int k = 0; k < ITERATIONS; k++) {
      double[] y = times(a, x);
      double next = dot(x, y);
      double length = normalise(y);
      if (length == 0) {
        return new Estimate(value, x);
      }
      x = y;
      if (next - value <= SETTLED * next) {
        return new Estimate(Math.max(next, value), x);
      }
      value = next;
    }
    return new Estimate(Math.max(value, dot(x, times(a, x))), x);
  }

  /** Whether the Cholesky decomposition of lambda I - A succeeds. */
  private static boolean isBound(double lambda, double[] a, int n, double[] work, double[] row) {
    for (int i = 0; i < work.length; i++) {
      work[i] = -a[i];
    }
    for (int i = 0; i < n; i++) {
      work[i * n + i] += lambda;
    }
    for (int k = 0; k < n; k++) {
      double pivot = work[k * n + k];
      if (!(pivot > 0)) {
        return false;
      }
      double root = Math.sqrt(pivot);
      for (int j = k + 1; j < n; j++) {
        row[j] = work[k * n + j] / root;
      }
      for (int i = k + 1; i < n; i++) {
        double x = row[i];
        int at = i * n;
        for (int j = i; j < n; j++) {
          work[at + j] -= x * row[j];
        }
      }
    }
    return true;
  }

  private static double trace(double[] a, int n) {
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += a[i * n + i];
    }
    return trace;
  }

  private static double[] times(double[] a, double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double factor = x[i]; // A is symmetric: along rows, so that it vectorises
      int at = i * x.length;
      for (int j = 0; j < y.length; j++) {
        y[j] += factor * a[at + j];
      }
    }
    return y;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static double normalise(double[] x) {
    double length = Math.sqrt(dot(x, x));
    if (length > 0) {
      for (int i = 0; i < x.length; i++) {
        x[i] /= length;
      }
    }
    return length;
  }
}
