package dev.lipsweep.persistence.worker;

import java.util.UUID;

/** No such worker is registered, or it has left: it has to register again. */
public final class UnknownWorker extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownWorker(UUID worker) {
    super("worker %s is not registered, or has left; register again".formatted(worker));
  }
}
