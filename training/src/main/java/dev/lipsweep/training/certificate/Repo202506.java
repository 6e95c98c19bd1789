package dev.lipsweep.training.certificate;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Transformer;

/**
 * {@code repo-2025-06}: what the reference code computes (METHOD.md 3.4), with its departures, so
 * that its published numbers can be compared. It divides the MLP's norm by 1.1289 though the layer
 * already is, multiplies the value term by the attention scale too, ignores heads, residual scale
 * and the factor on the logits, starts activations at 1, and walks the blocks backwards.
 */
public final class Repo202506 implements BoundRule {
  private static final double GELU = 1.1289;

  @Override
  public String name() {
    return "repo-2025-06";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean sound(Network network) {
    return false;
  }

  @Override
  public Bound bound(Network network, Norms norms) {
    if (!network.certifiable() || !norms.areFinite()) {
      return Bound.UNKNOWN;
    }
    var published = new Published(norms);
    switch (network) {
      case Mlp mlp -> {
        for (Layer layer : mlp.layers()) {
          published.times(layer.name(), published.norm(layer.name()));
        }
      }
      case Transformer transformer -> transformer(transformer, published);
    }
    return published.bound();
  }

  private static void transformer(Transformer network, Published published) {
    double al = 1.0 / (2 * network.blocks());
    published.times("embed", published.columnRms("embed"));
    LogBound activation = LogBound.ONE;
    for (int i = network.blocks() - 1; i >= 0; i--) {
      String block = "block" + i + ".";
      LogBound q = published.norm(block + "q");
      LogBound k = published.norm(block + "k");
      LogBound v = published.norm(block + "v");
      LogBound o = published.norm(block + "w").times(1.0 / 3);
      LogBound scores = v.times(2).times(activation.power(2)).times(q).times(k);
      LogBound attention = o.times(v.plus(scores)).times(network.attentionScale());
      published.times(block + "attention", Published.residual(al, attention));
      activation = activation.times(Published.residual(al, o.times(v)));

      LogBound mlp =
          published.norm(block + "mlp_in").times(published.norm(block + "mlp_out")).times(1 / GELU);
      published.times(block + "mlp", Published.residual(al, mlp));
      activation = activation.times(Published.residual(al, mlp));
    }
    published.times("head", published.norm("head"));
  }
}
