package dev.lipsweep.domain.baseline;

import org.jspecify.annotations.Nullable;

/**
 * How one measure moved, in its own unit, from the baseline to the check.
 *
 * @param pairs pairs of trials that it rests on
 * @param pinned mean of the baseline
 * @param checked mean of the check
 * @param change {@code checked - pinned}
 * @param low end of the change's 90 % interval, so that each end holds with 95 %; null if the data
 *     say nothing about noise
 * @param noise standard deviation of one pair's difference; null likewise
 * @param pWorse how often chance alone would make it look that much worse, corrected for all the
 *     questions that the check asks; null if that was not worth computing
 */
public record Effect(
    Measure measure,
    int pairs,
    double pinned,
    double checked,
    double change,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double noise,
    @Nullable Double pWorse,
    @Nullable Double pBetter,
    Finding finding) {
  /** True if it is known to have got worse by more than the margin. */
  boolean isWorse() {
    return finding == Finding.WORSE;
  }

  boolean isUndecided() {
    return finding == Finding.UNDECIDED;
  }
}
