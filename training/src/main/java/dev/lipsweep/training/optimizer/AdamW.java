package dev.lipsweep.training.optimizer;

import dev.lipsweep.training.model.Layer;
import java.util.List;

/**
 * AdamW (Loshchilov and Hutter 2019); its weight decay is the constraint {@code weight_decay}. By
 * default as the reference code of "Training Transformers with Enforced Lipschitz Constants" has it
 * (METHOD.md 1.1).
 */
public record AdamW(double beta1, double beta2, Variant variant) implements Optimizer {

  public enum Variant {
    /** m/(sqrt(v) + 1e-12), no bias correction. */
    REFERENCE,
    /** m^/(sqrt(v^) + 1e-8), both averages with bias correction. */
    STANDARD
  }

  public AdamW() {
    this(0.9, 0.95);
  }

  public AdamW(double beta1, double beta2) {
    this(beta1, beta2, Variant.REFERENCE);
  }

  public AdamW {
    Share.require("beta1", beta1);
    Share.require("beta2", beta2);
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
  public double[] coefficients(Layer layer, double learningRate, int step) {
    return switch (variant) {
      case REFERENCE -> new double[] {learningRate};
      case STANDARD ->
          new double[] {
            learningRate * BiasCorrection.factor(beta1, step),
            Math.sqrt(BiasCorrection.factor(beta2, step))
          };
    };
  }

  @Override
  public String script() {
    return """
          def update_linear(self: __torch__.M, w: Tensor, g: Tensor, first: Tensor, second: Tensor, c: Tensor) -> Tensor:
            torch.lerp_(first, g, {rate1})
            torch.addcmul_(torch.mul_(second, {beta2}), g, g, value={rate2})
            d = torch.div(first, {root})
            return torch.sub_(w, torch.mul_(d, self.column(c, 0)))
          def update_embedding(self: __torch__.M, w: Tensor, g: Tensor, first: Tensor, second: Tensor, c: Tensor) -> Tensor:
            return self.update_linear(w, g, first, second, c)
        """
        .replace(
            "{root}",
            switch (variant) {
              case REFERENCE -> "torch.add_(torch.sqrt(second), 1e-12)";
              case STANDARD ->
                  "torch.add_(torch.mul_(torch.sqrt(second), self.column(c, 1)), 1e-08)";
            })
        .replace("{rate1}", "" + (1 - beta1))
        .replace("{beta2}", "" + beta2)
        .replace("{rate2}", "" + (1 - beta2));
  }
}
