package dev.lipsweep.worker.attempt;

/** The attempt no longer holds its trial: whatever was being reported is dropped. */
final class LeaseLost extends Exception {
  private static final long serialVersionUID = 1L;

  LeaseLost(String reason) {
    super(reason);
  }
}
