package dev.lipsweep.persistence.metric;

import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.wire.MetricBatch;
import dev.lipsweep.domain.wire.MetricChunk;
import dev.lipsweep.persistence.Columns;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Metric series of trials. */
@Component
@Transactional
public class Metrics {
  private static final String HOLDS =
      """
      select exists (select from attempt a join trial t on t.id = a.trial_id
                     where a.id = :attempt and a.epoch = :epoch and t.epoch = a.epoch and t.state = 'RUNNING')
      """;

  /** Fenced again, since the lease may be lost between the question and this. */
  private static final String APPEND =
      """
      insert into metric_chunk (attempt_id, series, seq, steps, values)
      select a.id, ?, ?, ?, ?
      from attempt a join trial t on t.id = a.trial_id
      where a.id = ? and a.epoch = ? and t.epoch = a.epoch and t.state = 'RUNNING'
      on conflict do nothing
      """;

  private static final String READ =
      """
      select m.series, a.epoch, coalesce(a.resumed_step, -1) as resumed, m.steps, m.values
      from attempt a left join metric_chunk m on m.attempt_id = a.id and (:all or m.series = any (:names))
      where a.trial_id = (select coalesce(origin_trial_id, id) from trial where id = :trial)
      order by a.epoch, m.series, m.seq
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  Metrics(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  /**
   * Stores chunks; one that is there already stays as it is.
   *
   * @throws StaleEpoch if the attempt no longer holds its trial
   */
  public void append(UUID attempt, MetricBatch batch) {
    boolean holds =
        jdbc.sql(HOLDS)
            .param("attempt", attempt)
            .param("epoch", batch.epoch())
            .query(Boolean.class)
            .single();
    if (!holds) {
      throw new StaleEpoch(attempt, batch.epoch());
    }
    List<Object[]> rows =
        batch.chunks().stream().map(chunk -> row(attempt, batch.epoch(), chunk)).toList();
    template.batchUpdate(APPEND, rows);
  }

  /**
   * A trial's series over all its attempts: an attempt that went on from a checkpoint replaces the
   * points beyond that step. Those of a trial whose result was taken from another are that one's.
   *
   * @param names the series wanted; empty for all
   * @param maxPoints about so many points a series (at least 4), among them the first and the last,
   *     and the smallest and the largest of every stretch
   */
  @Transactional(readOnly = true)
  public List<Series> read(UUID trial, List<String> names, int maxPoints) {
    var merged = new MergeAttempts();
    jdbc.sql(READ)
        .param("trial", trial)
        .param("all", names.isEmpty())
        .param("names", names.toArray(String[]::new))
        .query((RowCallbackHandler) row -> add(merged, row));
    return merged.series().stream().map(series -> Reduction.of(series, maxPoints)).toList();
  }

  private static void add(MergeAttempts merged, ResultSet row) throws SQLException {
    merged.attempt(row.getLong("epoch"), row.getLong("resumed"));
    String series = row.getString("series");
    if (series != null) {
      merged.chunk(series, array(row, "steps"), array(row, "values"));
    }
  }

  private static Object[] array(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return (Object[]) array.getArray();
  }

  private static Object[] row(UUID attempt, long epoch, MetricChunk chunk) {
    long[] steps = chunk.steps().stream().mapToLong(Long::longValue).toArray();
    @Nullable Double[] values = new Double[steps.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Columns.finite(chunk.values().get(i));
    }
    return new Object[] {chunk.series(), chunk.seq(), steps, values, attempt, epoch};
  }
}
