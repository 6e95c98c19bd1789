package dev.lipsweep.training.optimizer;

import dev.lipsweep.training.model.Layer;
import java.util.List;

/**
 * Gradient descent with the heavy ball of Polyak (1964): m becomes beta m + g, and W loses eta m.
 * The sum is no average: rates are 1 - beta times those of one.
 */
public record Sgd(double beta) implements Optimizer {

  public Sgd {
    Share.require("beta1", beta);
  }

  @Override
  public String name() {
    return "sgd";
  }

  @Override
  public List<String> state() {
    return List.of("momentum");
  }

  @Override
  public double updateNorm(Layer layer, double learningRate) {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double[] coefficients(Layer layer, double learningRate, int step) {
    return new double[] {learningRate};
  }

  @Override
  public String script() {
    return """
          def update_linear(self: __torch__.M, w: Tensor, g: Tensor, momentum: Tensor, c: Tensor) -> Tensor:
            torch.add_(torch.mul_(momentum, {beta}), g)
            return torch.sub_(w, torch.mul(momentum, self.column(c, 0)))
          def update_embedding(self: __torch__.M, w: Tensor, g: Tensor, momentum: Tensor, c: Tensor) -> Tensor:
            return self.update_linear(w, g, momentum, c)
        """
        .replace("{beta}", "" + beta);
  }
}
