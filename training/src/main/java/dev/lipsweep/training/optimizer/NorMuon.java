package dev.lipsweep.training.optimizer;

import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Stack;
import java.util.List;

/**
 * NorMuon (Li et al. 2025, arXiv 2510.05491): Muon whose rows, one per output, are divided by the
 * root of the average of their mean squares, and the whole scaled back to the Frobenius norm that
 * it had.
 *
 * <p>One row can take over the whole update, so that its spectral norm is not bounded as Muon's is.
 * It is at most the Frobenius norm, which is kept: sqrt(min(out, in)) times the largest value of
 * the orthogonaliser. The averages are kept in the shape of the layer, a row's in every entry of
 * the row.
 */
public record NorMuon(Momentum momentum, double beta2, Orthogonaliser orthogonaliser)
    implements Optimizer {

  public NorMuon() {
    this(Momentum.average(0.9), 0.95, Orthogonaliser.SIX_STEP);
  }

  public NorMuon {
    Share.require("beta2", beta2);
  }

  @Override
  public String name() {
    return "normuon";
  }

  @Override
  public List<String> state() {
    return List.of("momentum", "second");
  }

  @Override
  public double updateNorm(Layer layer, double learningRate) {
    return learningRate
        * layer.targetNorm()
        * orthogonaliser.largest()
        * Math.sqrt(Math.min(layer.out(), layer.in()));
  }

  @Override
  public double[] coefficients(Layer layer, double learningRate, int step) {
    double size = learningRate * layer.targetNorm();
    double rate = 1 - momentum.beta(step);
    return switch (layer.kind()) {
      case LINEAR -> new double[] {size * layer.scale(), rate, Stack.isTransposed(layer) ? 1 : 0};
      case EMBEDDING -> new double[] {size, rate, 0};
    };
  }

  @Override
  public String script() {
    return momentum.script(1)
        + orthogonaliser.script()
        + ColumnNorm.SCRIPT
        + """
          def update_linear(self: __torch__.M, w: Tensor, g: Tensor, momentum: Tensor, second: Tensor, c: Tensor) -> Tensor:
            o = self.orthogonalize(self.direction(g, momentum, c), torch.ones_like(self.column(c, 0)))
            s = torch.mul(o, o)
            turned = torch.gt(self.column(c, 2), 0.5)
            means = torch.where(turned, torch.mean(s, [1], True), torch.mean(s, [2], True))
            torch.lerp_(second, means, {rate2})
            d = torch.div(o, torch.add(torch.sqrt(second), 1e-08))
            before = torch.linalg_vector_norm(o, 2, [1, 2], True)
            after = torch.clamp_min(torch.linalg_vector_norm(d, 2, [1, 2], True), 1e-08)
            return torch.sub_(w, torch.mul(d, torch.mul(torch.div(before, after), self.column(c, 0))))
          def update_embedding(self: __torch__.M, w: Tensor, g: Tensor, momentum: Tensor, second: Tensor, c: Tensor) -> Tensor:
            d = self.normalize_columns(self.direction(g, momentum, c))
            return torch.sub_(w, torch.mul(d, self.column(c, 0)))
        """
            .replace("{rate2}", "" + (1 - beta2));
  }
}
