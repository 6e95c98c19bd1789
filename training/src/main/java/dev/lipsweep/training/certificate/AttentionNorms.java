package dev.lipsweep.training.certificate;

import dev.lipsweep.training.model.Transformer;
import java.util.ArrayList;
import java.util.List;

/**
 * The norms of one attention layer that do not depend on where its inputs lie: computed once and
 * shared by the ball's and the vocabulary's certificate (BOUNDS.md 1, steps 1a, 1b and 1d).
 *
 * @param values ways to write the heads' W_O W_V, the layer's own first
 * @param scores ways to write W_Q and W_K, the layer's own first
 * @param pairs pair norms by value gauge, score gauge, head
 * @param queries the untouched W_Q
 * @param nu bound of what the heads put out together when each is fed a vector of length 1 of its
 *     own
 * @param merged s1(W_O W_V): what they put out when all are fed the same; at most nu
 */
record AttentionNorms(
    List<Values> values,
    List<Scores> scores,
    double[][][] pairs,
    Heads queries,
    double nu,
    double merged) {

  /**
   * W_O and W_V in one gauge.
   *
   * @param output s1 of the whole output matrix
   * @param gaps how far the product is from the layer's own, by head
   */
  record Values(double output, Heads heads, double[] gaps) {}

  /** W_Q and W_K in one gauge. */
  record Scores(Matrix query, Heads keys) {}

  static AttentionNorms of(Transformer network, Norms norms, String block) {
    int heads = network.heads();
    Matrix output = norms.weight(block + "w");
    Matrix value = norms.weight(block + "v");
    Matrix query = norms.weight(block + "q");
    Matrix key = norms.weight(block + "k");

    var own = new ArrayList<Gauge>();
    var even = new ArrayList<Gauge>();
    var right = new ArrayList<Gauge>();
    for (int h = 0; h < heads; h++) {
      int first = h * network.headWidth();
      Matrix o = output.columns(first, network.headWidth());
      Matrix v = value.rows(first, network.headWidth());
      own.add(Gauge.none(o, v));
      even.add(Gauge.bySingularValues(o, v, 0.5));
      right.add(Gauge.bySingularValues(o, v, 0));
    }
    List<Values> values = List.of(values(own), values(even), values(right));
    List<Scores> scores =
        List.of(new Scores(query, Heads.of(key, heads)), balanced(network, query, key));
    double nu = ValueNorm.upperBound(own, values.getFirst());
    double merged = SpectralNorm.upperBound(output.times(value)) + output.productRounding(value);
    return new AttentionNorms(
        values, scores, pairs(values, scores), Heads.of(query, heads), nu, Math.min(nu, merged));
  }

  private static Values values(List<Gauge> gauges) {
    Matrix output =
        gauges.stream()
            .map(gauge -> gauge.output().transposed())
            .reduce(Matrix::above)
            .orElseThrow();
    return new Values(
        SpectralNorm.upperBound(output),
        Heads.of(gauges.stream().map(Gauge::value).toList()),
        gauges.stream().mapToDouble(Gauge::gap).toArray());
  }

  /**
   * (D^-1 W_Q, D W_K) with D equal on the two rows of every rotary pair, so that it commutes with
   * the rotations.
   */
  private static Scores balanced(Transformer network, Matrix query, Matrix key) {
    int half = network.headWidth() / 2;
    double[] up = new double[query.rows()];
    double[] down = new double[query.rows()];
    for (int row = 0; row < up.length; row++) {
      int partner = row / half % 2 == 0 ? row + half : row - half;
      double queries = Math.hypot(query.rowLength(row), query.rowLength(partner));
      double keys = Math.hypot(key.rowLength(row), key.rowLength(partner));
      up[row] = queries > 0 && keys > 0 ? Math.sqrt(queries / keys) : 1;
      down[row] = 1 / up[row];
    }
    return new Scores(query.scaledRows(down), Heads.of(key.scaledRows(up), network.heads()));
  }

  private static double[][][] pairs(List<Values> values, List<Scores> scores) {
    double[][][] pairs = new double[values.size()][scores.size()][];
    for (int g = 0; g < values.size(); g++) {
      for (int f = 0; f < scores.size(); f++) {
        Heads v = values.get(g).heads();
        Heads k = scores.get(f).keys();
        pairs[g][f] = new double[v.count()];
        for (int h = 0; h < v.count(); h++) {
          pairs[g][f][h] = PairNorm.upperBound(v.slice(h), v.norm(h), k.slice(h), k.norm(h));
        }
      }
    }
    return pairs;
  }
}
