package dev.lipsweep.training.constraint;

import dev.lipsweep.training.model.Layer;

/**
 * {@code spectral_weight_decay}: after every step the largest singular value becomes (1 -
 * spectralWeightDecay) times itself and all others stay: W - spectralWeightDecay sigma_1 u v^T
 * (METHOD.md 2; Newhouse et al. 2025). The share is not scaled by the learning rate.
 *
 * <p>It promises no bound: one value shrinks in a step while an update may make all of them grow.
 * The pair is found by power iteration: sound, 1,024 iterations, reference, 16.
 *
 * @param share spectralWeightDecay, in (0, 1]
 */
public record SpectralWeightDecay(double share, Coupling coupling) implements Constraint {

  public SpectralWeightDecay {
    Share.require(share);
  }

  @Override
  public String name() {
    return "spectral_weight_decay";
  }

  /** What is added to the largest value, as a share of it. */
  @Override
  public double[] coefficients(Layer layer, int step, double updateNorm) {
    return LargestVector.coefficients(coupling, layer, step, -share);
  }

  @Override
  public String script() {
    return LargestVector.script(coupling)
        + """
          def project(self: __torch__.M, w: Tensor, c: Tensor) -> Tensor:
            u = self.largest_vector(w, torch.slice(c, 1, 1))
            y = torch.bmm(torch.transpose(u, 1, 2), w)
            return torch.baddbmm_(w, u, torch.mul(y, self.column(c, 0)))
        """;
  }
}
