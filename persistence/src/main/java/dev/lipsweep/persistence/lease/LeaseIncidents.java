package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.persistence.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What went wrong with leases lately, over all sweeps. */
@Component
@Transactional(readOnly = true)
public class LeaseIncidents {
  private static final String LATEST =
      """
      select i.*, t.sweep_id, s.name as sweep, a.trial_id, t.number, a.epoch, a.worker_id, w.name as worker, w.host
      from (
        (select id as attempt_id, finished_at as at, expired_at, null as kind, 0 as refusals, cast(null as bigint) as current_epoch, null as trial_state
         from attempt where state = 'LOST' order by finished_at desc limit :limit)
        union all
        (select attempt_id, last_at, null, kind, refusals, current_epoch, trial_state from fenced_write order by last_at desc limit :limit)) i
      join attempt a on a.id = i.attempt_id join worker w on w.id = a.worker_id
      join trial t on t.id = a.trial_id join sweep s on s.id = t.sweep_id
      order by i.at desc, i.attempt_id limit :limit
      """;

  private final JdbcClient jdbc;

  LeaseIncidents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The latest first. */
  public List<LeaseIncident> latest(int limit) {
    return jdbc.sql(LATEST).param("limit", limit).query((row, n) -> incident(row)).list();
  }

  private static LeaseIncident incident(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    String state = row.getString("trial_state");
    return new LeaseIncident(
        Columns.instant(row, "at"),
        Columns.uuid(row, "sweep_id"),
        row.getString("sweep"),
        Columns.uuid(row, "trial_id"),
        row.getInt("number"),
        row.getLong("epoch"),
        Columns.uuid(row, "worker_id"),
        row.getString("worker"),
        row.getString("host"),
        Columns.instantOrNull(row, "expired_at"),
        kind == null ? null : WriteKind.valueOf(kind),
        row.getInt("refusals"),
        Columns.whole(row, "current_epoch"),
        state == null ? null : TrialState.valueOf(state));
  }
}
