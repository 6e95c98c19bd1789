package dev.lipsweep.training.certificate;

import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Transformer;

/**
 * {@code certified-vocabulary}: v2 of BOUNDS.md for another, smaller domain, the sequences of the
 * vocabulary's own tokens and their convex combinations ("hull mode" there). It says nothing of
 * other perturbations of embedded tokens, so it is a certificate beside {@link Certified}, never in
 * its place. Only a transformer has a vocabulary.
 */
public final class CertifiedVocabulary implements BoundRule {
  /** Beyond this many multiplications for one look at all tokens, nobody waits for it. */
  private static final double MOST_WORK = 2e9;

  @Override
  public String name() {
    return "certified-vocabulary";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean sound(Network network) {
    return network instanceof Transformer && network.certifiable();
  }

  @Override
  public boolean speaksOf(Network network) {
    return switch (network) {
      case Mlp mlp -> false;
      case Transformer transformer ->
          (double) transformer.vocabulary()
                  * transformer.width()
                  * transformer.width()
                  * transformer.blocks()
              <= MOST_WORK;
    };
  }

  @Override
  public boolean coversBall() {
    return false;
  }

  @Override
  public Bound bound(Network network, Norms norms) {
    return switch (network) {
      case Mlp mlp -> Bound.UNKNOWN;
      case Transformer transformer ->
          Recursion.run(transformer, norms, new CertifiedBlocks(transformer, norms, true));
    };
  }
}
