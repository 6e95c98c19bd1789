package dev.lipsweep.worker;

/** Exit statuses of {@code lipsweep worker}, those of sysexits.h where it has one. */
final class ExitStatus {
  static final int OK = 0;
  static final int USAGE = 2;

  /** EX_SOFTWARE: no trainer comes up, or the server refuses the registration. */
  static final int CANNOT_START = 70;

  /** EX_TEMPFAIL: a worker of this name runs already. */
  static final int ALREADY_RUNNING = 75;

  /** EX_NOPERM: the server does not accept the token. */
  static final int NOT_AUTHORIZED = 77;

  private ExitStatus() {}
}
