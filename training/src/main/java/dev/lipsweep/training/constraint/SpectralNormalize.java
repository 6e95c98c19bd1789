package dev.lipsweep.training.constraint;

import dev.lipsweep.training.model.Layer;

/**
 * {@code spectral_normalize}: W becomes W / max(1, norm/sigmaMax) after every step (METHOD.md 2 and
 * 2.3; Miyato et al. 2018, "Spectral Normalization for Generative Adversarial Networks").
 *
 * <p>The norm is estimated by power iteration, which approaches it from below. Sound: 1,024
 * iterations and a margin of 5e-4 on top, so that the norm stays within 0.1 % of the cap.
 * Reference: 16 iterations and no margin; a crowded spectrum passes the cap by some percent. A
 * certificate measures the norm anew.
 */
public record SpectralNormalize(double sigmaMax, Coupling coupling) implements Constraint {

  private static final double MARGIN = 5e-4;

  public SpectralNormalize(double sigmaMax) {
    this(sigmaMax, Coupling.SOUND);
  }

  public SpectralNormalize {
    SigmaMax.require(sigmaMax);
  }

  @Override
  public String name() {
    return "spectral_normalize";
  }

  @Override
  public double cap() {
    return sigmaMax;
  }

  /** The largest singular value allowed, with the margin taken off. */
  @Override
  public double[] coefficients(Layer layer, int step, double updateNorm) {
    double margin =
        switch (coupling) {
          case SOUND -> MARGIN;
          case REFERENCE -> 0;
        };
    return LargestVector.coefficients(
        coupling, layer, step, sigmaMax * layer.scale() / (1 + margin));
  }

  @Override
  public String script() {
    return LargestVector.script(coupling)
        + """
          def project(self: __torch__.M, w: Tensor, c: Tensor) -> Tensor:
            u = self.largest_vector(w, torch.slice(c, 1, 1))
            s = torch.linalg_vector_norm(torch.bmm(torch.transpose(u, 1, 2), w), 2, [2], True)
            f = torch.clamp_max(torch.div(self.column(c, 0), torch.add(s, 1e-30)), 1.)
            return torch.mul_(w, f)
        """;
  }
}
