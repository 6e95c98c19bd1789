package dev.lipsweep.persistence.trial;

import static java.util.Objects.requireNonNull;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.trial.AttemptState;
import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.domain.wire.CertificateRecord;
import dev.lipsweep.domain.wire.Renewal;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Rows as records. */
final class TrialRows {
  private TrialRows() {}

  static Trial trial(ResultSet row, Set<UUID> front) throws SQLException {
    UUID id = Columns.uuid(row, "id");
    long epoch = row.getLong("epoch");
    return new Trial(
        id,
        Columns.uuid(row, "sweep_id"),
        row.getInt("number"),
        TrialState.valueOf(row.getString("state")),
        row.getString("hash"),
        Jsonb.parameters(row.getString("recipe"), row.getString("parameters")),
        row.getLong("seed"),
        epoch,
        Math.toIntExact(epoch),
        Columns.whole(row, "memory_bytes"),
        Columns.real(row, "accuracy"),
        Columns.real(row, "loss"),
        Columns.bound(row, "bound_kind", "log10_bound"),
        row.getString("bound_rule"),
        progress(row),
        row.getString("reason"),
        origin(row),
        Columns.instant(row, "created_at"),
        Columns.instantOrNull(row, "started_at"),
        Columns.instantOrNull(row, "finished_at"),
        front.contains(id));
  }

  private static Trial.@Nullable Origin origin(ResultSet row) throws SQLException {
    UUID trial = row.getObject("origin_trial_id", UUID.class);
    return trial == null
        ? null
        : new Trial.Origin(
            trial,
            Columns.uuid(row, "origin_sweep_id"),
            row.getString("origin_sweep"),
            row.getInt("origin_number"));
  }

  static Attempt attempt(ResultSet row) throws SQLException {
    String cause = row.getString("cause");
    return new Attempt(
        Columns.uuid(row, "id"),
        row.getLong("epoch"),
        AttemptState.valueOf(row.getString("state")),
        Columns.uuid(row, "worker_id"),
        row.getString("worker_name"),
        Columns.instant(row, "started_at"),
        Columns.instantOrNull(row, "finished_at"),
        cause == null ? null : FailureCause.valueOf(cause),
        row.getString("message"),
        Columns.whole(row, "resumed_step"),
        Columns.whole(row, "checkpoint_step"));
  }

  static StoredCertificate certificate(ResultSet row) throws SQLException {
    var certificate =
        new CertificateRecord(
            row.getString("rule"),
            row.getInt("rule_version"),
            row.getBoolean("sound"),
            bound(row, "bound_kind", "log10_bound"),
            row.getString("domain"),
            row.getString("norm_method"),
            row.getDouble("slack"),
            row.getString("checkpoint_sha256"),
            Jsonb.read(
                row.getString("layers"), new TypeReference<List<CertificateRecord.LayerNorm>>() {}),
            bound(row, "activation_kind", "activation_log10_bound"),
            Jsonb.read(
                row.getString("contributions"),
                new TypeReference<List<CertificateRecord.Contribution>>() {}));
    String verdict = row.getString("verdict");
    return new StoredCertificate(
        certificate,
        Columns.instant(row, "created_at"),
        verdict == null
            ? null
            : new StoredCertificate.Audit(verdict, Columns.instant(row, "audited_at")));
  }

  private static LogBound bound(ResultSet row, String kind, String log10) throws SQLException {
    return requireNonNull(Columns.bound(row, kind, log10));
  }

  private static Renewal.@Nullable Progress progress(ResultSet row) throws SQLException {
    Long step = Columns.whole(row, "progress_step");
    Long steps = Columns.whole(row, "progress_steps");
    if (step == null || steps == null) {
      return null;
    }
    return new Renewal.Progress(
        step, steps, Columns.real(row, "progress_loss"), row.getDouble("steps_per_second"));
  }
}
