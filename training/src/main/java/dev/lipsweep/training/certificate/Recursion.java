package dev.lipsweep.training.certificate;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.CertificateRecord.LayerNorm;
import dev.lipsweep.training.model.Transformer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The walk through a transformer's blocks that its rules have in common: L multiplies up through
 * convex residuals, A follows the largest token RMS (BOUNDS.md 1; METHOD.md 3.3). Rules differ in
 * what they say of one attention layer.
 */
final class Recursion {
  /** Bounds gelu'/1.1289 of both forms of gelu. */
  private static final double GELU_SLOPE = 1.1290 / 1.1289;

  /** Bounds |gelu(x)/1.1289| / |x|. */
  private static final double GELU_SIZE = 1 / 1.1289;

  /** One attention layer before its residual, with everything at RMS-to-RMS scale. */
  interface Attention {
    /**
     * @param block prefix of the block's layers, such as {@code block0.}
     * @param used collects the norms that entered
     */
    Terms terms(String block, List<LayerNorm> used);
  }

  /**
   * @param value what the values carry: at most {@code value} times the input's RMS comes out
   * @param softmax what the scores carry, at token RMS 1; it grows with the square of A
   */
  record Terms(LogBound value, LogBound softmax) {}

  private final Transformer network;
  private final Norms norms;
  private final LogBound kept; // 1 - al
  private final LogBound branch; // al
  private final List<LayerNorm> used = new ArrayList<>();
  private final Map<String, LogBound> activations = new LinkedHashMap<>();
  private LogBound lipschitz = LogBound.ONE;
  private LogBound activation;

  private Recursion(Transformer network, Norms norms) {
    this.network = network;
    this.norms = norms;
    double al = network.residualWeight();
    kept = LogBound.of(1 - al);
    branch = LogBound.of(al);
    double embedded = norms.columnRms("embed");
    used.add(new LayerNorm("embed", embedded));
    activation = LogBound.of(embedded);
  }

  static Bound run(Transformer network, Norms norms, Attention attention) {
    var recursion = new Recursion(network, norms);
    recursion.record("embed");
    for (int i = 0; i < network.blocks(); i++) {
      String block = "block" + i + ".";
      recursion.attention(attention.terms(block, recursion.used));
      recursion.record(block + "attention");
      recursion.mlp(block);
      recursion.record(block + "mlp");
    }
    return recursion.end();
  }

  private void attention(Terms terms) {
    LogBound layer = terms.value().plus(terms.softmax().times(activation.power(2)));
    lipschitz = lipschitz.times(residual(layer));
    activation = activation.times(residual(terms.value()));
  }

  private void mlp(String block) {
    LogBound product = LogBound.of(norm(block + "mlp_in")).times(norm(block + "mlp_out"));
    lipschitz = lipschitz.times(residual(product.times(GELU_SLOPE)));
    activation = activation.times(residual(product.times(GELU_SIZE)));
  }

  private Bound end() {
    double head = norm("head");
    activation = activation.times(head).times(network.logitScale());
    record("logits");
    LogBound whole = lipschitz.times(head).times(network.logitScale());
    return new Bound(Rounding.end(whole), activations, List.copyOf(used));
  }

  /** (1-al) + al x. */
  private LogBound residual(LogBound x) {
    return kept.plus(branch.times(x));
  }

  private double norm(String layer) {
    double norm = norms.rms(layer);
    used.add(new LayerNorm(layer, norm));
    return norm;
  }

  private void record(String place) {
    activations.put(place, Rounding.end(activation));
  }
}
