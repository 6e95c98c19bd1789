package dev.lipsweep.training.model;

import java.util.List;

/**
 * A network as a description: what a certificate needs to know and what a script is written from.
 */
public sealed interface Network permits Mlp, Transformer {

  /** Every weight matrix, in the order of execution. */
  List<Layer> layers();

  /**
   * Whether the rules of {@code certificate} are proved for it; where they are not, what they
   * compute is no bound. An MLP always is; for a transformer see {@link Variant#certifiable()}.
   */
  boolean certifiable();

  /** The factor on the final logits. */
  double logitScale();
}
