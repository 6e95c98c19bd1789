package dev.lipsweep.bench;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A search in the middle of its work, with many finished trials, put in by SQL. */
final class SearchedSweep {
  /** The configurations, as a grid of {@code %d} of them. */
  private static final String GRID =
      """
      name: bench-search-points
      recipe: text-tiny
      space:
        - optimizer: muon
          constraint: [spectral_soft_cap, spectral_normalize, stiefel, spectral_hard_cap]
          sigmaMax: {log: [1, 8], points: 10}
          learningRate: {log: [0.01, 2], points: %d}
      """;

  private static final String SEARCH =
      """
      name: bench-search
      recipe: text-tiny
      search: {method: frontier, points: 100000, initial: 16}
      space:
        - optimizer: muon
          constraint: [spectral_soft_cap, spectral_normalize, stiefel, spectral_hard_cap]
          sigmaMax: {log: [1, 8]}
          learningRate: {log: [0.01, 2]}
          logitScale: {log: [1, 16]}
      """;

  /** More accuracy costs a larger bound, and both depend on the parameters. */
  private static final String RESULTS =
      """
      insert into trial (id, sweep_id, configuration_id, seed, number, state, epoch, finished_at,
                         accuracy, loss, log10_bound, bound_kind, bound_rule)
      select gen_random_uuid(), '%1$s', p.id, 0, (select expanded_trials from sweep where id = '%1$s') + p.place, 'COMPLETED', 1, now(),
             0.2 + 0.1 * p.cap - 0.03 * p.rate * p.rate + 0.005 * random(), 2.5, 2 * p.cap + 0.3 * p.rate + 0.05 * random(),
             'FINITE', 'certified'
      from (select c.id, row_number() over (order by md5(c.hash)) as place, log((parameters ->> 'sigmaMax')::numeric)::float8 as cap,
                   log((parameters ->> 'learningRate')::numeric)::float8 as rate
            from configuration c where c.id in (select configuration_id from trial where sweep_id = '%2$s') limit %3$d) p
      """;

  private SearchedSweep() {}

  static UUID fill(Target target, int trials) throws IOException, SQLException {
    UUID points = target.submit(GRID.formatted(Math.max(2, Math.ceilDiv(trials, 40))));
    UUID search = target.submit(SEARCH);
    try (var database = target.database();
        Statement statement = database.createStatement()) {
      awaitPoints(statement, points, trials);
      // of a search without workers one trial waits, and no further one is proposed
      awaitPoints(statement, search, 1);
      statement.execute(RESULTS.formatted(search, points, trials));
      statement.execute(
          "update sweep set proposed = proposed + %1$d, expanded_trials = expanded_trials + %1$d where id = '%2$s'"
              .formatted(trials, search));
      statement.execute("select rebuild_frontier_candidates()");
      statement.execute("vacuum (analyze) trial, configuration, frontier_candidate");
    }
    target.cancel(points);
    return search;
  }

  /** Trials are written in the background. */
  private static void awaitPoints(Statement statement, UUID sweep, int trials) throws SQLException {
    int written = 0;
    while (written < trials) {
      try (ResultSet row =
          statement.executeQuery(
              "select expanded_trials from sweep where id = '%s'".formatted(sweep))) {
        row.next();
        written = row.getInt(1);
      }
    }
  }
}
