package dev.lipsweep.api.sweep;

import dev.lipsweep.domain.sweep.Deadline;
import dev.lipsweep.domain.sweep.Limits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sweep's limits as they stand; null where there is none.
 *
 * @param computeSeconds time that all attempts together may take
 */
record LimitsView(
    int maxFailures,
    int maxAttempts,
    @Nullable Integer maxConcurrent,
    @Nullable Instant deadline,
    @Nullable Long computeSeconds) {
  static LimitsView of(Limits limits) {
    return new LimitsView(
        limits.maxFailures(),
        limits.maxAttempts(),
        limits.maxConcurrent(),
        limits.deadline() instanceof Deadline.At at ? at.moment() : null,
        limits.compute() == null ? null : limits.compute().toSeconds());
  }
}
