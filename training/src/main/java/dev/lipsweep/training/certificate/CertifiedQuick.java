package dev.lipsweep.training.certificate;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.CertificateRecord.LayerNorm;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Transformer;
import java.util.List;

/**
 * {@code certified-quick}, the certificate that is cheap enough for the training loop: CORE of
 * BOUNDS.md, section 1 "Levels"; for an MLP the product of the norms. Proved in BOUNDS.md 2.
 *
 * <p>One attention layer: (o/3) [ rms_h(v_h) + 2 kappa A^2 sigma_1(diag(v_h k_h) W_Q) ], where v_h
 * and k_h are norms per head, because heads attend to different tokens, and o and W_Q are whole.
 */
public final class CertifiedQuick implements BoundRule {
  @Override
  public String name() {
    return "certified-quick";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public boolean sound(Network network) {
    return network.certifiable();
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
    int heads = network.heads();
    double[] keys = norms.heads(block + "k", heads);
    double[] values = norms.heads(block + "v", heads);
    double[] products = new double[heads];
    double squares = 0;
    for (int h = 0; h < heads; h++) {
      used.add(new LayerNorm(block + "k.head" + h, keys[h]));
      used.add(new LayerNorm(block + "v.head" + h, values[h]));
      products[h] = keys[h] * values[h];
      squares += values[h] * values[h];
    }
    double query = norms.scaled(block + "q", products);
    double output = norms.rms(block + "w");
    used.add(new LayerNorm(block + "q.scaled", query));
    used.add(new LayerNorm(block + "w", output));
    LogBound third = LogBound.of(output).times(1.0 / 3);
    return new PlainBlocks.Terms(
        third.times(Math.sqrt(squares / heads)),
        third.times(2 * network.attentionScale()).times(query));
  }
}
