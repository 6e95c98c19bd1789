package dev.lipsweep.persistence.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something changed; what it is now, the reader asks for.
 *
 * @param trialId the trial of a TRIAL event, otherwise null
 * @param checkId the check of a CHECK event, otherwise null
 */
public record Event(
    long seq, Instant at, Kind kind, UUID sweepId, @Nullable UUID trialId, @Nullable UUID checkId) {
  /** What changed. */
  public enum Kind {
    SWEEP,
    TRIAL,
    /** A result arrived that may have changed the sweep's frontier. */
    FRONTIER,
    /** A check of a baseline has a verdict; the sweep is the one that was checked. */
    CHECK
  }
}
