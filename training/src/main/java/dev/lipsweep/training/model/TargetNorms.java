package dev.lipsweep.training.model;

/**
 * How a transformer shares out a unit update among its layers (METHOD.md 1.2): the two versions of
 * the reference code, which differ in the sensitivity of a multiplication by a constant.
 */
public enum TargetNorms {
  /** A factor c has sensitivity c, so that every block gets the same share. */
  MODULAR,
  /**
   * A factor has sensitivity 1, as in the paper's runs: a residual MLP counts as 2 times and a
   * residual attention as 4 times sensitive, so that earlier blocks train less by a factor of 8 per
   * block. Scales of logits and residuals play no part.
   */
  PAPER;

  /** The sensitivity of a multiplication by {@code factor}. */
  double sensitivity(double factor) {
    return this == MODULAR ? factor : 1;
  }
}
