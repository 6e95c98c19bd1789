package dev.lipsweep.training.constraint;

/**
 * {@code weight_decay}: before the update W becomes W (1 - weightDecay eta tau), embeddings
 * included (METHOD.md 1.1). With Muon it keeps the norm under max(initial norm, 1/weightDecay);
 * with AdamW it bounds nothing.
 */
public record WeightDecay(double weightDecay) implements Constraint {
  @Override
  public String name() {
    return "weight_decay";
  }

  @Override
  public double cap() {
    return Double.POSITIVE_INFINITY;
  }
}
