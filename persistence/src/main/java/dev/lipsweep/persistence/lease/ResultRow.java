package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.CertificateRecord;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.persistence.Columns;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A result as {@code jsonb_to_recordset} reads it; logarithms as in {@link CertificateRow}. */
record ResultRow(
    UUID attempt,
    long epoch,
    String state,
    double accuracy,
    @Nullable Double loss,
    @Nullable String log10,
    LogBound.Kind kind,
    String rule,
    long steps,
    double seconds,
    String sha256,
    Map<String, Double> measures,
    Map<String, String> provenance,
    List<CertificateRow> certificates) {
  /** The columns but for the first two. */
  static final String COLUMNS =
      """
      state text, accuracy float8, loss float8, log10 float8, kind text, rule text, steps bigint, seconds float8,
            sha256 text, measures jsonb, provenance jsonb, certificates jsonb""";

  static ResultRow of(UUID attempt, long epoch, Outcome.Completed outcome) {
    var result = outcome.result();
    List<CertificateRecord> certificates = result.certificates();
    CertificateRecord first = certificates.stream().findFirst().orElse(null);
    LogBound bound = first == null ? LogBound.UNKNOWN : first.bound();
    return new ResultRow(
        attempt,
        epoch,
        EndAttempt.after(outcome).name(),
        result.accuracy(),
        Columns.finite(result.loss()),
        CertificateRow.text(bound),
        bound.kind(),
        first == null ? "none" : first.rule(),
        result.steps(),
        result.trainSeconds(),
        result.checkpointSha256(),
        result.measures(),
        result.provenance(),
        IntStream.range(0, certificates.size())
            .mapToObj(i -> CertificateRow.of(i, certificates.get(i)))
            .toList());
  }
}
