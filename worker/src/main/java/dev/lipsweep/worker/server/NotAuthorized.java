package dev.lipsweep.worker.server;

/** The token is unknown, revoked or lacks the scope {@code worker}: no use in going on. */
public final class NotAuthorized extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotAuthorized(String message) {
    super(message);
  }
}
