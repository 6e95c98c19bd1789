package dev.lipsweep.worker.attempt;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The times of an attempt, and the clock they are measured by.
 *
 * @param nanoTime monotonic
 * @param renewAtMost a lease is renewed every quarter of its life, but no less often than this: a
 *     directive and the progress that people look at ride along
 * @param metricsEvery how long a point may wait for others before it is sent
 * @param firstPause after a failed call
 * @param longestPause after many
 * @param stopNow how long a trainer has to stop when the lease is gone, at most a sixteenth of it
 * @param cancelWithin patience after CANCEL before the trainer is killed
 * @param releaseWithin patience after RELEASE, which writes a checkpoint
 * @param silence a trainer that says nothing for so long is taken to hang
 */
public record AttemptTiming(
    LongSupplier nanoTime,
    Duration renewAtMost,
    Duration metricsEvery,
    Duration firstPause,
    Duration longestPause,
    Duration stopNow,
    Duration cancelWithin,
    Duration releaseWithin,
    Duration silence) {

  public static final AttemptTiming USUAL =
      new AttemptTiming(
          System::nanoTime,
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofMinutes(15));

  long now() {
    return nanoTime.getAsLong();
  }
}
