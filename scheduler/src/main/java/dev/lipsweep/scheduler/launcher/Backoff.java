package dev.lipsweep.scheduler.launcher;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long to rest before the next try: twice as long after every failure, up to a limit. */
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private int failures;
  private Instant next = Instant.MIN;

  Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /** When the rest is over; null if it is. */
  @Nullable Instant restUntil(Instant now) {
    return isOver(now) ? null : next;
  }

  boolean isOver(Instant now) {
    return !now.isBefore(next);
  }

  /**
   * @param lived how long it went well before it failed
   * @return how long to rest
   */
  Duration failed(Instant now, Duration lived) {
    if (lived.compareTo(longest) > 0) {
      failures = 0;
    }
    Duration rest = first;
    for (int i = 0; i < failures && rest.compareTo(longest) < 0; i++) {
      rest = rest.multipliedBy(2);
    }
    if (rest.compareTo(longest) > 0) {
      rest = longest;
    }
    failures++;
    next = now.plus(rest);
    return rest;
  }
}
