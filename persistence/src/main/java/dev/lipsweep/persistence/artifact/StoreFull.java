package dev.lipsweep.persistence.artifact;

import org.jspecify.annotations.Nullable;

/** The artifact store has no room; nothing was stored. */
public final class StoreFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param room what is known about the room, such as {@code 3 MiB free}
   */
  public StoreFull(String place, String room, @Nullable Throwable cause) {
    super(
        "no room for artifacts in %s (%s); free some space, workers try again"
            .formatted(place, room),
        cause);
  }
}
