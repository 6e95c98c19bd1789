package dev.lipsweep.api.frontier;

import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** How a frontier is answered, by name of the query parameter. */
record FrontierForm(
    @Parameter(
            description =
                "json, csv, jsonl, parquet, svg or png; left out, the header Accept decides")
        @Nullable String format,
    @Parameter(description = "every result besides in JSON, in its place in tables")
        @Nullable Boolean all,
    @Parameter(
            description =
                "JSON says what all points have in common once, as common, and not at each; without hashes and finite bounds besides log10Bound")
        @Nullable Boolean compact) {
  boolean wantsAll() {
    return Boolean.TRUE.equals(all);
  }

  boolean isCompact() {
    return Boolean.TRUE.equals(compact);
  }
}
