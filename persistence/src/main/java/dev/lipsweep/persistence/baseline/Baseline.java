package dev.lipsweep.persistence.baseline;

import dev.lipsweep.domain.baseline.Margins;
import dev.lipsweep.domain.baseline.Verdict;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pinned sweep.
 *
 * @param sweepName of the pinned sweep
 * @param schedule when it is checked by itself, as Spring's cron expression in UTC; null if it is
 *     not
 * @param nextCheckAt null without a schedule
 * @param pinnedAt when the sweep was pinned, the first or a later one
 * @param lastVerdict of the newest check that has one; null if none has
 * @param lastCheckedAt when that was
 */
public record Baseline(
    UUID id,
    String name,
    UUID sweepId,
    String sweepName,
    Margins margins,
    @Nullable String schedule,
    @Nullable Instant nextCheckAt,
    Instant createdAt,
    Instant pinnedAt,
    @Nullable Verdict lastVerdict,
    @Nullable Instant lastCheckedAt) {}
