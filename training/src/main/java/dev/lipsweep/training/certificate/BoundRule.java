package dev.lipsweep.training.certificate;

import dev.lipsweep.training.model.Network;

/** A named, versioned way from norms to a bound. */
public interface BoundRule {
  String name();

  /** Grows with every change that may change a number. */
  int version();

  /** True if the rule is proved for this network. */
  boolean sound(Network network);

  /** False if the rule has nothing to say of this network: then it makes no record. */
  default boolean speaksOf(Network network) {
    return true;
  }

  /** True if the bound is for all inputs up to the embedding's size, not for its tokens alone. */
  default boolean coversBall() {
    return true;
  }

  Bound bound(Network network, Norms norms);
}
