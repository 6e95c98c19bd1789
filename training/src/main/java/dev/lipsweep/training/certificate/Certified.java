package dev.lipsweep.training.certificate;

import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Transformer;

/**
 * {@code certified}, the certificate of reports: v2 of BOUNDS.md, section 1, proved there in
 * section 2. For an MLP it is the product of the norms.
 */
public final class Certified implements BoundRule {
  @Override
  public String name() {
    return "certified";
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
          Recursion.run(transformer, norms, new CertifiedBlocks(transformer, norms, false));
    };
  }
}
