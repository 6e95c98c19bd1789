package dev.lipsweep.persistence.trial;

import dev.lipsweep.domain.trial.AttemptState;
import dev.lipsweep.domain.trial.FailureCause;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as it stands or ended.
 *
 * @param resumedStep step of the checkpoint that it went on from; null for a start from nothing
 * @param checkpointStep step of the last checkpoint that it stored
 */
public record Attempt(
    UUID id,
    long epoch,
    AttemptState state,
    UUID workerId,
    String workerName,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable FailureCause cause,
    @Nullable String message,
    @Nullable Long resumedStep,
    @Nullable Long checkpointStep) {}
