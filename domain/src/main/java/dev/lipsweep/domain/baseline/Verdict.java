package dev.lipsweep.domain.baseline;

/** The answer of a check. */
public enum Verdict {
  /** No worse than the baseline, within the margins; the same bits are always this. */
  PASS,
  /** Shown to be better by more than the margin, and nothing worse. */
  IMPROVED,
  /** Something is shown to be worse by more than the margin, or fails that did not. */
  REGRESSED,
  /** The data cannot tell; the reasons say what is missing. */
  INCONCLUSIVE
}
