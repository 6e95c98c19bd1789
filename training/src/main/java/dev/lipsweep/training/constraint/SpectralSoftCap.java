package dev.lipsweep.training.constraint;

import dev.lipsweep.training.model.Layer;

/**
 * {@code spectral_soft_cap}: after every update each singular value x (of W/sqrt(out/in)) becomes
 * p2(p1(x)) with p1 = x - a x^3 and p2 = x + a x^3, that is x - 3 a^2 x^5 + 3 a^3 x^7 - a^4 x^9,
 * with the strength a chosen so that what one update can add is taken back (METHOD.md 2.1; Newhouse
 * et al. 2025).
 *
 * <p>If every value was at most sigmaMax before an update of norm at most u, then it is at most k =
 * sigmaMax + u after it, and the cap of strength a with f(k) = sigmaMax brings it back, provided
 * that f is increasing on [0, k]. That holds while k/sigmaMax <= 81/62; beyond, caps of strength
 * 1/(3 k^2), the strongest increasing ones, which bring k to 62/81 k, are applied first until it
 * does (METHOD.md 9.2).
 *
 * <p>Reference: the strength follows from the bound of the update divided by sqrt(out/in), and
 * there is never more than one cap. Layers with more outputs than inputs pass sigmaMax, and all do
 * at large learning rates.
 */
public record SpectralSoftCap(double sigmaMax, Coupling coupling) implements Constraint {

  /** The largest k/sigmaMax that one increasing cap can take back: 1/g(1/3). */
  static final double LIMIT = 81.0 / 62;

  public SpectralSoftCap(double sigmaMax) {
    this(sigmaMax, Coupling.SOUND);
  }

  public SpectralSoftCap {
    SigmaMax.require(sigmaMax);
  }

  @Override
  public String name() {
    return "spectral_soft_cap";
  }

  @Override
  public double cap() {
    return sigmaMax;
  }

  @Override
  public boolean toleratesUnboundedUpdates() {
    return false;
  }

  /**
   * Three per cap: the factors of G^2, G^3 and G^4 in what is added to the identity, where G = W
   * W^T.
   */
  @Override
  public double[] coefficients(Layer layer, int step, double updateNorm) {
    double[] strengths =
        switch (coupling) {
          case SOUND -> SoftCapStrength.sound(sigmaMax, updateNorm);
          case REFERENCE -> SoftCapStrength.reference(sigmaMax, updateNorm / layer.scale());
        };
    var coefficients = new double[3 * strengths.length];
    for (int i = 0; i < strengths.length; i++) {
      double a = strengths[i] / (layer.scale() * layer.scale()); // for W instead of W/scale
      coefficients[3 * i] = -3 * a * a;
      coefficients[3 * i + 1] = 3 * a * a * a;
      coefficients[3 * i + 2] = -a * a * a * a;
    }
    return coefficients;
  }

  @Override
  public String script() {
    return """
          def project(self: __torch__.M, w: Tensor, c: Tensor) -> Tensor:
            eye = torch.type_as(torch.eye(torch.size(w, 1)), w)
            for i in range(torch.floordiv(torch.size(c, 1), 3)):
              j = torch.mul(i, 3)
              g = torch.bmm(w, torch.transpose(w, 1, 2))
              g2 = torch.bmm(g, g)
              p = torch.mul(eye, self.column(c, j))
              p = torch.addcmul(p, g, self.column(c, torch.add(j, 1)))
              p = torch.addcmul(p, g2, self.column(c, torch.add(j, 2)))
              torch.add_(w, torch.bmm(torch.bmm(g2, p), w))
            return w
        """;
  }
}
