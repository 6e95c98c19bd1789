package dev.lipsweep.training.certificate;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.CertificateRecord.LayerNorm;
import dev.lipsweep.training.model.Transformer;
import java.util.List;

/**
 * Sub-blocks by v2 of BOUNDS.md, section 1: gauges, pair norm, joint value norm, overlap of the
 * heads, centred and balanced MLP. Every quantity grows with every norm, so norms from above are
 * enough, and of several sound bounds the least is taken.
 *
 * @param vocabulary whether tokens are known to be the vocabulary's or convex combinations of them,
 *     not just of bounded length
 */
record CertifiedBlocks(Transformer network, Norms norms, boolean vocabulary) implements SubBlocks {
  /** Where scores range over more, the heads' rows have nothing in common worth counting. */
  private static final double LARGEST_RANGE = 40;

  @Override
  public Step attention(Place place, List<LayerNorm> used) {
    AttentionNorms layer = norms.attention(network, place.block());
    Radii radii = vocabulary ? Radii.ofVocabulary(network, norms, place) : Radii.BALL;
    double scale = network.attentionScale() / network.headWidth();
    LogBound squared = place.activation().power(2).times(network.width()).times(scale); // s R^2
    double value = value(layer, overlap(layer, radii, squared));
    double scores = SoftmaxTerm.least(layer, radii);
    used.add(new LayerNorm(place.block() + "value", value));
    used.add(new LayerNorm(place.block() + "scores", scores));

    LogBound third = LogBound.of(1.0 / 3);
    LogBound values = third.times(value);
    LogBound moved = values.plus(third.times(squared).times(scores));
    LogBound branch = values.min(third.times(longest(layer, radii)));
    double al = network.residualWeight();
    LogBound kept = LogBound.of(1 - al);
    return new Step(kept.plus(moved.times(al)), kept.plus(branch.times(al)), branch);
  }

  @Override
  public Step mlp(Place place, List<LayerNorm> used) {
    MlpNorms layer = norms.mlp(network, place.block());
    used.add(new LayerNorm(place.block() + "mlp", layer.product()));
    used.add(new LayerNorm(place.block() + "mlp.residual", layer.lipschitz()));
    return new Step(
        LogBound.of(layer.lipschitz()),
        LogBound.of(layer.activation()),
        LogBound.of(layer.branch()));
  }

  private static double value(AttentionNorms layer, double overlap) {
    double mixed = overlap * layer.merged() + (1 - overlap) * layer.nu();
    return Math.min(layer.nu(), mixed * (1 + 1e-12));
  }

  /**
   * What the rows of attention have in common in all heads, at least: H/(1 + (H-1) e^rho), where a
   * row's scores range over at most rho (BOUNDS.md 2, "Overlap lemma").
   *
   * @param squared s R^2
   */
  private static double overlap(AttentionNorms layer, Radii radii, LogBound squared) {
    Heads queries = layer.queries();
    Heads keys = layer.scores().getFirst().keys();
    double most = 0;
    for (int h = 0; h < queries.count(); h++) {
      double query = radii.of(queries.slice(h), queries.norm(h));
      most = Math.max(most, query * radii.of(keys.slice(h), keys.norm(h)));
    }
    double range = Math.pow(10, squared.times(2 * most).log10()) * (1 + 1e-9);
    if (!(range < LARGEST_RANGE)) {
      return 0;
    }
    return queries.count() / (1 + (queries.count() - 1) * Math.exp(range)) * (1 - 1e-9);
  }

  /** What the layer can put out before its factor 1/3, for tokens of length 1. */
  private static double longest(AttentionNorms layer, Radii radii) {
    AttentionNorms.Values own = layer.values().getFirst();
    double squares = 0;
    for (int h = 0; h < own.heads().count(); h++) {
      double radius = radii.of(own.heads().slice(h), own.heads().norm(h));
      squares += radius * radius;
    }
    return own.output() * Math.sqrt(squares) * (1 + 1e-12);
  }
}
