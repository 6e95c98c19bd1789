package dev.lipsweep.worker.server;

import org.jspecify.annotations.Nullable;

/** No answer, or an answer that asks for another try: worth repeating. */
public final class ServerUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  ServerUnavailable(int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** True if the server is there and failed on this very request, which may never succeed. */
  public boolean isServersOwnError() {
    return status == 500;
  }

  /** True if the server has no room for artifacts; everything else it takes as ever. */
  public boolean isStoreFull() {
    return status == 507;
  }
}
