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
 * convex residuals, A follows the largest token RMS (BOUNDS.md 1; METHOD.md 3.3).
 */
final class Recursion {
  private final Norms norms;
  private final Transformer network;
  private final LogBound kept; // 1 - al
  private final LogBound branch; // al
  private final List<LayerNorm> used = new ArrayList<>();
  private final Parts parts = new Parts();
  private final Map<String, LogBound> activations = new LinkedHashMap<>();
  private LogBound lipschitz = LogBound.ONE;
  private LogBound activation;
  private LogBound first = LogBound.ONE; // the factor on the embedded token
  private LogBound rest = LogBound.ZERO;

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

  static Bound run(Transformer network, Norms norms, SubBlocks rule) {
    if (!network.certifiable() || !norms.areFinite()) {
      return Bound.UNKNOWN;
    }
    var recursion = new Recursion(network, norms);
    recursion.record("embed");
    for (int i = 0; i < network.blocks(); i++) {
      String block = "block" + i + ".";
      recursion.take(block + "attention", rule.attention(recursion.place(block), recursion.used));
      recursion.take(block + "mlp", rule.mlp(recursion.place(block), recursion.used));
    }
    return recursion.end();
  }

  private SubBlocks.Place place(String block) {
    return new SubBlocks.Place(block, activation, first, rest);
  }

  private void take(String part, SubBlocks.Step step) {
    lipschitz = lipschitz.times(step.lipschitz());
    parts.add(part, step.lipschitz());
    rest = kept.times(rest).plus(branch.times(step.branch()).times(activation));
    first = first.times(kept);
    activation =
        activation
            .times(step.activation())
            .min(LogBound.of(network.variant().activationCap())); // the radial clamp
    record(part);
  }

  private Bound end() {
    double head = norms.rms("head");
    used.add(new LayerNorm("head", head));
    parts.add("head", LogBound.of(head));
    parts.add("logitScale", LogBound.of(network.logitScale()));
    activation = activation.times(head).times(network.logitScale());
    record("logits");
    LogBound whole = lipschitz.times(head).times(network.logitScale());
    return new Bound(Rounding.end(whole), activations, List.copyOf(used), parts.all());
  }

  private void record(String place) {
    activations.put(place, Rounding.end(activation));
  }
}
