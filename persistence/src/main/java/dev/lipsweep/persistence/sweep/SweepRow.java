package dev.lipsweep.persistence.sweep;

import dev.lipsweep.domain.sweep.SweepState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sweep's columns. A projection and not an entity, so that no session answers with an old one.
 */
record SweepRow(
    UUID id,
    String name,
    String recipe,
    int recipeVersion,
    SweepState state,
    String definition,
    int priority,
    double weight,
    int maxFailures,
    int maxAttempts,
    @Nullable Integer maxConcurrent,
    @Nullable Instant deadline,
    @Nullable Long computeSeconds,
    int totalTrials,
    @Nullable String message,
    Instant createdAt,
    @Nullable Instant finishedAt) {}
