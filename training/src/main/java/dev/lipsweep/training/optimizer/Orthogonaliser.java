package dev.lipsweep.training.optimizer;

import dev.lipsweep.training.polynomial.Quintics;

/**
 * Ways to bring all singular values of a matrix near 1 by polynomials x to a x + b x^3 + c x^5,
 * after division by (a little more than) its Frobenius norm (METHOD.md 1.3 and 8).
 */
public enum Orthogonaliser {
  /** Six steps of the reference code: [0.003, 1] goes to [0.9956, 0.9993], nothing above 1. */
  SIX_STEP(1, 1, 1e-12, Quintics.SIX_STEP),
  /** Five steps of the paper's NanoGPT runs: [0.003, 1] goes to [0.978, 1.1451]. */
  NANOGPT(
      1.14503,
      1,
      1e-7,
      new double[][] {
        {4.0848, -6.8946, 2.9270},
        {3.9505, -6.3029, 2.6377},
        {3.7418, -5.5913, 2.3037},
        {2.8769, -3.1427, 1.2046},
        {2.8366, -3.0525, 1.2012},
      }),
  /** Five equal steps (Jordan et al. 2024, "Muon"): [0.003, 1] goes to [0.68, 1.2024]. */
  JORDAN(
      1.20237,
      1,
      1e-7,
      new double[][] {
        {3.4445, -4.7750, 2.0315},
        {3.4445, -4.7750, 2.0315},
        {3.4445, -4.7750, 2.0315},
        {3.4445, -4.7750, 2.0315},
        {3.4445, -4.7750, 2.0315},
      }),
  /** Five steps of "The Polar Express" (arXiv 2505.16932): [0.001, 1] goes to [0.846, 1.1412]. */
  POLAR_EXPRESS(
      1.1412,
      1.02,
      1e-6,
      new double[][] {
        {8.156554524902461, -22.48329292557795, 15.878769915207462},
        {4.042929935166739, -2.808917465908714, 0.5000178451051316},
        {3.8916678022926607, -2.772484153217685, 0.5060648178503393},
        {3.285753657755655, -2.3681294933425376, 0.46449024233003106},
        {2.3465413258596377, -1.7097828382687081, 0.42323551169305323},
      });

  /** Steps in Gram space before a fresh start: after three no value that matters is small. */
  private static final int TOGETHER = 3;

  private final double largest;
  private final double room;
  private final double least;
  private final double[][] steps;

  /**
   * @param room factor on the Frobenius norm
   * @param least what is added to it, so that a zero matrix stays zero
   */
  Orthogonaliser(double largest, double room, double least, double[][] steps) {
    this.largest = largest;
    this.room = room;
    this.least = least;
    this.steps = steps;
  }

  /** The largest singular value that can come out, rounded up. */
  public double largest() {
    return largest;
  }

  /** What becomes of one singular value, given as a share of the Frobenius norm. */
  public double map(double share) {
    return Quintics.map(steps, share / room);
  }

  /**
   * {@code def orthogonalize(self, m: Tensor, size: Tensor) -> Tensor} for a stack [layers, rows,
   * columns] with rows <= columns: {@code size}, [layers, 1, 1], times what it makes of m.
   */
  public String script() {
    String norm = "torch.linalg_vector_norm(m, 2, [1, 2], True)";
    if (room != 1) {
      norm = "torch.mul(%s, %s)".formatted(norm, room);
    }
    return Quintics.script("newton_schulz", steps, TOGETHER)
        + """
          def orthogonalize(self: __torch__.M, m: Tensor, size: Tensor) -> Tensor:
            return self.newton_schulz(m, torch.add({norm}, {least}), size)
        """
            .replace("{norm}", norm)
            .replace("{least}", "" + least);
  }
}
