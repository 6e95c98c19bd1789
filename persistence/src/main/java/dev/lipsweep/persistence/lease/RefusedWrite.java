package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.trial.TrialState;
import java.time.Instant;

/**
 * Writes of one kind that an attempt tried when it no longer held its trial.
 *
 * @param refusals how often
 * @param shownEpoch the epoch that the last one showed
 * @param currentEpoch the trial's epoch at that moment; the same as {@code shownEpoch} if nobody
 *     had the trial after this attempt
 * @param trialState the trial's state at that moment
 */
public record RefusedWrite(
    WriteKind kind,
    int refusals,
    long shownEpoch,
    long currentEpoch,
    TrialState trialState,
    Instant firstAt,
    Instant lastAt) {}
