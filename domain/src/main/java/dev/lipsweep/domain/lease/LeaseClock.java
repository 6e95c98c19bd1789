package dev.lipsweep.domain.lease;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A worker's own view of its lease, by a monotonic clock. Only the database decides expiry; this
 * clock runs from when the last acknowledged renewal was <em>sent</em>, so it ends no later than
 * the database's, and a worker that obeys it has stopped its trainer before the trial can have
 * passed to another.
 */
public final class LeaseClock {
  private final Duration ttl;
  private final LongSupplier nanoTime;
  private volatile long lastSentNanos;

  /**
   * @param sentNanos the clock's reading when the request that granted the lease was sent
   */
  public LeaseClock(Duration ttl, LongSupplier nanoTime, long sentNanos) {
    if (ttl.isNegative() || ttl.isZero()) {
      throw new IllegalArgumentException("a lease lasts longer than " + ttl);
    }
    this.ttl = ttl;
    this.nanoTime = nanoTime;
    this.lastSentNanos = sentNanos;
  }

  /** How often to renew: four times in a lease's life, so that three may be lost. */
  public Duration renewalInterval() {
    return ttl.dividedBy(4);
  }

  /** A renewal that was sent at this reading of the clock has been acknowledged. */
  public void acknowledged(long sentNanos) {
    lastSentNanos = Math.max(lastSentNanos, sentNanos);
  }

  /**
   * What is left before this worker must have stopped its trainer: an eighth of the lease is kept
   * for the killing.
   */
  public Duration remaining() {
    Duration age = Duration.ofNanos(nanoTime.getAsLong() - lastSentNanos);
    return ttl.minus(ttl.dividedBy(8)).minus(age);
  }

  public boolean mustStop() {
    Duration left = remaining();
    return left.isNegative() || left.isZero();
  }
}
