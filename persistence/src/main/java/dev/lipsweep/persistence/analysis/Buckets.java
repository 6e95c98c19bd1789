package dev.lipsweep.persistence.analysis;

import java.time.Duration;
import java.util.stream.LongStream;

/** Cuts a stretch of time into round pieces. */
final class Buckets {
  private static final long[] ROUND_SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400
  };

  private Buckets() {}

  /** The shortest round time that cuts {@code length} into at most {@code most} pieces. */
  static long seconds(Duration length, int most) {
    long least = Math.ceilDiv(Math.max(1, length.toSeconds()), most);
    return LongStream.of(ROUND_SECONDS)
        .filter(round -> round >= least)
        .findFirst()
        .orElse(86_400 * Math.ceilDiv(least, 86_400));
  }
}
