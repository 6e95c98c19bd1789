package dev.lipsweep.training.data;

/** What of the validation split is scored. */
public enum ValidationMode {
  /** Everything, once. */
  FULL,
  /** What the reference code scores, some of it twice and most of it never (METHOD.md 4). */
  PAPER_EVAL;

  /** Batches that the reference code scores. */
  static final int PAPER_BATCHES = 20;
}
