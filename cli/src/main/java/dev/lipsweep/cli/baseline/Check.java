package dev.lipsweep.cli.baseline;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.domain.baseline.CheckReport;
import dev.lipsweep.domain.baseline.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A check as the API has it; without a verdict its sweep has not ended. */
record Check(
    String baseline,
    int number,
    String origin,
    String sweepId,
    @Nullable Verdict verdict,
    List<String> reasons,
    @Nullable CheckReport report,
    @Nullable Instant createdAt,
    @Nullable Instant finishedAt) {
  static String path(String baseline, String number) {
    return Baseline.path(baseline) + "/checks/" + Server.encoded(number);
  }

  /** The exit code that is the verdict. */
  static int exitCode(Verdict verdict) {
    return switch (verdict) {
      case PASS, IMPROVED -> ExitCode.OK;
      case REGRESSED -> ExitCode.REGRESSED;
      case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
    };
  }
}
