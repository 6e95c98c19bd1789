package dev.lipsweep.audit;

import dev.lipsweep.domain.bound.LogBound;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * BOUNDS.md 1 for a transformer, block by block in the order of execution: L grows in logarithms, A
 * follows the largest token RMS.
 */
final class TextWalk {
  private static final double HIGH = 1.1290 / 1.1289;
  private static final double LOW = -0.1290 / 1.1289;
  private static final double PHI = 1 / 1.1289;

  private final Architecture.Text network;
  private final Weights weights;
  private final Domain domain;
  private final boolean quick;
  private final double al;

  /** Which inputs a bound speaks of. */
  enum Domain {
    /** Every token that is no longer than the longest of the vocabulary. */
    BALL,
    /** Tokens of the vocabulary and what lies between them. */
    VOCABULARY
  }

  TextWalk(Architecture.Text network, Weights weights, Domain domain, boolean quick) {
    this.network = network;
    this.weights = weights;
    this.domain = domain;
    this.quick = quick;
    this.al = network.share();
    if (weights.count() != 2 + 6 * network.blocks()) {
      throw new Refuted(
          "the checkpoint has %d matrices; %d blocks have %d"
              .formatted(weights.count(), network.blocks(), 2 + 6 * network.blocks()));
    }
  }

  LogBound bound() {
    int vocabulary = weights.get("embed").getColumnDimension();
    RealMatrix head = weights.get("head", vocabulary, network.width());
    RealMatrix tokens = weights.get("embed", network.width(), vocabulary);
    double root = Math.sqrt(network.width());
    double activation = Reach.longestColumn(tokens) / root * Top.ROUNDING;
    double log10 = 0;
    double kept = 1; // a token is kept times its embedding
    double rest = 0; // and something of at most this RMS
    for (int i = 0; i < network.blocks(); i++) {
      Reach reach =
          domain == Domain.BALL || activation == 0
              ? Reach.BALL
              : Reach.ofVocabulary(
                  tokens,
                  network.cap() == Double.POSITIVE_INFINITY,
                  kept / (root * activation),
                  rest / activation);
      var attention = new AttentionTerms(network, weights, "block" + i + ".", reach);
      double value = quick ? attention.plainValue() : attention.value(activation);
      double softmax = quick ? attention.plainSoftmax() : attention.softmax();
      double radius = network.width() * activation * activation;
      double scale = network.attentionScale() / network.headWidth();
      log10 += Math.log10(1 - al + al * (value + scale * radius * softmax) / 3);
      double branch = Math.min(value, attention.longest()) / 3;
      kept *= 1 - al;
      rest = (1 - al) * rest + al * branch * activation;
      activation = Math.min(network.cap(), (1 - al + al * branch) * activation);

      Mlp mlp = mlp("block" + i + ".");
      log10 += Math.log10(mlp.lipschitz());
      kept *= 1 - al;
      rest = (1 - al) * rest + al * mlp.branch() * activation;
      activation = Math.min(network.cap(), mlp.activation() * activation);
    }
    double end =
        Top.singular(head)
            * Math.sqrt((double) network.width() / vocabulary)
            * network.logitScale();
    double whole = log10 + Math.log10(end) + Math.log10(1 + 1e-9);
    if (Double.isNaN(whole) || whole == Double.POSITIVE_INFINITY) {
      throw new NotAuditable("the bound is beyond the range of the audit's doubles");
    }
    return LogBound.ofLog10(whole);
  }

  /** Factors on L and on A, and the branch's without its residual. */
  private record Mlp(double lipschitz, double activation, double branch) {}

  private Mlp mlp(String block) {
    int width = network.width();
    int inner = weights.get(block + "mlp_in").getRowDimension();
    RealMatrix in = weights.get(block + "mlp_in", inner, width);
    RealMatrix out = weights.get(block + "mlp_out", width, inner);
    double product = Top.singular(out) * Top.singular(in);
    if (quick || product == 0) {
      return new Mlp(1 - al + al * HIGH * product, 1 - al + al * PHI * product, PHI * product);
    }
    double[] up = new double[inner];
    double[] down = new double[inner];
    for (int i = 0; i < inner; i++) {
      double row = in.getRowVector(i).getNorm();
      double column = out.getColumnVector(i).getNorm();
      up[i] = row > 0 && column > 0 ? Math.sqrt(row / column) : 1;
      down[i] = 1 / up[i];
    }
    double balanced =
        Top.singular(out.multiply(MatrixUtils.createRealDiagonalMatrix(up)))
            * Top.singular(MatrixUtils.createRealDiagonalMatrix(down).multiply(in));
    product = Math.min(product, balanced);
    RealMatrix whole = out.multiply(in);
    RealMatrix keep = MatrixUtils.createRealIdentityMatrix(width).scalarMultiply(1 - al);
    double centre = (HIGH + LOW) / 2;
    double spread = (HIGH - LOW) / 2;
    double lipschitz =
        Top.singular(keep.add(whole.scalarMultiply(al * centre))) + al * spread * product;
    double size =
        Top.singular(keep.add(whole.scalarMultiply(al * PHI / 2))) + al * PHI / 2 * product;
    return new Mlp(
        Math.min(1 - al + al * HIGH * product, lipschitz),
        Math.min(1 - al + al * PHI * product, size),
        Math.min(PHI * product, PHI / 2 * (Top.singular(whole) + product)));
  }
}
