package dev.lipsweep.persistence.baseline;

import dev.lipsweep.domain.baseline.CheckReport;
import dev.lipsweep.domain.baseline.Margins;
import dev.lipsweep.domain.baseline.Verdict;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A check of a baseline.
 *
 * @param number 1 for a baseline's first
 * @param pinnedSweepId what the baseline was when the check began
 * @param sweepId what is compared with it
 * @param verdict null as long as the sweep has not ended
 * @param report null as long as there is no verdict
 */
public record Check(
    UUID id,
    UUID baselineId,
    String baseline,
    int number,
    UUID pinnedSweepId,
    UUID sweepId,
    Origin origin,
    Margins margins,
    @Nullable Verdict verdict,
    @Nullable CheckReport report,
    Instant createdAt,
    @Nullable Instant finishedAt) {
  /** What a check compares, and who asked. */
  public enum Origin {
    /** A new sweep of the pinned definition, as somebody asked. */
    RERUN,
    /** The same, by the baseline's schedule. */
    SCHEDULE,
    /** A sweep that was there. */
    SWEEP
  }
}
