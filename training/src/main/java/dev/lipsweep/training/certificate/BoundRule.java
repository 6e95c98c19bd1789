package dev.lipsweep.training.certificate;

import dev.lipsweep.training.model.Network;

/** A named, versioned way from norms to a bound. */
public interface BoundRule {
  String name();

  /** Grows with every change that may change a number. */
  int version();

  /** True if the rule is proved for this network. */
  boolean sound(Network network);

  Bound bound(Network network, Norms norms);
}
