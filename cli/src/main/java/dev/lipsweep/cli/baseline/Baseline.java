package dev.lipsweep.cli.baseline;

import dev.lipsweep.cli.client.Server;
import dev.lipsweep.domain.baseline.Margins;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A baseline as the API has it. */
record Baseline(
    String name,
    String sweepId,
    String sweep,
    Margins margins,
    @Nullable String schedule,
    @Nullable Instant nextCheckAt,
    @Nullable Instant pinnedAt,
    @Nullable String lastVerdict,
    @Nullable Instant lastCheckedAt) {
  static String path(String name) {
    return "/api/v1/baselines/" + Server.encoded(name);
  }
}
