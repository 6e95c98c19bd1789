package dev.lipsweep.training.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long sum_h M_h z_h can be for M_h = W_O^h W_V^h and vectors z_h of length at most 1, each of
 * its own: at most s1(W_O) (sum_h s1(W_V^h)^2)^(1/2), and for any positive t_h that sum to 1 at
 * most the root of the top eigenvalue of sum_h M_h M_h^T / t_h (BOUNDS.md 1, step 1d).
 */
final class ValueNorm {
  private static final int ROUNDS = 4;

  /** No t_h is smaller than this share of the largest, so that nothing is divided by zero. */
  private static final double LEAST = 1e-4;

  private static final double UNIT_ROUNDOFF = 0x1p-53;

  private ValueNorm() {}

  /**
   * @param factors W_O^h and W_V^h by head
   * @param own the norms of the same
   */
  static double upperBound(List<Gauge> factors, AttentionNorms.Values own) {
    double squares = 0;
    for (double norm : own.heads().norms()) {
      squares += norm * norm;
    }
    double simple = own.output() * Math.sqrt(squares) * (1 + 1e-12);
    if (!(simple > 0) || Double.isInfinite(simple)) {
      return simple;
    }
    int n = factors.getFirst().output().rows();
    var grams = new ArrayList<double[]>(); // M_h M_h^T
    double[] errors = new double[factors.size()];
    for (int h = 0; h < factors.size(); h++) {
      Matrix output = factors.get(h).output();
      Matrix slice = factors.get(h).value();
      Matrix inner = new Matrix(slice.rows(), slice.rows(), slice.gram());
      grams.add(symmetric(output.times(inner).times(output.transposed())));
      double sizes = output.frobenius() * slice.frobenius();
      errors[h] = 4.0 * (slice.columns() + 2 * slice.rows() + 8) * UNIT_ROUNDOFF * sizes * sizes;
    }
    double[] share = new double[factors.size()];
    Arrays.setAll(share, h -> Math.sqrt(TopEigenvalue.estimate(grams.get(h), n).value()));
    double[] best = {};
    double bestError = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      if (!normalise(share)) {
        break;
      }
      double[] sum = new double[n * n];
      double error = 0;
      for (int h = 0; h < share.length; h++) {
        double[] gram = grams.get(h);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += gram[i] / share[h];
        }
        error += errors[h] / share[h];
      }
      TopEigenvalue.Estimate top = TopEigenvalue.estimate(sum, n);
      if (top.value() + error < least) {
        least = top.value() + error;
        best = sum;
        bestError = error;
      }
      Arrays.setAll(share, h -> Math.sqrt(Math.max(0, form(grams.get(h), top.vector()))));
    }
    if (Math.sqrt(least) >= simple) {
      return simple;
    }
    double bound = Math.sqrt(TopEigenvalue.upperBound(best, n) + bestError) * (1 + 1e-9);
    return Math.min(simple, bound);
  }

  /** Makes the shares sum to a little less than 1; false if all are zero. */
  private static boolean normalise(double[] share) {
    double most = Arrays.stream(share).max().orElse(0);
    if (!(most > 0)) {
      return false;
    }
    double sum = 0;
    for (int h = 0; h < share.length; h++) {
      share[h] = Math.max(share[h], LEAST * most);
      sum += share[h];
    }
    double whole = sum * (1 + 1e-12);
    Arrays.setAll(share, h -> share[h] / whole);
    return true;
  }

  private static double[] symmetric(Matrix a) {
    double[] values = a.values().clone();
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < i; j++) {
        double mean = (a.get(i, j) + a.get(j, i)) / 2;
        values[i * a.columns() + j] = mean;
        values[j * a.columns() + i] = mean;
      }
    }
    return values;
  }

  /** x^T A x. */
  private static double form(double[] a, double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        sum += x[i] * a[i * x.length + j] * x[j];
      }
    }
    return sum;
  }
}
