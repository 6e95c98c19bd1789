package dev.lipsweep.domain.sweep;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a sweep stops itself, and how much of it runs at once.
 *
 * @param maxFailures the largest number of FAILED trials that the sweep survives; one more pauses
 *     it
 * @param maxAttempts how often a trial that failed for a cause worth retrying is tried in all; lost
 *     leases do not count
 * @param maxConcurrent the most trials that run at once; null for no limit
 * @param deadline the moment that pauses the sweep; null for none
 * @param compute time of all its attempts together, in slots, that pauses the sweep; null for no
 *     limit
 */
public record Limits(
    int maxFailures,
    int maxAttempts,
    @Nullable Integer maxConcurrent,
    @Nullable Deadline deadline,
    @Nullable Duration compute) {
  public static final int DEFAULT_MAX_ATTEMPTS = 3;

  public Limits {
    if (maxFailures < 0 || maxAttempts < 1 || (maxConcurrent != null && maxConcurrent < 1)) {
      throw new IllegalArgumentException(
          "maxFailures %d, maxAttempts %d, maxConcurrent %s"
              .formatted(maxFailures, maxAttempts, maxConcurrent));
    }
  }
}
