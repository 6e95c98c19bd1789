package dev.lipsweep.training.certificate;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.CertificateRecord.LayerNorm;
import dev.lipsweep.training.model.Transformer;
import java.util.List;

/**
 * Sub-blocks by the product of their matrices' norms (METHOD.md 3.3). Rules differ in what they say
 * of one attention layer.
 */
record PlainBlocks(Transformer network, Norms norms, Attention rule) implements SubBlocks {
  /** Bounds gelu'/1.1289 of both forms of gelu. */
  private static final double GELU_SLOPE = 1.1290 / 1.1289;

  /** One attention layer before its residual, with everything at RMS-to-RMS scale. */
  interface Attention {
    Terms terms(String block, List<LayerNorm> used);
  }

  /**
   * @param value what the values carry: at most {@code value} times the input's RMS comes out
   * @param softmax what the scores carry, at token RMS 1; it grows with the square of A
   */
  record Terms(LogBound value, LogBound softmax) {}

  @Override
  public Step attention(Place place, List<LayerNorm> used) {
    Terms terms = rule.terms(place.block(), used);
    LogBound layer = terms.value().plus(terms.softmax().times(place.activation().power(2)));
    return new Step(residual(layer), residual(terms.value()), terms.value());
  }

  @Override
  public Step mlp(Place place, List<LayerNorm> used) {
    double in = norms.rms(place.block() + "mlp_in");
    double out = norms.rms(place.block() + "mlp_out");
    used.add(new LayerNorm(place.block() + "mlp_in", in));
    used.add(new LayerNorm(place.block() + "mlp_out", out));
    LogBound product = LogBound.of(in).times(out);
    LogBound branch = product.times(MlpNorms.SIZE);
    return new Step(residual(product.times(GELU_SLOPE)), residual(branch), branch);
  }

  /** (1-al) + al x. */
  private LogBound residual(LogBound x) {
    double al = network.residualWeight();
    return LogBound.of(1 - al).plus(x.times(al));
  }
}
