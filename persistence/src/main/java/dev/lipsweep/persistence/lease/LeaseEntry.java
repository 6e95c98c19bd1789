package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.trial.AttemptState;
import dev.lipsweep.domain.trial.FailureCause;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who held a trial under which epoch, from when to when, and why that ended.
 *
 * @param memoryBytes what was promised of the device; 0 if nothing was asked for
 * @param state how it ended; RUNNING if it holds the trial now
 * @param expiredAt when the lease ran out by the database's clock, if that is how it ended; {@code
 *     until} is when the trial was taken away for it
 * @param signal what ended the trainer, if something did
 * @param refused writes that came after the end, of which nothing was kept
 */
public record LeaseEntry(
    UUID attemptId,
    long epoch,
    UUID workerId,
    String workerName,
    String host,
    String device,
    long memoryBytes,
    AttemptState state,
    Instant from,
    @Nullable Instant until,
    @Nullable Instant expiredAt,
    @Nullable FailureCause cause,
    @Nullable String signal,
    @Nullable String message,
    @Nullable Long resumedStep,
    @Nullable Long checkpointStep,
    List<RefusedWrite> refused) {}
