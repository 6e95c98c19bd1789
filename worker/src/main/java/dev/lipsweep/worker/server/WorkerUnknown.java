package dev.lipsweep.worker.server;

/** The server does not know this worker (any more): register again. */
public final class WorkerUnknown extends Exception {
  private static final long serialVersionUID = 1L;

  WorkerUnknown(String message) {
    super(message);
  }
}
