package dev.lipsweep.training.model;

/** How a transformer shares out the learning rate among its layers (METHOD.md 1.2 and 1.4). */
public enum TargetNorms {
  /**
   * By the modular norm, where a factor c has sensitivity c, so that every block gets the same
   * share.
   */
  MODULAR,
  /**
   * By the modular norm, where a factor has sensitivity 1, as in the paper's runs: a residual MLP
   * counts as 2 times and a residual attention as 4 times sensitive, so that earlier blocks train
   * less by a factor of 8 per block. Scales of logits and residuals play no part.
   */
  PAPER,
  /**
   * As the rates of the paper's NanoGPT runs: 1 for every matrix of a block, a tenth for the head,
   * twice as much for the embedding.
   */
  NANOGPT
}
