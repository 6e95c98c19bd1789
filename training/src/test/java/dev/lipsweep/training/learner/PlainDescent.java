package dev.lipsweep.training.learner;

import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.optimizer.Optimizer;
import java.util.List;

/**
 * w minus rate times gradient: shows the gradient, and that an optimizer needs nothing but its own
 * file.
 */
record PlainDescent() implements Optimizer {
  @Override
  public String name() {
    return "plain";
  }

  @Override
  public List<String> state() {
    return List.of();
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
          def update_linear(self: __torch__.M, w: Tensor, g: Tensor, c: Tensor) -> Tensor:
            return torch.sub_(w, torch.mul(g, self.column(c, 0)))
          def update_embedding(self: __torch__.M, w: Tensor, g: Tensor, c: Tensor) -> Tensor:
            return self.update_linear(w, g, c)
        """;
  }
}
