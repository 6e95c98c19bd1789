package dev.lipsweep.training.certificate;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Transformer;

/**
 * {@code paper-c1}: the formula of the paper's Appendix C as far as it is known (METHOD.md 3.5),
 * for comparison. One attention layer counts (o/3) (q + k + v) max(1, v max(q, k) sqrt(kappa)), for
 * inputs of RMS 1. Its theorem bounds the triple (q, k, v) by its largest member and takes norms of
 * whole matrices, so it is no bound of a model with several heads.
 */
public final class PaperC1 implements BoundRule {
  @Override
  public String name() {
    return "paper-c1";
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
  public boolean speaksOf(Network network) {
    return network instanceof Transformer;
  }

  @Override
  public Bound bound(Network network, Norms norms) {
    return switch (network) {
      case Mlp mlp -> Bound.UNKNOWN;
      case Transformer transformer ->
          network.certifiable() && norms.areFinite()
              ? transformer(transformer, new Published(norms))
              : Bound.UNKNOWN;
    };
  }

  private static Bound transformer(Transformer network, Published published) {
    double al = network.residualWeight();
    for (int i = 0; i < network.blocks(); i++) {
      String block = "block" + i + ".";
      LogBound q = published.norm(block + "q");
      LogBound k = published.norm(block + "k");
      LogBound v = published.norm(block + "v");
      LogBound largest =
          LogBound.ONE.max(v.times(q.max(k)).times(Math.sqrt(network.attentionScale())));
      LogBound attention =
          published.norm(block + "w").times(1.0 / 3).times(q.plus(k).plus(v)).times(largest);
      published.times(block + "attention", Published.residual(al, attention));
      LogBound mlp = published.norm(block + "mlp_in").times(published.norm(block + "mlp_out"));
      published.times(block + "mlp", Published.residual(al, mlp));
    }
    published.times("head", published.norm("head"));
    published.times("logitScale", LogBound.of(network.logitScale()));
    return published.bound();
  }
}
