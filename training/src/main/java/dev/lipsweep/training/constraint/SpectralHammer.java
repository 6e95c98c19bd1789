package dev.lipsweep.training.constraint;

import dev.lipsweep.training.model.Layer;

/**
 * {@code spectral_hammer}: after every step the largest singular value is set to sigmaMax, also
 * when it is below, and all others stay: W + (sigmaMax - sigma_1) u v^T (METHOD.md 2; Newhouse et
 * al. 2025).
 *
 * <p>It promises no bound: two values that grow in the same step leave the second one above
 * sigmaMax, and with an optimizer such as Muon, which moves all of them, they do. Weights start
 * under the cap; a matrix of zeros stays zero. The pair is found by power iteration: sound, 1,024
 * iterations, reference, 16.
 */
public record SpectralHammer(double sigmaMax, Coupling coupling) implements Constraint {

  public SpectralHammer {
    SigmaMax.require(sigmaMax);
  }

  @Override
  public String name() {
    return "spectral_hammer";
  }

  /** Of the first weights; later it is only struck at, not held. */
  @Override
  public double cap() {
    return sigmaMax;
  }

  /** The value that the largest one is set to. */
  @Override
  public double[] coefficients(Layer layer, int step, double updateNorm) {
    return LargestVector.coefficients(coupling, layer, step, sigmaMax * layer.scale());
  }

  @Override
  public String script() {
    return LargestVector.script(coupling)
        + """
          def project(self: __torch__.M, w: Tensor, c: Tensor) -> Tensor:
            u = self.largest_vector(w, torch.slice(c, 1, 1))
            y = torch.bmm(torch.transpose(u, 1, 2), w)
            s = torch.linalg_vector_norm(y, 2, [2], True)
            f = torch.div(torch.sub(self.column(c, 0), s), torch.add(s, 1e-30))
            return torch.baddbmm_(w, u, torch.mul(y, f))
        """;
  }
}
