package dev.lipsweep.domain.sweep;

/**
 * When a sweep stops itself.
 *
 * @param maxFailures the largest number of FAILED trials that the sweep survives; one more pauses
 *     it
 * @param maxAttempts how often a trial that failed for a cause worth retrying is tried in all; lost
 *     leases do not count
 */
public record Limits(int maxFailures, int maxAttempts) {
  public static final int DEFAULT_MAX_ATTEMPTS = 3;

  public Limits {
    if (maxFailures < 0 || maxAttempts < 1) {
      throw new IllegalArgumentException(
          "maxFailures %d, maxAttempts %d".formatted(maxFailures, maxAttempts));
    }
  }
}
