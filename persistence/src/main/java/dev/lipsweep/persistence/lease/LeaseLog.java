package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.trial.AttemptState;
import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.persistence.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The story of a trial's leases: who held it when, and who still wrote when he no longer did. */
@Component
@Transactional
public class LeaseLog {
  /** An attempt that there never was leaves no row, so strangers cannot fill the table. */
  private static final String REFUSED =
      """
      insert into fenced_write (attempt_id, kind, shown_epoch, current_epoch, trial_state)
      select a.id, :kind, :epoch, t.epoch, t.state
      from attempt a join trial t on t.id = a.trial_id where a.id = :attempt
      on conflict (attempt_id, kind) do update
      set refusals = fenced_write.refusals + 1, shown_epoch = excluded.shown_epoch, current_epoch = excluded.current_epoch,
          trial_state = excluded.trial_state, last_at = excluded.last_at
      """;

  private static final String LEASES =
      """
      select a.*, w.name as worker_name, w.host
      from attempt a join worker w on w.id = a.worker_id
      where a.trial_id = :trial order by a.epoch
      """;

  private static final String WRITES =
      """
      select f.* from fenced_write f join attempt a on a.id = f.attempt_id
      where a.trial_id = :trial order by f.first_at
      """;

  private final JdbcClient jdbc;

  LeaseLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes a write that was refused because the attempt does not hold its trial with that epoch. */
  public void refused(UUID attempt, WriteKind kind, long epoch) {
    jdbc.sql(REFUSED)
        .param("attempt", attempt)
        .param("kind", kind.name())
        .param("epoch", epoch)
        .update();
  }

  /** The leases of a trial, by rising epoch. */
  @Transactional(readOnly = true)
  public List<LeaseEntry> of(UUID trial) {
    Map<UUID, List<RefusedWrite>> writes = new HashMap<>();
    jdbc.sql(WRITES)
        .param("trial", trial)
        .query(
            row -> {
              writes
                  .computeIfAbsent(Columns.uuid(row, "attempt_id"), id -> new ArrayList<>())
                  .add(refusedWrite(row));
            });
    return jdbc.sql(LEASES).param("trial", trial).query((row, n) -> entry(row, writes)).list();
  }

  /** Deletes notes of refused writes; who held which epoch is kept as long as the trial. */
  public int deleteOlderThan(Duration age) {
    return jdbc.sql("delete from fenced_write where last_at < now() - :age * interval '1 s'")
        .param("age", age.toSeconds())
        .update();
  }

  private static LeaseEntry entry(ResultSet row, Map<UUID, List<RefusedWrite>> writes)
      throws SQLException {
    UUID attempt = Columns.uuid(row, "id");
    String cause = row.getString("cause");
    return new LeaseEntry(
        attempt,
        row.getLong("epoch"),
        Columns.uuid(row, "worker_id"),
        row.getString("worker_name"),
        row.getString("host"),
        row.getString("device"),
        row.getLong("memory_bytes"),
        AttemptState.valueOf(row.getString("state")),
        Columns.instant(row, "started_at"),
        Columns.instantOrNull(row, "finished_at"),
        Columns.instantOrNull(row, "expired_at"),
        cause == null ? null : FailureCause.valueOf(cause),
        row.getString("signal"),
        row.getString("message"),
        Columns.whole(row, "resumed_step"),
        Columns.whole(row, "checkpoint_step"),
        writes.getOrDefault(attempt, List.of()));
  }

  private static RefusedWrite refusedWrite(ResultSet row) throws SQLException {
    return new RefusedWrite(
        WriteKind.valueOf(row.getString("kind")),
        row.getInt("refusals"),
        row.getLong("shown_epoch"),
        row.getLong("current_epoch"),
        TrialState.valueOf(row.getString("trial_state")),
        Columns.instant(row, "first_at"),
        Columns.instant(row, "last_at"));
  }
}
