package dev.lipsweep.training.optimizer;

import dev.lipsweep.training.model.Layer;
import java.util.List;

/**
 * Muon: the direction is the orthogonalised average of the gradients, so that every update of a
 * linear layer has RMS-to-RMS norm at most eta tau (METHOD.md 1.1 and 1.3; Jordan et al. 2024,
 * "Muon"; in the variant of Newhouse et al. 2025: average without Nesterov, six Newton-Schulz
 * steps, the update scaled by sqrt(out/in)).
 *
 * <p>The orthogonaliser does not return U V^T but U S V^T with S in [0.9956, 0.9993] for singular
 * values of at least 0.003 of the Frobenius norm, and less below; never above 1. An embedding's
 * columns are brought to RMS 1, but none grows by more than 16.
 */
public record Muon(double beta) implements Optimizer {

  static final double MAX_INFLATION = 16;

  public Muon() {
    this(0.9);
  }

  public Muon {
    if (!(0 <= beta && beta < 1)) {
      throw new IllegalArgumentException("beta: need 0 <= beta < 1, got " + beta);
    }
  }

  @Override
  public String name() {
    return "muon";
  }

  @Override
  public List<String> state() {
    return List.of("momentum");
  }

  @Override
  public double updateNorm(Layer layer, double learningRate) {
    return learningRate * layer.targetNorm() * NewtonSchulz.LARGEST;
  }

  @Override
  public double[] coefficients(Layer layer, double learningRate) {
    double step = learningRate * layer.targetNorm();
    return switch (layer.kind()) {
      case LINEAR -> new double[] {step * layer.scale()};
      case EMBEDDING -> new double[] {step};
    };
  }

  @Override
  public String script() {
    return NewtonSchulz.script()
        + """
          def update_linear(self: __torch__.M, w: Tensor, g: Tensor, momentum: Tensor, c: Tensor) -> Tensor:
            torch.lerp_(momentum, g, {rate})
            return torch.sub_(w, torch.mul(self.orthogonalize(momentum), self.column(c, 0)))
          def update_embedding(self: __torch__.M, w: Tensor, g: Tensor, momentum: Tensor, c: Tensor) -> Tensor:
            torch.lerp_(momentum, g, {rate})
            rms = torch.div(torch.linalg_vector_norm(momentum, 2, [1], True), {root})
            d = torch.div(momentum, torch.clamp_min(rms, {least}))
            return torch.sub_(w, torch.mul(d, self.column(c, 0)))
        """
            .replace("{rate}", "" + (1 - beta))
            .replace("{root}", "torch.sqrt(torch.size(w, 1))")
            .replace("{least}", "" + 1 / MAX_INFLATION);
  }
}
