package dev.lipsweep.training.constraint;

import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.polynomial.Quintics;

/**
 * {@code stiefel}: after every step W becomes sigmaMax sqrt(out/in) times the orthogonal factor of
 * its polar decomposition, so that all singular values are sigmaMax (METHOD.md 2; in Newhouse et
 * al. 2025 "orthogonal", manifold St(n) times sigmaMax).
 *
 * <p>The factor comes from Newton-Schulz steps on W over its Frobenius norm. Reference: six of
 * them, values in [0.9956, 0.9993] of sigmaMax where they were at least 0.003 of the Frobenius
 * norm. Sound: one more before, for values down to 0.00085 of it, and after them the increasing
 * quintic (15 x - 10 x^3 + 3 x^5)/8, which leaves less than 1e-6 below sigmaMax. Either way smaller
 * values grow but stay below, none passes sigmaMax, and a value of zero stays zero: a layer that
 * starts at zero is orthogonal only after its first gradient.
 */
public record Stiefel(double sigmaMax, Coupling coupling) implements Constraint {

  static final double[][] REFERENCE = Quintics.SIX_STEP;

  static final double[][] SOUND = {
    // the first step once more, which goes up to 1.0892
    {REFERENCE[0][0] / 1.09, REFERENCE[0][1] / 1.09, REFERENCE[0][2] / 1.09},
    REFERENCE[0],
    REFERENCE[1],
    REFERENCE[2],
    REFERENCE[3],
    REFERENCE[4],
    REFERENCE[5],
    {15.0 / 8, -10.0 / 8, 3.0 / 8},
  };

  public Stiefel {
    SigmaMax.require(sigmaMax);
  }

  @Override
  public String name() {
    return "stiefel";
  }

  @Override
  public double cap() {
    return sigmaMax;
  }

  /** What all singular values become. */
  @Override
  public double[] coefficients(Layer layer, int step, double updateNorm) {
    return new double[] {sigmaMax * layer.scale()};
  }

  @Override
  public String script() {
    double[][] steps =
        switch (coupling) {
          case SOUND -> SOUND;
          case REFERENCE -> REFERENCE;
        };
    return Quintics.script("quintics", steps, 3)
        + """
          def project(self: __torch__.M, w: Tensor, c: Tensor) -> Tensor:
            unit = torch.add(torch.linalg_vector_norm(w, 2, [1, 2], True), 1e-12)
            return torch.copy_(w, self.quintics(w, unit, self.column(c, 0)))
        """;
  }
}
