package dev.lipsweep.domain.wire;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/workers/{id}/claims?waitSeconds=50}: asks for up to {@code slots} trials. A
 * worker that lost an answer asks again and gets its still-valid leases first: those that it does
 * not name in {@code held}.
 *
 * @param held attempts that the worker is running
 * @param idle how many slots are free on each device, such as {@code {"cuda:0": 2}}; null when all
 *     of them are on the worker's first device
 */
public record ClaimRequest(int slots, List<UUID> held, @Nullable Map<String, Integer> idle) {
  /** Asks for trials on the first device. */
  public ClaimRequest(int slots, List<UUID> held) {
    this(slots, held, null);
  }
}
