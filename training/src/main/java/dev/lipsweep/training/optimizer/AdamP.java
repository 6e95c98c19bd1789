package dev.lipsweep.training.optimizer;

import dev.lipsweep.training.model.Layer;
import java.util.List;

/**
 * AdamP (Heo et al. 2021, arXiv 2006.08217): Adam with bias correction and epsilon 1e-8, whose
 * direction loses its {@linkplain RadialPart radial part}.
 *
 * <p>The paper also lessens weight decay where it projects; decay is a constraint here and stays
 * what the constraint says.
 */
public record AdamP(double beta1, double beta2) implements Optimizer {

  public AdamP {
    Share.require("beta1", beta1);
    Share.require("beta2", beta2);
  }

  @Override
  public String name() {
    return "adamp";
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
    return new double[] {
      learningRate * BiasCorrection.factor(beta1, step),
      Math.sqrt(BiasCorrection.factor(beta2, step)),
      RadialPart.turned(layer)
    };
  }

  @Override
  public String script() {
    return RadialPart.SCRIPT
        + """
          def update_linear(self: __torch__.M, w: Tensor, g: Tensor, first: Tensor, second: Tensor, c: Tensor) -> Tensor:
            torch.lerp_(first, g, {rate1})
            torch.addcmul_(torch.mul_(second, {beta2}), g, g, value={rate2})
            root = torch.add(torch.mul(torch.sqrt(second), self.column(c, 1)), 1e-08)
            d = self.without_radial(w, g, torch.div(first, root), self.column(c, 2))
            return torch.sub_(w, torch.mul(d, self.column(c, 0)))
          def update_embedding(self: __torch__.M, w: Tensor, g: Tensor, first: Tensor, second: Tensor, c: Tensor) -> Tensor:
            return self.update_linear(w, g, first, second, c)
        """
            .replace("{rate1}", "" + (1 - beta1))
            .replace("{beta2}", "" + beta2)
            .replace("{rate2}", "" + (1 - beta2));
  }
}
