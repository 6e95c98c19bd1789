package dev.lipsweep.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot go on. The message says what is in the way and what to do; no stack trace. */
public class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  public Failure(int exitCode, String message) {
    this(exitCode, message, null);
  }

  public Failure(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }

  public String message() {
    return String.valueOf(getMessage());
  }
}
