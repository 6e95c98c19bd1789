package dev.lipsweep.persistence.artifact;

import java.io.IOException;

/** The artifact store has no room; nothing was stored. */
public final class StoreFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreFull(String where, long free, IOException cause) {
    super(
        "no room for artifacts in %s (%d MiB free); free some space, the worker tries again"
            .formatted(where, free >> 20),
        cause);
  }
}
