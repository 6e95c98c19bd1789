package dev.lipsweep.training.certificate;

/**
 * What moves through the scores: query and key term of BOUNDS.md 1, step 1c, for inputs of length R
 * = 1 and score factor 1, as the least over all gauges.
 */
final class SoftmaxTerm {
  private SoftmaxTerm() {}

  static double least(AttentionNorms layer, Radii radii) {
    double least = Double.POSITIVE_INFINITY;
    for (int g = 0; g < layer.values().size(); g++) {
      for (int f = 0; f < layer.scores().size(); f++) {
        AttentionNorms.Values values = layer.values().get(g);
        AttentionNorms.Scores scores = layer.scores().get(f);
        double bound = of(values, scores, layer.pairs()[g][f], radii) + slack(layer, values);
        least = Math.min(least, bound * (1 + 1e-12));
      }
    }
    return least;
  }

  private static double of(
      AttentionNorms.Values values, AttentionNorms.Scores scores, double[] pairs, Radii radii) {
    int heads = pairs.length;
    double[] query = new double[heads];
    double[] key = new double[heads];
    for (int h = 0; h < heads; h++) {
      Heads keys = scores.keys();
      double value = radii.aboutCentre(values.heads().slice(h), values.heads().norm(h));
      query[h] = Math.min(value * radii.of(keys.slice(h), keys.norm(h)), pairs[h]);
      key[h] = value * keys.norm(h);
    }
    Matrix byQuery = byHead(scores.query(), query);
    Matrix byKey = byHead(scores.query(), key);
    double keyTerm = radii.of(byKey, SpectralNorm.upperBound(byKey));
    return values.output() * (SpectralNorm.upperBound(byQuery) + keyTerm);
  }

  /** What the gauge's rounding may hide: M_h is the gauge's product but for a gap. */
  private static double slack(AttentionNorms layer, AttentionNorms.Values values) {
    Heads keys = layer.scores().getFirst().keys();
    double slack = 0;
    for (int h = 0; h < keys.count(); h++) {
      slack += 2 * layer.queries().norm(h) * keys.norm(h) * values.gaps()[h];
    }
    return slack;
  }

  private static Matrix byHead(Matrix query, double[] factorOfHead) {
    double[] factors = new double[query.rows()];
    for (int row = 0; row < factors.length; row++) {
      factors[row] = factorOfHead[row * factorOfHead.length / factors.length];
    }
    return query.scaledRows(factors);
  }
}
