package dev.lipsweep.domain.baseline;

import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.trial.TrialState;
import org.jspecify.annotations.Nullable;

/**
 * A trial as a check sees it; what it measured is NaN unless it is COMPLETED.
 *
 * @param accuracy share of right answers, 0 to 1
 * @param log10Bound as {@code LogBound.log10}: infinite bounds are infinite, unknown ones NaN
 * @param cause why it failed, if it did
 * @param reason why it ended as it did, for people
 */
public record CheckedTrial(
    long seed,
    TrialState state,
    double accuracy,
    double loss,
    double log10Bound,
    @Nullable FailureCause cause,
    @Nullable String reason) {

  public static CheckedTrial completed(long seed, double accuracy, double loss, double log10Bound) {
    return new CheckedTrial(seed, TrialState.COMPLETED, accuracy, loss, log10Bound, null, null);
  }

  /** A trial without a result. */
  public static CheckedTrial ended(
      long seed, TrialState state, @Nullable FailureCause cause, @Nullable String reason) {
    return new CheckedTrial(seed, state, Double.NaN, Double.NaN, Double.NaN, cause, reason);
  }

  boolean isCompleted() {
    return state == TrialState.COMPLETED;
  }

  /** True if it broke by itself: not for want of data, and not because somebody cancelled it. */
  boolean isBroken() {
    return state == TrialState.INFEASIBLE
        || (state == TrialState.FAILED && cause != FailureCause.DATA_MISSING);
  }

  /** True if both measured the same, to the last bit. */
  boolean measuredTheSame(CheckedTrial other) {
    return same(accuracy, other.accuracy)
        && same(loss, other.loss)
        && same(log10Bound, other.log10Bound);
  }

  private static boolean same(double a, double b) {
    return Double.compare(a, b) == 0;
  }
}
