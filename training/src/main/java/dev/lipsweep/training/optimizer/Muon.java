package dev.lipsweep.training.optimizer;

import dev.lipsweep.training.model.Layer;
import java.util.List;

/**
 * Muon: the direction is the orthogonalised average of the gradients, so that every update of a
 * linear layer has RMS-to-RMS norm at most eta tau times the largest value of its orthogonaliser
 * (METHOD.md 1.1 and 1.3; Jordan et al. 2024, "Muon"; by default in the variant of Newhouse et al.
 * 2025: average without Nesterov, six Newton-Schulz steps, the update scaled by sqrt(out/in)).
 *
 * <p>The orthogonaliser does not return U V^T but U S V^T with S near 1 for singular values of at
 * least 0.003 of the Frobenius norm, and less below. An embedding's columns are brought to RMS 1.
 */
public record Muon(Momentum momentum, Orthogonaliser orthogonaliser) implements Optimizer {

  public Muon() {
    this(0.9);
  }

  public Muon(double beta) {
    this(Momentum.average(beta), Orthogonaliser.SIX_STEP);
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
    return learningRate * layer.targetNorm() * orthogonaliser.largest();
  }

  @Override
  public double[] coefficients(Layer layer, double learningRate, int step) {
    double size = learningRate * layer.targetNorm();
    return switch (layer.kind()) {
      case LINEAR -> new double[] {size * layer.scale(), 1 - momentum.beta(step)};
      case EMBEDDING -> new double[] {size, 1 - momentum.beta(step)};
    };
  }

  @Override
  public String script() {
    return momentum.script(1)
        + orthogonaliser.script()
        + ColumnNorm.SCRIPT
        + """
          def update_linear(self: __torch__.M, w: Tensor, g: Tensor, momentum: Tensor, c: Tensor) -> Tensor:
            return torch.sub_(w, self.orthogonalize(self.direction(g, momentum, c), self.column(c, 0)))
          def update_embedding(self: __torch__.M, w: Tensor, g: Tensor, momentum: Tensor, c: Tensor) -> Tensor:
            d = self.normalize_columns(self.direction(g, momentum, c))
            return torch.sub_(w, torch.mul(d, self.column(c, 0)))
        """;
  }
}
