package dev.lipsweep.training.optimizer;

import dev.lipsweep.training.model.Layer;
import java.util.List;

/**
 * AdamW as the reference code of "Training Transformers with Enforced Lipschitz Constants" has it
 * (METHOD.md 1.1): no bias correction, epsilon 1e-12; its weight decay is the constraint {@code
 * weight_decay}.
 */
public record AdamW(double beta1, double beta2) implements Optimizer {

  public AdamW() {
    this(0.9, 0.95);
  }

  @Override
  public String name() {
    return "adamw";
  }

  @Override
  public List<String> state() {
    return List.of("first", "second");
  }

  @Override
  public double updateNorm(Layer layer, double learningRate) {
    return Double.POSITIVE_INFINITY;
  }
}
