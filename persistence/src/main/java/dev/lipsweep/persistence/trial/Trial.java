package dev.lipsweep.persistence.trial;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.domain.wire.Renewal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A trial as it stands.
 *
 * @param number 1 to the sweep's number of trials, in the order of the definition
 * @param parameters String, Long or Double by name
 * @param attempts how often a worker has claimed it; equals {@code epoch}
 * @param memoryBytes what it asks for since it ran out of memory once; null as long as the sweep's
 *     own request holds
 * @param bound the trial's bound by {@code rule}; null without a result
 * @param reason why it ended as it did, for people
 * @param origin the trial that the result was taken from; null if it was trained here
 * @param onFrontier true if it is on its sweep's ungrouped frontier by the default rule
 */
public record Trial(
    UUID id,
    UUID sweepId,
    int number,
    TrialState state,
    String configurationHash,
    Map<String, Object> parameters,
    long seed,
    long epoch,
    int attempts,
    @Nullable Long memoryBytes,
    @Nullable Double accuracy,
    @Nullable Double loss,
    @Nullable LogBound bound,
    @Nullable String rule,
    Renewal.@Nullable Progress progress,
    @Nullable String reason,
    @Nullable Origin origin,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    boolean onFrontier) {
  /** A trial of another sweep. */
  public record Origin(UUID trialId, UUID sweepId, String sweep, int number) {}
}
