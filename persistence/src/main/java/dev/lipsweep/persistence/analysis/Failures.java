package dev.lipsweep.persistence.analysis;

import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.analysis.FailureGroup.FailureSample;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What went wrong in a sweep, by cause, with messages to begin with. */
@Component
@Transactional(readOnly = true)
public class Failures {
  private static final int SAMPLES = 3;

  /**
   * Attempts that failed or lost their lease belong to a trial that failed or was claimed again; so
   * a sweep's many other trials need not be looked up among all attempts.
   */
  private static final String GROUPS =
      """
      with wrong as materialized (
        select coalesce(a.cause, case a.state when 'LOST' then 'LEASE_LOST' else 'DIVERGED' end) as cause,
               coalesce(a.message, t.reason, 'no message') as message, t.id, t.number, w.name as worker, a.device, a.signal,
               coalesce(a.finished_at, a.started_at) as at,
               t.state in ('FAILED', 'INFEASIBLE') and a.epoch = t.epoch as last
        from trial t join attempt a on a.trial_id = t.id join worker w on w.id = a.worker_id
        where t.sweep_id = :sweep and (t.state in ('FAILED', 'INFEASIBLE') or t.epoch > 1 or t.failures > 0
               or t.epoch = 1 and t.state in ('READY', 'WAITING', 'CANCELLED'))
          and a.state in ('FAILED', 'LOST', 'INFEASIBLE')
        union all
        select 'QUARANTINED', coalesce(reason, 'no message'), id, number, null, null, null, finished_at, true
        from trial where sweep_id = :sweep and state = 'FAILED' and epoch = 0
      ), spoken as (
        select cause, message, count(*) as attempts, max(number) as number,
               row_number() over (partition by cause order by count(*) desc, message) as place
        from wrong group by cause, message
      ), causes as (
        select cause, count(*) as attempts, count(distinct id) as trials, count(*) filter (where last) as ended
        from wrong group by cause
      )
      select c.*, s.message, s.attempts as said, w.id, w.number, w.worker, w.device, w.signal, w.at
      from causes c join spoken s on s.cause = c.cause and s.place <= :samples
      cross join lateral (
        select * from wrong where cause = s.cause and message = s.message and number = s.number order by at desc limit 1) w
      order by c.attempts desc, c.cause, s.place
      """;

  private record Row(String cause, int attempts, int trials, int ended, FailureSample sample) {}

  private final JdbcClient jdbc;

  Failures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The commonest cause first. */
  public List<FailureGroup> of(UUID sweep) {
    List<Row> rows =
        jdbc.sql(GROUPS)
            .param("sweep", sweep)
            .param("samples", SAMPLES)
            .query((row, n) -> row(row))
            .list();
    Map<String, List<Row>> byCause =
        rows.stream()
            .collect(Collectors.groupingBy(Row::cause, LinkedHashMap::new, Collectors.toList()));
    return byCause.values().stream().map(Failures::group).toList();
  }

  private static FailureGroup group(List<Row> rows) {
    Row first = rows.getFirst();
    return new FailureGroup(
        first.cause(),
        first.attempts(),
        first.trials(),
        first.ended(),
        rows.stream().map(Row::sample).toList());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString("cause"),
        row.getInt("attempts"),
        row.getInt("trials"),
        row.getInt("ended"),
        new FailureSample(
            row.getString("message"),
            row.getInt("said"),
            Columns.uuid(row, "id"),
            row.getInt("number"),
            row.getString("worker"),
            row.getString("device"),
            row.getString("signal"),
            Columns.instant(row, "at")));
  }
}
