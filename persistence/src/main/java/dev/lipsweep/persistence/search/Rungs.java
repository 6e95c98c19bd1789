package dev.lipsweep.persistence.search;

import dev.lipsweep.domain.stopping.Mark;
import dev.lipsweep.domain.stopping.Stopping;
import dev.lipsweep.domain.wire.Directive;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** What trials had at the rungs of their sweep's stopping rule, and what was decided there. */
@Component
@Transactional
public class Rungs {
  /** So many of the latest say enough about a rung. */
  private static final int MOST_MARKS = 1000;

  /**
   * A running trial that its sweep may stop.
   *
   * @param steps that it trains in all
   */
  public record Judged(UUID trialId, UUID sweepId, Stopping stopping, long steps) {}

  private static final String JUDGED =
      """
      select t.id, t.sweep_id, s.stopping, cast(c.parameters ->> 'steps' as bigint)
      from attempt a join trial t on t.id = a.trial_id join sweep s on s.id = t.sweep_id
        join configuration c on c.id = t.configuration_id
      where a.id = :attempt and a.epoch = :epoch and t.epoch = a.epoch and t.state = 'RUNNING' and s.stopping is not null
      """;

  private static final String BOUND =
      """
      select p.value
      from metric_chunk m cross join lateral unnest(m.steps, m.values) p(step, value)
      where m.attempt_id = :attempt and m.series = :series and p.step = :step
      order by m.seq desc limit 1
      """;

  private static final String MARKS =
      """
      select m.accuracy, m.log10_bound,
             case when t.state = 'COMPLETED' then t.accuracy end as final_accuracy,
             case when t.state = 'COMPLETED' then t.log10_bound end as final_bound
      from rung_mark m join trial t on t.id = m.trial_id
      where m.sweep_id = :sweep and m.rung = :rung
      order by m.trial_id desc limit :most
      """;

  private final JdbcClient jdbc;

  Rungs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Empty if the attempt does not hold its trial, or nothing is to be decided about it. */
  @Transactional(readOnly = true)
  public Optional<Judged> judged(UUID attempt, long epoch) {
    return jdbc.sql(JUDGED)
        .param("attempt", attempt)
        .param("epoch", epoch)
        .query(
            (row, n) ->
                new Judged(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    Jsonb.read(row.getString(3), new TypeReference<Stopping>() {}),
                    row.getLong(4)))
        .optional();
  }

  /** A log10 bound that an attempt has reported; infinite if it has none of that step. */
  @Transactional(readOnly = true)
  public double bound(UUID attempt, String series, long step) {
    return jdbc.sql(BOUND)
        .param("attempt", attempt)
        .param("series", series)
        .param("step", step)
        .query((row, n) -> Optional.ofNullable(Columns.real(row, "value")))
        .optional()
        .flatMap(value -> value)
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** The marks of a rung, the latest trials first. */
  @Transactional(readOnly = true)
  public List<Mark> marks(UUID sweepId, int rung) {
    return jdbc.sql(MARKS)
        .param("sweep", sweepId)
        .param("rung", rung)
        .param("most", MOST_MARKS)
        .query((row, n) -> mark(row))
        .list();
  }

  /** False if the trial has been at this rung before. */
  public boolean reach(Judged trial, int rung, long step, Mark mark) {
    return jdbc.sql(
                """
                insert into rung_mark (trial_id, rung, sweep_id, step, accuracy, log10_bound)
                values (:trial, :rung, :sweep, :step, :accuracy, :bound) on conflict do nothing
                """)
            .param("trial", trial.trialId())
            .param("rung", rung)
            .param("sweep", trial.sweepId())
            .param("step", step)
            .param("accuracy", mark.accuracy())
            .param("bound", mark.log10Bound())
            .update()
        > 0;
  }

  /**
   * Unless something else is wanted of it already. One rung stops a trial: an attempt that was told
   * so and lost leaves a verdict that no longer counts.
   */
  public void stop(Judged trial, int rung, String verdict) {
    int told =
        jdbc.sql(
                "update trial set directive = 'STOP_EARLY' where id = :trial and state = 'RUNNING' and directive = 'CONTINUE'")
            .param("trial", trial.trialId())
            .update();
    if (told > 0) {
      jdbc.sql(
              "update rung_mark set verdict = case when rung = :rung then :verdict end where trial_id = :trial")
          .param("verdict", verdict)
          .param("trial", trial.trialId())
          .param("rung", rung)
          .update();
    }
  }

  /** What is wanted of a trial. */
  @Transactional(readOnly = true)
  public Directive directive(Judged trial) {
    return jdbc.sql("select directive from trial where id = :trial")
        .param("trial", trial.trialId())
        .query((row, n) -> Directive.valueOf(row.getString(1)))
        .single();
  }

  private static Mark mark(ResultSet row) throws SQLException {
    Double accuracy = Columns.real(row, "final_accuracy");
    Double bound = Columns.real(row, "final_bound");
    return new Mark(
        row.getDouble("accuracy"),
        row.getDouble("log10_bound"),
        accuracy == null ? Double.NaN : accuracy,
        bound == null ? Double.NaN : bound);
  }
}
