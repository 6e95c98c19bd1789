package dev.lipsweep.domain.trial;

/** Why an attempt failed; the cause decides about a retry. */
public enum FailureCause {
  /** The trainer process died without a word: a native crash or a kill. */
  TRAINER_CRASHED(true),
  OUT_OF_MEMORY(true),
  /** The worker cannot get the recipe's data. */
  DATA_MISSING(false),
  /** An exception in the trainer. */
  TRAINER_ERROR(false);

  private final boolean retried;

  FailureCause(boolean retried) {
    this.retried = retried;
  }

  /** True if the trial is tried again, within its sweep's number of retries. */
  public boolean isRetried() {
    return retried;
  }
}
