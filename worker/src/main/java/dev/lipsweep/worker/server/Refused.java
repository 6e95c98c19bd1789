package dev.lipsweep.worker.server;

/** The server understood the request and says no; repeating it would not help. */
public final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  public Refused(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
