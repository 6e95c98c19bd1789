package dev.lipsweep.persistence.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something changed; what it is now, the reader asks for.
 *
 * @param sweepId null for a NAMED_FRONTIER event, which may be of many sweeps
 * @param trialId the trial of a TRIAL event, otherwise null
 * @param checkId the check of a CHECK event, otherwise null
 * @param frontierId the frontier of a NAMED_FRONTIER event, otherwise null
 */
public record Event(
    long seq,
    Instant at,
    Kind kind,
    @Nullable UUID sweepId,
    @Nullable UUID trialId,
    @Nullable UUID checkId,
    @Nullable UUID frontierId) {
  /** What changed. */
  public enum Kind {
    SWEEP,
    TRIAL,
    /** A result arrived that may have changed the sweep's frontier. */
    FRONTIER,
    /** A check of a baseline has a verdict; the sweep is the one that was checked. */
    CHECK,
    /** The points of a frontier with a name are others than before. */
    NAMED_FRONTIER
  }
}
