package dev.lipsweep.persistence.analysis;

import dev.lipsweep.domain.sweep.MethodPace;
import dev.lipsweep.domain.sweep.TimeLeft;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.analysis.Pace.Bucket;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How fast sweeps go. */
@Component
@Transactional(readOnly = true)
public class Paces {
  private static final int MOST_BUCKETS = 60;

  private static final String SPAN =
      """
      select min(t.started_at) as started, coalesce(s.finished_at, now()) as until,
             count(*) filter (where t.state = 'RUNNING') as running,
             coalesce(sum(t.steps_per_second) filter (where t.state = 'RUNNING'), 0) as steps_per_second
      from sweep s left join trial t on t.sweep_id = s.id where s.id = :sweep group by s.id
      """;

  private static final String BUCKETS =
      """
      select cast(floor(extract(epoch from finished_at - :from) / :width) as bigint) as bucket,
             count(*) filter (where state = 'COMPLETED') as completed, count(*) filter (where state = 'STOPPED_EARLY') as stopped,
             count(*) filter (where state = 'INFEASIBLE') as infeasible, count(*) filter (where state = 'FAILED') as failed
      from trial where sweep_id = :sweep and finished_at >= :from and state <> 'CANCELLED'
      group by bucket order by bucket
      """;

  /** The latest finished trials say how fast a method is; older ones had other company. */
  private static final String METHODS =
      """
      with latest as (
        select t.id, t.configuration_id from trial t where t.sweep_id = :sweep and t.state = 'COMPLETED' order by t.number desc limit 1000
      ), seen as (
        select method_of(c.parameters) as method, count(*) as finished, avg(r.train_seconds / r.steps) as seconds,
               coalesce(stddev_samp(r.train_seconds / r.steps), 0) as deviation
        from latest t join result r on r.trial_id = t.id join configuration c on c.id = t.configuration_id
        where r.steps > 0 group by method
      ), ahead as (
        select method_of(c.parameters) as method, count(*) as trials,
               sum(greatest(0, cast(c.parameters ->> 'steps' as float8)
                               - coalesce(case t.state when 'RUNNING' then t.progress_step end, t.checkpoint_step, 0))) as steps
        from trial t join configuration c on c.id = t.configuration_id
        where t.sweep_id = :sweep and t.state in ('WAITING', 'READY', 'RUNNING') group by method
      )
      select coalesce(finished, 0) as finished, coalesce(seconds, 0) as seconds, coalesce(deviation, 0) as deviation,
             coalesce(trials, 0) as trials, coalesce(steps, 0) as steps
      from seen full join ahead using (method)
      """;

  private record Span(@Nullable Instant from, Instant until, int running, double stepsPerSecond) {}

  private final JdbcClient jdbc;

  Paces(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Pace of(UUID sweep) {
    Span span = jdbc.sql(SPAN).param("sweep", sweep).query((row, n) -> span(row)).single();
    Instant from = span.from();
    if (from == null) {
      return new Pace(null, 1, List.of(), 0, 0, null);
    }
    long width = Buckets.seconds(Duration.between(from, span.until()), MOST_BUCKETS);
    return new Pace(
        from,
        width,
        buckets(sweep, from, width),
        span.running(),
        span.stepsPerSecond(),
        span.running() == 0 ? null : left(sweep, span.running()));
  }

  private List<Bucket> buckets(UUID sweep, Instant from, long width) {
    return jdbc.sql(BUCKETS)
        .param("sweep", sweep)
        .param("from", from.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("width", width)
        .query(
            (row, n) ->
                new Bucket(
                    from.plusSeconds(width * row.getLong("bucket")),
                    row.getInt("completed"),
                    row.getInt("stopped"),
                    row.getInt("infeasible"),
                    row.getInt("failed")))
        .list();
  }

  private @Nullable TimeLeft left(UUID sweep, int running) {
    List<MethodPace> paces =
        jdbc.sql(METHODS)
            .param("sweep", sweep)
            .query(
                (row, n) ->
                    new MethodPace(
                        row.getLong("finished"),
                        row.getDouble("seconds"),
                        row.getDouble("deviation"),
                        row.getLong("trials"),
                        row.getDouble("steps")))
            .list();
    return TimeLeft.of(paces, running).orElse(null);
  }

  private static Span span(ResultSet row) throws SQLException {
    return new Span(
        Columns.instantOrNull(row, "started"),
        Columns.instant(row, "until"),
        row.getInt("running"),
        row.getDouble("steps_per_second"));
  }
}
