package dev.lipsweep.training.optimizer;

/**
 * The averaged gradient that is orthogonalised: m to beta m + (1 - beta) g (METHOD.md 1.1), and
 * with Nesterov one step further, beta m + (1 - beta) g once more (METHOD.md 1.4).
 *
 * @param warmup number of steps in which beta rises from {@value #START} in a straight line; 0 for
 *     none
 */
public record Momentum(double beta, boolean nesterov, int warmup) {

  /** Where the NanoGPT runs began. */
  public static final double START = 0.85;

  public Momentum {
    Share.require("beta1", beta);
    if (warmup < 0) {
      throw new IllegalArgumentException("momentumWarmup: need at least 0, got " + warmup);
    }
  }

  /** A plain average. */
  public static Momentum average(double beta) {
    return new Momentum(beta, false, 0);
  }

  /** beta at a step, counted from 0. */
  double beta(int step) {
    if (step >= warmup) {
      return beta;
    }
    double start = Math.min(START, beta);
    return start + (beta - start) * step / warmup;
  }

  /**
   * {@code def direction(self, g: Tensor, momentum: Tensor, c: Tensor) -> Tensor}, which changes
   * the momentum.
   *
   * @param index which coefficient is 1 - beta; not read where beta is always the same
   */
  String script(int index) {
    String rate = warmup == 0 ? "" + (1 - beta) : "self.column(c, %d)".formatted(index);
    return """
          def direction(self: __torch__.M, g: Tensor, momentum: Tensor, c: Tensor) -> Tensor:
            torch.lerp_(momentum, g, {rate})
            return {direction}
        """
        .replace("{direction}", nesterov ? "torch.lerp(momentum, g, {rate})" : "momentum")
        .replace("{rate}", rate);
  }
}
