package dev.lipsweep.scheduler.sweep;

import java.util.UUID;

/** No sweep has this id. */
public final class UnknownSweep extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownSweep(UUID id) {
    super("no sweep has the id " + id);
  }
}
