package dev.lipsweep.persistence.idempotency;

import org.jspecify.annotations.Nullable;

/** What is known about an Idempotency-Key. */
public sealed interface Begun {
  /** First time: do the work, then call {@link IdempotencyKeys#finish}. */
  record Fresh() implements Begun {}

  /** Done before: give this answer again. */
  record Answered(int status, String body, @Nullable String location) implements Begun {}

  /** The first request is still at work: 409. */
  record InFlight() implements Begun {}

  /** The key was used for another request: 422. */
  record Reused() implements Begun {}
}
