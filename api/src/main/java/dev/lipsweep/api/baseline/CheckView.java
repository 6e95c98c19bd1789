package dev.lipsweep.api.baseline;

import dev.lipsweep.domain.baseline.CheckReport;
import dev.lipsweep.domain.baseline.Margins;
import dev.lipsweep.domain.baseline.Verdict;
import dev.lipsweep.persistence.baseline.Check;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A check as REST shows it.
 *
 * @param sweepId what is compared with {@code pinnedSweepId}
 * @param verdict null as long as the sweep has not ended
 * @param reasons of the verdict; empty before it
 * @param report everything the verdict rests on; null before it, and in lists
 */
public record CheckView(
    UUID id,
    String baseline,
    int number,
    Check.Origin origin,
    UUID pinnedSweepId,
    UUID sweepId,
    Margins margins,
    @Nullable Verdict verdict,
    List<String> reasons,
    @Nullable CheckReport report,
    Instant createdAt,
    @Nullable Instant finishedAt) {
  static CheckView of(Check check) {
    return view(check, check.report());
  }

  /** Without its report, which may be long. */
  public static CheckView brief(Check check) {
    return view(check, null);
  }

  private static CheckView view(Check check, @Nullable CheckReport shown) {
    CheckReport report = check.report();
    return new CheckView(
        check.id(),
        check.baseline(),
        check.number(),
        check.origin(),
        check.pinnedSweepId(),
        check.sweepId(),
        check.margins(),
        check.verdict(),
        report == null ? List.of() : report.reasons(),
        shown,
        check.createdAt(),
        check.finishedAt());
  }
}
