package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.CertificateRecord;
import dev.lipsweep.persistence.Columns;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A certificate as {@code jsonb_to_recordset} reads it: names of columns, and logarithms as text,
 * since JSON has no infinity.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record CertificateRow(
    int position,
    String rule,
    int ruleVersion,
    boolean sound,
    LogBound.Kind boundKind,
    @Nullable String log10Bound,
    String domain,
    String normMethod,
    double slack,
    String checkpointSha256,
    List<CertificateRecord.LayerNorm> layers,
    LogBound.Kind activationKind,
    @Nullable String activationLog10Bound,
    List<CertificateRecord.Contribution> contributions) {
  static CertificateRow of(int position, CertificateRecord certificate) {
    return new CertificateRow(
        position,
        certificate.rule(),
        certificate.ruleVersion(),
        certificate.sound(),
        certificate.bound().kind(),
        text(certificate.bound()),
        certificate.domain(),
        certificate.normMethod(),
        certificate.slack(),
        certificate.checkpointSha256(),
        certificate.layers(),
        certificate.activationBound().kind(),
        text(certificate.activationBound()),
        certificate.contributions());
  }

  static @Nullable String text(LogBound bound) {
    Double log10 = Columns.log10(bound);
    return log10 == null ? null : log10.toString();
  }
}
