package dev.lipsweep.training.optimizer;

import dev.lipsweep.training.model.Layer;
import java.util.List;

/**
 * SGDP (Heo et al. 2021, arXiv 2006.08217): gradient descent with a heavy ball, as {@link Sgd},
 * whose direction loses its {@linkplain RadialPart radial part}. Decay is as in {@link AdamP}.
 */
public record SgdP(double beta) implements Optimizer {

  public SgdP {
    Share.require("beta1", beta);
  }

  @Override
  public String name() {
    return "sgdp";
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
    return new double[] {learningRate, RadialPart.turned(layer)};
  }

  @Override
  public String script() {
    return RadialPart.SCRIPT
        + """
          def update_linear(self: __torch__.M, w: Tensor, g: Tensor, momentum: Tensor, c: Tensor) -> Tensor:
            torch.add_(torch.mul_(momentum, {beta}), g)
            d = self.without_radial(w, g, momentum, self.column(c, 1))
            return torch.sub_(w, torch.mul(d, self.column(c, 0)))
          def update_embedding(self: __torch__.M, w: Tensor, g: Tensor, momentum: Tensor, c: Tensor) -> Tensor:
            return self.update_linear(w, g, momentum, c)
        """
            .replace("{beta}", "" + beta);
  }
}
