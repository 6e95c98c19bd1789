package dev.lipsweep.persistence.importance;

import dev.lipsweep.persistence.Jsonb;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Results of a sweep with the parameters that led to them. */
@Component
@Transactional(readOnly = true)
public class MeasuredPoints {
  /** More would take longer and say the same. */
  public static final int MOST = 10_000;

  /** By hash, which has nothing to do with the parameters: a fair sample of a large sweep. */
  private static final String RESULTS =
      """
      select c.recipe, c.parameters, t.accuracy, t.log10_bound
      from trial t join configuration c on c.id = t.configuration_id
      where t.sweep_id = :sweep and t.state = 'COMPLETED' and t.bound_kind = 'FINITE'
      order by c.hash, t.seed limit :most
      """;

  private final JdbcClient jdbc;

  MeasuredPoints(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Completed trials with a finite bound, at most {@link #MOST}. */
  public List<MeasuredPoint> of(UUID sweepId) {
    return jdbc.sql(RESULTS)
        .param("sweep", sweepId)
        .param("most", MOST)
        .query(
            (row, n) ->
                new MeasuredPoint(
                    Jsonb.parameters(row.getString(1), row.getString(2)),
                    row.getDouble(3),
                    row.getDouble(4)))
        .list();
  }
}
