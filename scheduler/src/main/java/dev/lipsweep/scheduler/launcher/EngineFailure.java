package dev.lipsweep.scheduler.launcher;

/** An engine did not do, or not clearly say, what it was asked for; the message says which. */
public final class EngineFailure extends Exception {
  private static final long serialVersionUID = 1L;

  public EngineFailure(String message) {
    super(message);
  }

  public EngineFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
