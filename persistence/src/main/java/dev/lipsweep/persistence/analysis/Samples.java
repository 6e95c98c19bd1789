package dev.lipsweep.persistence.analysis;

import static java.util.Objects.requireNonNull;

import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import dev.lipsweep.persistence.frontier.Frontiers;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Picks trials that stand for all: evenly by the rank of their accuracy, and the whole frontier.
 */
@Component
@Transactional(readOnly = true)
public class Samples {
  private static final String RANKED =
      """
      with ranked as materialized (
        select id, row_number() over (order by accuracy, number) as place, count(*) over () as total
        from trial where sweep_id = :sweep and state = 'COMPLETED')
      select r.total, t.id, t.number, t.seed, t.accuracy, t.loss, t.bound_kind, t.log10_bound, c.recipe, c.parameters
      from ranked r join trial t on t.id = r.id join configuration c on c.id = t.configuration_id
      where r.place * :most / r.total > (r.place - 1) * :most / r.total or r.id = any (cast(:front as uuid[]))
      order by r.place
      """;

  private record Row(int total, SampledTrial trial) {}

  private final JdbcClient jdbc;
  private final Frontiers frontiers;

  Samples(JdbcClient jdbc, Frontiers frontiers) {
    this.jdbc = jdbc;
    this.frontiers = frontiers;
  }

  /**
   * @param most trials besides those on the frontier
   */
  public Sample of(UUID sweep, int most) {
    Set<UUID> front = frontiers.trialsOnFrontier(sweep);
    List<Row> rows =
        jdbc.sql(RANKED)
            .param("sweep", sweep)
            .param("most", most)
            .param("front", Columns.uuids(front))
            .query(
                (row, n) -> {
                  UUID id = Columns.uuid(row, "id");
                  return new Row(
                      row.getInt("total"),
                      new SampledTrial(
                          id,
                          row.getInt("number"),
                          row.getLong("seed"),
                          Jsonb.parameters(row.getString("recipe"), row.getString("parameters")),
                          row.getDouble("accuracy"),
                          Columns.real(row, "loss"),
                          requireNonNull(Columns.bound(row, "bound_kind", "log10_bound")),
                          front.contains(id)));
                })
            .list();
    int total = rows.isEmpty() ? 0 : rows.getFirst().total();
    return new Sample(total, rows.stream().map(Row::trial).toList());
  }
}
