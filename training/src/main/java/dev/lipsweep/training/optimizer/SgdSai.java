package dev.lipsweep.training.optimizer;

import dev.lipsweep.training.model.Layer;
import java.util.List;

/**
 * SGD-SaI (Xu et al. 2024, arXiv 2412.11768, "No More Adam: Learning Rate Scaling at Initialization
 * is All You Need"): gradient descent with averaged gradients, where every layer has a rate of its
 * own, eta times ||g||/std(g) of its first gradient, which stays.
 *
 * <p>The first gradient is the first that is not zero: behind weights that start at zero a layer
 * sees none at first. It may be tiny then, so epsilon is 1e-12. A gradient without spread, as of a
 * 1x1 matrix, counts as one around zero: ||g||/RMS(g), the least that the ratio can be. The ratio
 * is kept in the shape of the layer, in every entry.
 */
public record SgdSai(double beta) implements Optimizer {

  public SgdSai {
    Share.require("beta1", beta);
  }

  @Override
  public String name() {
    return "sgd_sai";
  }

  @Override
  public List<String> state() {
    return List.of("momentum", "ratio");
  }

  @Override
  public double updateNorm(Layer layer, double learningRate) {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double[] coefficients(Layer layer, double learningRate, int step) {
    double size = (double) layer.out() * layer.in();
    return new double[] {learningRate, 1 / Math.sqrt(Math.max(1, size - 1)), Math.sqrt(size)};
  }

  @Override
  public String script() {
    return """
          def update_linear(self: __torch__.M, w: Tensor, g: Tensor, momentum: Tensor, ratio: Tensor, c: Tensor) -> Tensor:
            size = torch.linalg_vector_norm(g, 2, [1, 2], True)
            spread = torch.linalg_vector_norm(torch.sub(g, torch.mean(g, [1, 2], True)), 2, [1, 2], True)
            std = torch.mul(spread, self.column(c, 1))
            now = torch.where(torch.gt(std, 0.), torch.div(size, torch.add(std, 1e-12)), self.column(c, 2))
            now = torch.mul(now, torch.gt(size, 0.))
            torch.copy_(ratio, torch.where(torch.gt(ratio, 0.), ratio, now))
            torch.lerp_(momentum, g, {rate})
            return torch.sub_(w, torch.mul(torch.mul(momentum, ratio), self.column(c, 0)))
          def update_embedding(self: __torch__.M, w: Tensor, g: Tensor, momentum: Tensor, ratio: Tensor, c: Tensor) -> Tensor:
            return self.update_linear(w, g, momentum, ratio, c)
        """
        .replace("{rate}", "" + (1 - beta));
  }
}
