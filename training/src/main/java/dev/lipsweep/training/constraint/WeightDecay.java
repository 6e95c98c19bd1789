package dev.lipsweep.training.constraint;

import dev.lipsweep.training.model.Layer;

/**
 * {@code weight_decay}: before the update W becomes W (1 - weightDecay eta tau), embeddings
 * included (METHOD.md 1.1: coupled, and proportional to the layer's target norm tau with every
 * optimizer).
 *
 * <p>With Muon a linear layer's norm stays under max(initial norm, 1/weightDecay), the fixed point
 * of x = (1 - weightDecay u) x + u; with AdamW it bounds nothing.
 *
 * <p>Sound: the factor is never below 0; forgetting the weights is as far as decay can go.
 * Reference: it may be, and the weights change their sign.
 */
public record WeightDecay(double weightDecay, Coupling coupling) implements Constraint {

  public WeightDecay(double weightDecay) {
    this(weightDecay, Coupling.SOUND);
  }

  public WeightDecay {
    if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
      throw new IllegalArgumentException(
          "weightDecay: need a finite number of at least 0, got " + weightDecay);
    }
  }

  @Override
  public String name() {
    return "weight_decay";
  }

  @Override
  public boolean shrinks() {
    return true;
  }

  @Override
  public double shrink(Layer layer, double learningRate) {
    double factor = 1 - weightDecay * learningRate * layer.targetNorm();
    return switch (coupling) {
      case SOUND -> Math.max(0, factor);
      case REFERENCE -> factor;
    };
  }
}
