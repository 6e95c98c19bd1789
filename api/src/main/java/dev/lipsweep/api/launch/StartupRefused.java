package dev.lipsweep.api.launch;

/**
 * The server cannot start. The message is one line for a person: what is in the way, and what to
 * do. Exit codes are those of sysexits.h.
 */
public final class StartupRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public static final int WRONG_OPTION = 2;
  public static final int DATABASE_UNAVAILABLE = 69;
  public static final int HOME_UNUSABLE = 73;
  public static final int DISK_FULL = 74;
  public static final int ALREADY_IN_USE = 75;

  private final int exitCode;

  public StartupRefused(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
