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
  private final boolean quick;
  private final double al;

  TextWalk(Architecture.Text network, Weights weights, boolean quick) {
    this.network = network;
    this.weights = weights;
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
    double activation = largestColumnRms(weights.get("embed", network.width(), vocabulary));
    double log10 = 0;
    for (int i = 0; i < network.blocks(); i++) {
      var attention = new AttentionTerms(network, weights, "block" + i + ".");
      double value = quick ? attention.plainValue() : attention.value(activation);
      double softmax = quick ? attention.plainSoftmax() : attention.softmax();
      double radius = network.width() * activation * activation;
      double scale = network.attentionScale() / network.headWidth();
      log10 += Math.log10(1 - al + al * (value + scale * radius * softmax) / 3);
      activation = Math.min(network.cap(), (1 - al + al * value / 3) * activation);

      double[] mlp = mlp("block" + i + ".");
      log10 += Math.log10(mlp[0]);
      activation = Math.min(network.cap(), mlp[1] * activation);
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

  /** Factors on L and on A. */
  private double[] mlp(String block) {
    int width = network.width();
    int inner = weights.get(block + "mlp_in").getRowDimension();
    RealMatrix in = weights.get(block + "mlp_in", inner, width);
    RealMatrix out = weights.get(block + "mlp_out", width, inner);
    double product = Top.singular(out) * Top.singular(in);
    double[] plain = {1 - al + al * HIGH * product, 1 - al + al * PHI * product};
    if (quick || product == 0) {
      return plain;
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
    return new double[] {
      Math.min(1 - al + al * HIGH * product, lipschitz), Math.min(1 - al + al * PHI * product, size)
    };
  }

  private static double largestColumnRms(RealMatrix embedding) {
    double most = 0;
    for (int j = 0; j < embedding.getColumnDimension(); j++) {
      most = Math.max(most, embedding.getColumnVector(j).getNorm());
    }
    return most / Math.sqrt(embedding.getRowDimension()) * Top.ROUNDING;
  }
}
