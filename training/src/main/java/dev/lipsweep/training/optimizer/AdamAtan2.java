package dev.lipsweep.training.optimizer;

import dev.lipsweep.training.model.Layer;
import java.util.List;

/**
 * Adam-atan2 (Everett et al. 2024, "Scaling Exponents Across Parameterizations and Optimizers",
 * with the constants of METHOD.md 8): the direction is 1.27 atan2(m^, sqrt(v^)), which needs no
 * epsilon and does not depend on the scale of the gradient.
 *
 * <p>No entry moves by more than eta 1.27 pi/2. The spectral norm of such a matrix is at most that
 * times sqrt(out in), reached when all entries are equal: a bound, but a loose one.
 */
public record AdamAtan2(double beta1, double beta2) implements Optimizer {

  private static final double FACTOR = 1.27;

  public AdamAtan2 {
    Share.require("beta1", beta1);
    Share.require("beta2", beta2);
  }

  @Override
  public String name() {
    return "adam_atan2";
  }

  @Override
  public List<String> state() {
    return List.of("first", "second");
  }

  @Override
  public double updateNorm(Layer layer, double learningRate) {
    return learningRate * FACTOR * (Math.PI / 2) * layer.in(); // sqrt(out in)/sqrt(out/in)
  }

  @Override
  public double[] coefficients(Layer layer, double learningRate, int step) {
    return new double[] {
      learningRate * FACTOR,
      BiasCorrection.factor(beta1, step),
      Math.sqrt(BiasCorrection.factor(beta2, step))
    };
  }

  @Override
  public String script() {
    return """
          def update_linear(self: __torch__.M, w: Tensor, g: Tensor, first: Tensor, second: Tensor, c: Tensor) -> Tensor:
            torch.lerp_(first, g, {rate1})
            torch.addcmul_(torch.mul_(second, {beta2}), g, g, value={rate2})
            root = torch.mul(torch.sqrt(second), self.column(c, 2))
            d = torch.atan2(torch.mul(first, self.column(c, 1)), root)
            return torch.sub_(w, torch.mul(d, self.column(c, 0)))
          def update_embedding(self: __torch__.M, w: Tensor, g: Tensor, first: Tensor, second: Tensor, c: Tensor) -> Tensor:
            return self.update_linear(w, g, first, second, c)
        """
        .replace("{rate1}", "" + (1 - beta1))
        .replace("{beta2}", "" + beta2)
        .replace("{rate2}", "" + (1 - beta2));
  }
}
