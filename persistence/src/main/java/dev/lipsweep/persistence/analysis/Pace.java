package dev.lipsweep.persistence.analysis;

import dev.lipsweep.domain.sweep.TimeLeft;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast a sweep goes, and how long it will go on.
 *
 * @param from when its first trial was started; null if none was
 * @param bucketSeconds the length of a bucket
 * @param buckets where trials ended, by time; those in which none did are left out
 * @param running trials that run now
 * @param stepsPerSecond what they do together
 * @param left null if nothing runs or is left, or no trial has ended yet
 */
public record Pace(
    @Nullable Instant from,
    long bucketSeconds,
    List<Bucket> buckets,
    int running,
    double stepsPerSecond,
    @Nullable TimeLeft left) {
  /** Trials that ended in {@code bucketSeconds} from {@code at} on, by how they ended. */
  public record Bucket(Instant at, int completed, int stoppedEarly, int infeasible, int failed) {}
}
