package dev.lipsweep.audit;

import java.util.Arrays;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * One attention layer by BOUNDS.md 1, step 1, before its factor 1/3: what values carry, and what
 * scores carry for inputs of length 1 and score factor 1.
 */
final class AttentionTerms {
  private static final double[] TRIED = {0.25, 0.5, Math.sqrt(0.5), 1, Math.sqrt(2), 2, 4};
  private static final int ROUNDS = 8;

  private final Architecture.Text network;
  private final Reach reach;
  private final int heads;
  private final RealMatrix query;
  private final RealMatrix key;
  private final RealMatrix value;
  private final RealMatrix output;

  AttentionTerms(Architecture.Text network, Weights weights, String block, Reach reach) {
    this.network = network;
    this.reach = reach;
    int d = network.width();
    heads = network.heads();
    query = weights.get(block + "q", d, d);
    key = weights.get(block + "k", d, d);
    value = weights.get(block + "v", d, d);
    output = weights.get(block + "w", d, d);
  }

  /** s1(W_O) (sum_h s1(W_V^h)^2)^(1/2). */
  double plainValue() {
    return longest(Reach.BALL);
  }

  /** What the layer can put out, for tokens of length 1. */
  double longest() {
    return longest(reach);
  }

  private double longest(Reach ofTokens) {
    double squares = 0;
    for (int h = 0; h < heads; h++) {
      squares += Math.pow(ofTokens.of(rows(value, h)), 2);
    }
    return Top.singular(output) * Math.sqrt(squares);
  }

  double plainSoftmax() {
    double[] factors = new double[heads];
    Arrays.setAll(factors, h -> Top.singular(rows(value, h)) * Top.singular(rows(key, h)));
    return 2 * Top.singular(output) * Top.singular(byHead(factors, query));
  }

  /**
   * @param activation A, the largest token RMS
   */
  double value(double activation) {
    double nu = Math.min(plainValue(), jointValue());
    double scale = network.attentionScale() / network.headWidth();
    double range = 0;
    for (int h = 0; h < heads; h++) {
      range = Math.max(range, reach.of(rows(query, h)) * reach.of(rows(key, h)));
    }
    range *= 2 * scale * network.width() * activation * activation;
    double overlap = heads / (1 + (heads - 1) * Math.exp(range));
    double merged = Math.min(nu, Top.singular(output.multiply(value)));
    return overlap * merged + (1 - overlap) * nu;
  }

  /** min over t of lmax(sum_h M_h M_h^T / t_h)^(1/2). */
  private double jointValue() {
    RealMatrix[] grams = new RealMatrix[heads];
    double[] share = new double[heads];
    for (int h = 0; h < heads; h++) {
      RealMatrix m = columns(output, h).multiply(rows(value, h));
      grams[h] = m.multiplyTransposed(m);
      share[h] = Math.sqrt(Math.max(0, Top.eigenvalue(grams[h])));
    }
    double least = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      double most = Arrays.stream(share).max().orElse(0);
      if (most == 0) {
        return least == Double.POSITIVE_INFINITY ? 0 : least;
      }
      for (int h = 0; h < heads; h++) {
        share[h] = Math.max(share[h], 1e-4 * most);
      }
      double sum = Arrays.stream(share).sum();
      RealMatrix joint = MatrixUtils.createRealMatrix(network.width(), network.width());
      for (int h = 0; h < heads; h++) {
        joint = joint.add(grams[h].scalarMultiply(sum / share[h]));
      }
      least = Math.min(least, Math.sqrt(Top.eigenvalue(joint)));
      RealVector top = Top.eigenvector(joint);
      for (int h = 0; h < heads; h++) {
        share[h] = Math.sqrt(Math.max(0, top.dotProduct(grams[h].operate(top))));
      }
    }
    return least;
  }

  /** The least of query term plus key term over all gauges. */
  double softmax() {
    double least = Double.POSITIVE_INFINITY;
    for (RealMatrix[] factors : valueGauges()) {
      least = Math.min(least, softmax(factors[0], factors[1], query, key));
      RealMatrix balance = balance();
      least =
          Math.min(
              least,
              softmax(
                  factors[0],
                  factors[1],
                  MatrixUtils.inverse(balance).multiply(query),
                  balance.multiply(key)));
    }
    return least;
  }

  private double softmax(RealMatrix o, RealMatrix v, RealMatrix q, RealMatrix k) {
    double[] pairs = new double[heads];
    double[] products = new double[heads];
    for (int h = 0; h < heads; h++) {
      RealMatrix vh = rows(v, h);
      RealMatrix kh = rows(k, h);
      double length = reach.aboutCentre(vh);
      products[h] = length * Top.singular(kh);
      pairs[h] = Math.min(length * reach.of(kh), pair(vh, kh));
    }
    return Top.singular(o) * (Top.singular(byHead(pairs, q)) + reach.of(byHead(products, q)));
  }

  /** min over t of 1/2 lmax(t V^T V + K^T K / t). */
  private static double pair(RealMatrix v, RealMatrix k) {
    double middle = Top.singular(k) / Top.singular(v);
    if (!(middle > 0) || Double.isInfinite(middle)) {
      return 0;
    }
    double least = Double.POSITIVE_INFINITY;
    for (double factor : TRIED) {
      double root = Math.sqrt(factor * middle);
      RealMatrix stacked =
          MatrixUtils.createRealMatrix(v.getRowDimension() * 2, v.getColumnDimension());
      stacked.setSubMatrix(v.scalarMultiply(root).getData(), 0, 0);
      stacked.setSubMatrix(k.scalarMultiply(1 / root).getData(), v.getRowDimension(), 0);
      least = Math.min(least, Math.pow(Top.singular(stacked), 2) / 2);
    }
    return least;
  }

  /** (W_O, W_V), and per head M_h = X S Y^T as (X S^1/2, S^1/2 Y^T) and as (X, S Y^T). */
  private RealMatrix[][] valueGauges() {
    RealMatrix[][] gauges = new RealMatrix[3][2];
    gauges[0] = new RealMatrix[] {output, value};
    for (int g = 1; g < 3; g++) {
      gauges[g][0] = MatrixUtils.createRealMatrix(network.width(), network.width());
      gauges[g][1] = MatrixUtils.createRealMatrix(network.width(), network.width());
    }
    int width = network.headWidth();
    for (int h = 0; h < heads; h++) {
      var svd = new SingularValueDecomposition(columns(output, h).multiply(rows(value, h)));
      for (int i = 0; i < width; i++) {
        double s = svd.getSingularValues()[i];
        RealVector x = svd.getU().getColumnVector(i);
        RealVector y = svd.getV().getColumnVector(i);
        gauges[1][0].setColumnVector(h * width + i, x.mapMultiply(Math.sqrt(s)));
        gauges[1][1].setRowVector(h * width + i, y.mapMultiply(Math.sqrt(s)));
        gauges[2][0].setColumnVector(h * width + i, x);
        gauges[2][1].setRowVector(h * width + i, y.mapMultiply(s));
      }
    }
    return gauges;
  }

  /** D: equal on the two rows of every rotary pair. */
  private RealMatrix balance() {
    int half = network.headWidth() / 2;
    double[] d = new double[network.width()];
    for (int row = 0; row < d.length; row++) {
      int partner = row / half % 2 == 0 ? row + half : row - half;
      double queries = Math.hypot(length(query, row), length(query, partner));
      double keys = Math.hypot(length(key, row), length(key, partner));
      d[row] = queries > 0 && keys > 0 ? Math.sqrt(queries / keys) : 1;
    }
    return MatrixUtils.createRealDiagonalMatrix(d);
  }

  private static double length(RealMatrix matrix, int row) {
    return matrix.getRowVector(row).getNorm();
  }

  private RealMatrix rows(RealMatrix matrix, int head) {
    int width = network.headWidth();
    return matrix.getSubMatrix(head * width, (head + 1) * width - 1, 0, network.width() - 1);
  }

  private RealMatrix columns(RealMatrix matrix, int head) {
    int width = network.headWidth();
    return matrix.getSubMatrix(0, network.width() - 1, head * width, (head + 1) * width - 1);
  }

  private RealMatrix byHead(double[] factors, RealMatrix matrix) {
    double[] diagonal = new double[network.width()];
    Arrays.setAll(diagonal, row -> factors[row / network.headWidth()]);
    return MatrixUtils.createRealDiagonalMatrix(diagonal).multiply(matrix);
  }
}
