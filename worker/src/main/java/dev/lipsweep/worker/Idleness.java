package dev.lipsweep.worker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * For how long the worker has had nothing to do, and whether that is long enough to leave: a worker
 * on somebody's cluster must not keep a GPU that it does not use.
 */
final class Idleness {
  private final @Nullable Duration limit;
  private final BooleanSupplier busy;
  private final LongSupplier nanoTime;
  private long since;
  private boolean wasBusy;

  /**
   * @param limit null for a worker that stays for good
   */
  Idleness(@Nullable Duration limit, BooleanSupplier busy, LongSupplier nanoTime) {
    this.limit = limit;
    this.busy = busy;
    this.nanoTime = nanoTime;
    begin();
  }

  /** Idle from now on: before this it was not yet able to work. */
  void begin() {
    since = nanoTime.getAsLong();
  }

  /** Also notices that work has ended since it was last asked: the time counts from then. */
  boolean isLongEnough() {
    boolean isBusy = busy.getAsBoolean();
    if (isBusy || wasBusy) {
      begin();
    }
    wasBusy = isBusy;
    return limit != null && !isBusy && remaining() <= 0;
  }

  /** Seconds to wait for work: at most that many, and no longer than until it is time to leave. */
  int waitSeconds(int atMost) {
    if (limit == null) {
      return atMost;
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(remaining()) + 1;
    return (int) Math.clamp(seconds, 1, atMost);
  }

  private long remaining() {
    return limit == null ? Long.MAX_VALUE : limit.toNanos() - (nanoTime.getAsLong() - since);
  }
}
