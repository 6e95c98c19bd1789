package dev.lipsweep.api.baseline;

import dev.lipsweep.domain.baseline.Margins;
import dev.lipsweep.domain.baseline.Verdict;
import dev.lipsweep.persistence.baseline.Baseline;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A baseline as REST shows it.
 *
 * @param sweepId what is pinned
 * @param schedule when it is checked by itself: a cron expression of six fields, in UTC
 * @param lastVerdict of the newest check that has one
 */
record BaselineView(
    UUID id,
    String name,
    UUID sweepId,
    String sweep,
    Margins margins,
    @Nullable String schedule,
    @Nullable Instant nextCheckAt,
    Instant createdAt,
    Instant pinnedAt,
    @Nullable Verdict lastVerdict,
    @Nullable Instant lastCheckedAt) {
  static BaselineView of(Baseline baseline) {
    return new BaselineView(
        baseline.id(),
        baseline.name(),
        baseline.sweepId(),
        baseline.sweepName(),
        baseline.margins(),
        baseline.schedule(),
        baseline.nextCheckAt(),
        baseline.createdAt(),
        baseline.pinnedAt(),
        baseline.lastVerdict(),
        baseline.lastCheckedAt());
  }
}
