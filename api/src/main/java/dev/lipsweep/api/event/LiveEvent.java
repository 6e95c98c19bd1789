package dev.lipsweep.api.event;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as its readers get it.
 *
 * @param sweepId null if it is not of one sweep
 * @param name sweep, trial, frontier, frontier-changed or check
 * @param data JSON without line breaks
 */
record LiveEvent(long seq, @Nullable UUID sweepId, String name, String data) {
  boolean concerns(@Nullable UUID sweep) {
    return sweep == null || sweep.equals(sweepId);
  }

  byte[] bytes() {
    return "id: %d\nevent: %s\ndata: %s\n\n"
        .formatted(seq, name, data)
        .getBytes(StandardCharsets.UTF_8);
  }
}
