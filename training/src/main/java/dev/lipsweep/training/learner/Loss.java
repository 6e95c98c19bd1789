package dev.lipsweep.training.learner;

/**
 * The cross-entropy of softmax(logits / temperature), the mean over the batch.
 *
 * <p>Bounds and predictions are of the logits themselves, whatever the temperature: a network that
 * may move its logits only little can still be told to rank them well. The literature on
 * 1-Lipschitz networks trains so (Prach and Lampert 2022); the reference code does too where it
 * leaves final_scale out of its bound (METHOD.md 3.4 d).
 */
public record Loss(double temperature) {

  /** The usual one, at temperature 1. */
  public static final Loss PLAIN = new Loss(1);

  public Loss {
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException("need a temperature above 0, got " + temperature);
    }
  }

  /** What the script's cross_entropy_loss is given for these logits. */
  String tempered(String logits) {
    return temperature == 1 ? logits : "torch.div(%s, %s)".formatted(logits, temperature);
  }
}
