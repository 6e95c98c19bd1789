package dev.lipsweep.training.certificate;

/**
 * The largest product |V x| |K x| over vectors x of length 1, bounded by s1(V) s1(K) and, for any t
 * > 0, by half the top eigenvalue of t V^T V + K^T K / t (BOUNDS.md 1, step 1b). Any t is sound; a
 * few are tried and the best is certified.
 */
final class PairNorm {
  private static final double[] TRIED = {0.25, 0.5, Math.sqrt(0.5), 1, Math.sqrt(2), 2, 4};

  private PairNorm() {}

  static double upperBound(Matrix value, double valueNorm, Matrix key, double keyNorm) {
    double product = valueNorm * keyNorm;
    if (!(product > 0) || Double.isInfinite(product)) {
      return product;
    }
    Matrix stacked = value.above(key);
    int n = stacked.rows();
    double[] gram = stacked.gram();
    double[] best = gram;
    double least = Double.POSITIVE_INFINITY;
    for (double factor : TRIED) {
      double[] weighted = weighted(gram, n, value.rows(), factor * keyNorm / valueNorm);
      double top = TopEigenvalue.estimate(weighted, n).value();
      if (top < least) {
        least = top;
        best = weighted;
      }
    }
    if (least / 2 >= product) {
      return product;
    }
    double bound = TopEigenvalue.upperBound(best, n) / 2;
    return Math.min(product, bound * SpectralNorm.rounding(n, stacked.columns()));
  }

  /** The Gram matrix of sqrt(t) V above K / sqrt(t); its top eigenvalue is the one looked for. */
  private static double[] weighted(double[] gram, int n, int values, double t) {
    double[] weighted = new double[gram.length];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double factor = i < values == j < values ? (i < values ? t : 1 / t) : 1;
        weighted[i * n + j] = gram[i * n + j] * factor;
      }
    }
    return weighted;
  }
}
