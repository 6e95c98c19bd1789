package dev.lipsweep.training.oracle;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Singular values by one-sided Jacobi rotations: A = sum of u_i v_i^T, where the u_i are orthogonal
 * with length sigma_i.
 */
public record Svd(double[][] u, double[][] v) {

  public static Svd of(Matrix a) {
    if (a.columns() > a.height()) {
      Svd turned = of(a.transposed());
      double[][] u = new double[turned.u.length][];
      double[][] v = new double[turned.u.length][];
      for (int i = 0; i < u.length; i++) {
        double sigma = length(turned.u[i]);
        u[i] = times(turned.v[i], sigma);
        v[i] = sigma == 0 ? turned.u[i] : times(turned.u[i], 1 / sigma);
      }
      return new Svd(u, v);
    }
    double[][] u = a.transposed().rows();
    double[][] v = Matrix.zeros(u.length, u.length).map((i, j, x) -> i == j ? 1 : 0).rows();
    for (int sweep = 0; sweep < 60; sweep++) {
      boolean turned = false;
      for (int p = 0; p < u.length; p++) {
        for (int q = p + 1; q < u.length; q++) {
          double pp = dot(u[p], u[p]);
          double qq = dot(u[q], u[q]);
          double pq = dot(u[p], u[q]);
          if (Math.abs(pq) > 1e-14 * Math.sqrt(pp * qq) && pp * qq > 0) {
            turned = true;
            double zeta = (qq - pp) / (2 * pq);
            double t = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
            double c = 1 / Math.hypot(1, t);
            rotate(u[p], u[q], c, c * t);
            rotate(v[p], v[q], c, c * t);
          }
        }
      }
      if (!turned) {
        return new Svd(u, v);
      }
    }
    throw new IllegalStateException("Jacobi rotations did not converge");
  }

  public double[] values() {
    return Arrays.stream(u).mapToDouble(Svd::length).sorted().toArray();
  }

  public double largest() {
    return Arrays.stream(values()).max().orElseThrow();
  }

  /** The matrix with the same singular vectors and its values mapped; a value of zero stays. */
  public Matrix map(DoubleUnaryOperator f) {
    return Matrix.zeros(u[0].length, v[0].length)
        .map(
            (i, j, any) -> {
              double sum = 0;
              for (int k = 0; k < u.length; k++) {
                double sigma = length(u[k]);
                sum += sigma == 0 ? 0 : f.applyAsDouble(sigma) / sigma * u[k][i] * v[k][j];
              }
              return sum;
            });
  }

  private static void rotate(double[] x, double[] y, double c, double s) {
    for (int i = 0; i < x.length; i++) {
      double a = x[i];
      double b = y[i];
      x[i] = c * a - s * b;
      y[i] = s * a + c * b;
    }
  }

  private static double[] times(double[] x, double factor) {
    return Arrays.stream(x).map(value -> value * factor).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double length(double[] a) {
    return Math.sqrt(dot(a, a));
  }
}
