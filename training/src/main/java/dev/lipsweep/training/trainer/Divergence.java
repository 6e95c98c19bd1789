package dev.lipsweep.training.trainer;

import org.jspecify.annotations.Nullable;

/**
 * When a training loss is beyond hope: not finite, or, after the first tenth of the steps, above 10
 * ln(classes) max(1, scale).
 *
 * <p>Guessing costs ln(classes). A network whose logits have RMS r can cost no more than about
 * ln(classes) + 2 r sqrt(classes), so healthy runs with a large factor on the logits overshoot in
 * proportion to it; ten times the guess beyond that is far outside of what recovers, and far below
 * where float32 ends. In the beginning a network of large caps is as wrong as it is sure, and
 * recovers: with three layers of norm 6 the logits can be 216 times as large as the input.
 *
 * @param scale logitScale over the temperature of the loss
 * @param steps of the whole trial
 */
record Divergence(int classes, double scale, long steps) {
  private static final double TIMES = 10;
  private static final long BEGINNING = 10;

  double limit() {
    return TIMES * Math.log(classes) * Math.max(1, scale);
  }

  /** Why a loss ends the trial; null if it does not. */
  @Nullable String reason(long step, double loss) {
    if (!Double.isFinite(loss)) {
      return "diverged at step %d: loss %s".formatted(step, loss);
    }
    return loss > limit() && step > steps / BEGINNING
        ? "diverged at step %d: loss %.4g is above %.4g, ten times that of guessing"
            .formatted(step, loss, limit())
        : null;
  }
}
