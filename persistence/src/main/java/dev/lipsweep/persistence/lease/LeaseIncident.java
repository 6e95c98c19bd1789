package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.trial.TrialState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lease that ran out, or a write that came after its attempt had lost its trial.
 *
 * @param expiredAt when the lease ran out; null for a write
 * @param refused what was refused, of which nothing was kept; null for a lease
 * @param refusals how often it was tried
 * @param currentEpoch whose turn it was by then; the same epoch if the trial had ended; null for a
 *     lease
 * @param trialState the trial's at that time; null for a lease
 */
public record LeaseIncident(
    Instant at,
    UUID sweepId,
    String sweep,
    UUID trialId,
    int trialNumber,
    long epoch,
    UUID workerId,
    String worker,
    String host,
    @Nullable Instant expiredAt,
    @Nullable WriteKind refused,
    int refusals,
    @Nullable Long currentEpoch,
    @Nullable TrialState trialState) {}
