package dev.lipsweep.training.certificate;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.CertificateRecord.LayerNorm;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Transformer;
import java.util.List;

/**
 * {@code full-matrix}: METHOD.md 3.3 with the norms of whole matrices, one attention layer (o/3) v
 * (1 + 2 kappa q k A^2). It stands beside certificates for comparison with published numbers: with
 * more than one head it is no bound (BOUNDS.md 0.1 has a counterexample 2.85 times above it).
 */
public final class FullMatrix implements BoundRule {
  @Override
  public String name() {
    return "full-matrix";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public boolean sound(Network network) {
    return switch (network) {
      case Mlp mlp -> true;
      case Transformer transformer -> transformer.heads() == 1 && transformer.certifiable();
    };
  }

  @Override
  public Bound bound(Network network, Norms norms) {
    return switch (network) {
      case Mlp mlp -> MlpBound.of(mlp, norms);
      case Transformer transformer ->
          Recursion.run(
              transformer,
              norms,
              new PlainBlocks(
                  transformer, norms, (block, used) -> attention(transformer, norms, block, used)));
    };
  }

  private static PlainBlocks.Terms attention(
      Transformer network, Norms norms, String block, List<LayerNorm> used) {
    double[] norm = new double[4];
    List<String> layers = List.of("q", "k", "v", "w");
    for (int i = 0; i < norm.length; i++) {
      norm[i] = norms.rms(block + layers.get(i));
      used.add(new LayerNorm(block + layers.get(i), norm[i]));
    }
    LogBound value = LogBound.of(norm[3]).times(1.0 / 3).times(norm[2]);
    return new PlainBlocks.Terms(
        value, value.times(2 * network.attentionScale()).times(norm[0]).times(norm[1]));
  }
}
