package dev.lipsweep.scheduler.baseline;

/** A sweep that cannot be pinned, or not be compared with a baseline. The message says why. */
public final class UnfitSweep extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnfitSweep(String message) {
    super(message);
  }
}
