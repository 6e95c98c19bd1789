package dev.lipsweep.persistence.analysis;

import dev.lipsweep.domain.trial.AttemptState;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.analysis.Timeline.Bar;
import dev.lipsweep.persistence.analysis.Timeline.Lane;
import dev.lipsweep.persistence.analysis.Timeline.Load;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The attempts of a sweep over its workers; many of them as how busy the workers were. */
@Component
@Transactional(readOnly = true)
public class Timelines {
  /** More bars than that are a carpet. */
  static final int MOST_BARS = 1500;

  private static final int MOST_BUCKETS = 120;

  private static final String SPAN =
      """
      select min(t.started_at) as started, coalesce(s.finished_at, now()) as until
      from sweep s left join trial t on t.sweep_id = s.id where s.id = :sweep group by s.id
      """;

  /** A trial's first start and its end hold all its attempts between them. */
  private static final String ATTEMPTS =
      """
      from trial t join attempt a on a.trial_id = t.id
      where t.sweep_id = :sweep and t.started_at < :to and coalesce(t.finished_at, now()) >= :from
        and a.started_at < :to and coalesce(a.finished_at, now()) >= :from
      """;

  private static final String BARS =
      "select t.id, t.number, a.worker_id, a.device, a.state, a.started_at, a.finished_at "
          + ATTEMPTS
          + "order by a.started_at, t.number limit :most";

  private static final String LOADS =
      """
      select worker_id, bucket, sum(least(ends, (bucket + 1) * :width) - greatest(begins, bucket * :width)) as busy
      from (
        select a.worker_id, greatest(0, extract(epoch from a.started_at - :from)) as begins,
               extract(epoch from least(coalesce(a.finished_at, now()), :to) - :from) as ends
        """
          + ATTEMPTS
          + """
      ) run
      cross join lateral generate_series(cast(floor(begins / :width) as bigint), cast(floor(ends / :width) as bigint)) bucket
      group by worker_id, bucket order by worker_id, bucket
      """;

  private static final String LANES =
      """
      select id, name, host, slots from worker where id = any (cast(:workers as uuid[])) order by name, registered_at
      """;

  private final JdbcClient jdbc;

  Timelines(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param from null for the sweep's beginning
   * @param to null for its end, or now
   */
  public Timeline of(UUID sweep, @Nullable Instant from, @Nullable Instant to) {
    Instant[] span =
        jdbc.sql(SPAN)
            .param("sweep", sweep)
            .query(
                (row, n) ->
                    new Instant[] {
                      Columns.instantOrNull(row, "started"), Columns.instant(row, "until")
                    })
            .single();
    if (span[0] == null) {
      return Timeline.NOTHING;
    }
    Instant begin = from == null ? span[0] : from;
    Instant end = to == null ? span[1] : to;
    List<Bar> bars =
        within(BARS, sweep, begin, end)
            .param("most", MOST_BARS + 1)
            .query((row, n) -> bar(row))
            .list();
    if (bars.size() <= MOST_BARS) {
      List<UUID> workers = bars.stream().map(Bar::workerId).distinct().toList();
      return new Timeline(begin, end, lanes(workers), bars, null, 1);
    }
    long width = Buckets.seconds(Duration.between(begin, end), MOST_BUCKETS);
    List<Load> loads =
        within(LOADS, sweep, begin, end)
            .param("width", width)
            .query(
                (row, n) ->
                    new Load(
                        Columns.uuid(row, "worker_id"),
                        begin.plusSeconds(width * row.getLong("bucket")),
                        row.getDouble("busy")))
            .list();
    List<UUID> workers = loads.stream().map(Load::workerId).distinct().toList();
    return new Timeline(begin, end, lanes(workers), null, loads, width);
  }

  private JdbcClient.StatementSpec within(String sql, UUID sweep, Instant from, Instant to) {
    return jdbc.sql(sql)
        .param("sweep", sweep)
        .param("from", utc(from), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("to", utc(to), Types.TIMESTAMP_WITH_TIMEZONE);
  }

  private List<Lane> lanes(List<UUID> workers) {
    return jdbc.sql(LANES)
        .param("workers", Columns.uuids(workers))
        .query(
            (row, n) ->
                new Lane(
                    Columns.uuid(row, "id"),
                    row.getString("name"),
                    row.getString("host"),
                    row.getInt("slots")))
        .list();
  }

  private static Bar bar(ResultSet row) throws SQLException {
    return new Bar(
        Columns.uuid(row, "id"),
        row.getInt("number"),
        Columns.uuid(row, "worker_id"),
        row.getString("device"),
        AttemptState.valueOf(row.getString("state")),
        Columns.instant(row, "started_at"),
        Columns.instantOrNull(row, "finished_at"));
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
