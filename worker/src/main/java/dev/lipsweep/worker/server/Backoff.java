package dev.lipsweep.worker.server;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Growing pauses between tries, each drawn from the upper half of its range so that many workers do
 * not come back in step after a restart of the server. For one thread.
 */
public final class Backoff {
  private final Duration first;
  private final Duration most;
  private Duration range;

  public Backoff(Duration first, Duration most) {
    this.first = first;
    this.most = most;
    this.range = first;
  }

  /** How long to pause now; the next pause will be about twice as long. */
  public Duration next() {
    long nanos = range.toNanos();
    Duration pause = Duration.ofNanos(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos / 2));
    Duration doubled = range.multipliedBy(2);
    range = doubled.compareTo(most) > 0 ? most : doubled;
    return pause;
  }

  public void pause() throws InterruptedException {
    Thread.sleep(next());
  }

  public void reset() {
    range = first;
  }
}
