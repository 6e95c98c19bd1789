package dev.lipsweep.training.model;

/**
 * Where a transformer departs from the paper's. The first two keep its certificates; {@link
 * #certifiable()} says which of the others do.
 *
 * @param capPreset what counts as one module where a norm is measured and capped
 * @param activationCap A_max of the radial clamp x min(1, A_max/RMS(x)) of every token after every
 *     sub-block (BOUNDS.md 5); infinite: no clamp
 * @param norm what every branch and the head read instead of the residual stream itself
 * @param queryKeyNorm whether each head's queries and keys are brought to RMS 1
 * @param logitSoftCap c in c tanh(logits/c), after the logit scale; infinite: none. The 30
 *     sigmoid(x/7.5) of the NanoGPT speedrun is c = 15 but for a constant, which softmax ignores
 */
public record Variant(
    CapPreset capPreset,
    double activationCap,
    NormLayer norm,
    boolean queryKeyNorm,
    double logitSoftCap,
    Residual residual,
    Rotation rotation) {

  /** The unit of the norms of K and V. */
  public enum CapPreset {
    /** Whole matrices. */
    PAPER,
    /**
     * Every head of K and V is a module of its own, for optimizer and constraint alike: its slice
     * (d_h x d) has sigma_1 at most sigmaMax/sqrt(heads), and then the closed formula of METHOD.md
     * 3.3 is proved (BOUNDS.md 3).
     */
    CERTIFIED
  }

  /** None has weights of its own, so that every parameter of a network is in a matrix. */
  public enum NormLayer {
    NONE,
    /** Mean 0 and variance 1 over the channels, epsilon 1e-5. */
    LAYERNORM,
    /** RMS 1 over the channels, epsilon 1e-6. */
    RMSNORM,
    /** tanh of every channel. */
    TANH
  }

  /** How a branch is added to the residual stream. */
  public enum Residual {
    /** (1-al) x + al branch, attention divided by 3 and gelu by 1.1289. */
    CONVEX,
    /** x + branch, nothing divided. */
    STANDARD
  }

  /** The rotary frequencies of the pairs of a head, of which there are half = d_h/2. */
  public enum Rotation {
    /** base^(-i/half). */
    FULL,
    /**
     * base^(-i/(half/2 - 1)) for the first half of the pairs; the others do not turn (NanoGPT
     * speedrun).
     */
    HALF_TRUNCATED
  }

  /** The transformer of the paper. */
  public static final Variant PAPER =
      new Variant(
          CapPreset.PAPER,
          Double.POSITIVE_INFINITY,
          NormLayer.NONE,
          false,
          Double.POSITIVE_INFINITY,
          Residual.CONVEX,
          Rotation.FULL);

  public Variant {
    if (!(activationCap > 0)) {
      throw new IllegalArgumentException(
          "activationCap: need a number above 0, got " + activationCap);
    }
    if (!(logitSoftCap > 0)) {
      throw new IllegalArgumentException(
          "logitSoftCap: need a number above 0, got " + logitSoftCap);
    }
  }

  public Variant with(CapPreset preset) {
    return new Variant(preset, activationCap, norm, queryKeyNorm, logitSoftCap, residual, rotation);
  }

  /** With the radial clamp at {@code cap}. */
  public Variant clampedAt(double cap) {
    return new Variant(capPreset, cap, norm, queryKeyNorm, logitSoftCap, residual, rotation);
  }

  /**
   * Whether the theorem of BOUNDS.md speaks of such a network. It does with either cap preset, with
   * the radial clamp (a projection on a ball, hence 1-Lipschitz) and with either rotation. It does
   * not with norm layers, which multiply small inputs by as much as they like (tanh would keep
   * bounds, but the rules have no term for it), with normalised queries and keys for the same
   * reason, with a cap on the logits, or with standard residuals, which sum instead of averaging.
   */
  public boolean certifiable() {
    return norm == NormLayer.NONE
        && !queryKeyNorm
        && Double.isInfinite(logitSoftCap)
        && residual == Residual.CONVEX;
  }

  boolean clamps() {
    return Double.isFinite(activationCap);
  }
}
