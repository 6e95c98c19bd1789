package dev.lipsweep.training.optimizer;

import dev.lipsweep.training.model.Layer;
import java.util.List;

/**
 * Scion in its constrained form (Pethick et al. 2025, arXiv 2502.07529): W becomes (1 - eta) W +
 * eta times the point of a norm ball that lies farthest against the averaged gradient, a
 * Frank-Wolfe step. So the norm never leaves the ball: a Lipschitz constraint by itself.
 *
 * <p>The ball: RMS-to-RMS norm at most {@code radius} for every linear layer, the head included;
 * column RMS at most 1 for an embedding. What the orthogonaliser returns is divided by the largest
 * value that it can return, so that the radius holds with each. A rate above 1 counts as 1; target
 * norms play no part.
 */
public record Scion(double beta, double radius, Orthogonaliser orthogonaliser)
    implements Optimizer {

  public Scion(double radius) {
    this(0.9, radius, Orthogonaliser.SIX_STEP);
  }

  public Scion {
    Share.require("beta1", beta);
    if (!(radius > 0) || Double.isInfinite(radius)) {
      throw new IllegalArgumentException("radius: need a finite number above 0, got " + radius);
    }
  }

  @Override
  public String name() {
    return "scion";
  }

  @Override
  public List<String> state() {
    return List.of("momentum");
  }

  @Override
  public double cap() {
    return radius;
  }

  /** The step towards the ball's edge; that it also shrinks W only helps. */
  @Override
  public double updateNorm(Layer layer, double learningRate) {
    return Math.min(1, learningRate) * radius;
  }

  @Override
  public double[] coefficients(Layer layer, double learningRate, int step) {
    double share = Math.min(1, learningRate);
    return switch (layer.kind()) {
      case LINEAR ->
          new double[] {1 - share, share * radius * layer.scale() / orthogonaliser.largest()};
      case EMBEDDING -> new double[] {1 - share, share};
    };
  }

  @Override
  public String script() {
    return Momentum.average(beta).script(0)
        + orthogonaliser.script()
        + ColumnNorm.SCRIPT
        + """
          def update_linear(self: __torch__.M, w: Tensor, g: Tensor, momentum: Tensor, c: Tensor) -> Tensor:
            d = self.orthogonalize(self.direction(g, momentum, c), self.column(c, 1))
            return torch.sub_(torch.mul_(w, self.column(c, 0)), d)
          def update_embedding(self: __torch__.M, w: Tensor, g: Tensor, momentum: Tensor, c: Tensor) -> Tensor:
            d = self.normalize_columns(self.direction(g, momentum, c))
            return torch.sub_(torch.mul_(w, self.column(c, 0)), torch.mul(d, self.column(c, 1)))
        """;
  }
}
