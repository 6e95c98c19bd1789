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

  @Override
  public double[] coefficients(Layer layer, double learningRate) {
    return new double[] {learningRate};
  }

  @Override
  public String script() {
    return """
          def update_linear(self: __torch__.M, w: Tensor, g: Tensor, first: Tensor, second: Tensor, c: Tensor) -> Tensor:
            torch.lerp_(first, g, {rate1})
            torch.addcmul_(torch.mul_(second, {beta2}), g, g, value={rate2})
            d = torch.div(first, torch.add_(torch.sqrt(second), 1e-12))
            return torch.sub_(w, torch.mul_(d, self.column(c, 0)))
          def update_embedding(self: __torch__.M, w: Tensor, g: Tensor, first: Tensor, second: Tensor, c: Tensor) -> Tensor:
            return self.update_linear(w, g, first, second, c)
        """
        .replace("{rate1}", "" + (1 - beta1))
        .replace("{beta2}", "" + beta2)
        .replace("{rate2}", "" + (1 - beta2));
  }
}
