package dev.lipsweep.persistence.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a webhook is told.
 *
 * @param attempts how often it was tried
 * @param dueAt when it is tried next, if it is PENDING
 * @param lastStatus HTTP status of the last answer; null if there was none
 * @param lastError what was wrong with the last try
 */
public record Delivery(
    UUID id,
    State state,
    int attempts,
    Instant dueAt,
    @Nullable Integer lastStatus,
    @Nullable String lastError,
    Instant createdAt,
    @Nullable Instant finishedAt) {
  /** How far it has got. */
  public enum State {
    PENDING,
    DELIVERED,
    GIVEN_UP
  }
}
