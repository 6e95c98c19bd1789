package dev.lipsweep.cli;

/** What a script can tell from the end of a command. */
public final class ExitCode {
  public static final int OK = 0;

  /** The sweep failed, was cancelled, or has FAILED trials; an audit says FAIL. */
  public static final int SWEEP_NOT_WELL = 1;

  /** A check says REGRESSED. */
  public static final int REGRESSED = 1;

  /** A check says INCONCLUSIVE; the verdict on the standard output tells it from USAGE. */
  public static final int INCONCLUSIVE = 2;

  /** A wrong command line, or an input that the server refused. */
  public static final int USAGE = 2;

  /** The server cannot be reached or started. */
  public static final int UNREACHABLE = 3;

  public static final int NOT_FOUND = 4;

  /** The token is missing, wrong, or lacks a scope. */
  public static final int UNAUTHORIZED = 5;

  /** The state does not allow it, or the idempotency key belongs to another request. */
  public static final int CONFLICT = 6;

  /** An audit could not tell: the checkpoint is gone, or a rule is not known. */
  public static final int UNVERIFIABLE = 7;

  /** A mistake of ours or of the server's (EX_SOFTWARE of sysexits.h). */
  public static final int INTERNAL = 70;

  private ExitCode() {}
}
