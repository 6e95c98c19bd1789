package dev.lipsweep.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.function.IntConsumer;

/**
 * A sweep of many finished trials, put in by SQL. More accuracy costs a larger bound, and a few
 * results are much better than most, so that frontiers have hundreds of points, as real ones.
 */
final class ManyResults {
  private static final int BATCH = 100_000;

  /** Eight methods, each with 64 configurations. */
  private static final String DEFINITION =
      """
      name: bench-frontier
      recipe: text-tiny
      space:
        - optimizer: muon
          constraint: [spectral_soft_cap, spectral_hard_cap, spectral_normalize, stiefel, weight_decay]
          sigmaMax: 2
          weightDecay: 0.1
          learningRate: {log: [0.01, 1], points: 16}
        - optimizer: adamw
          constraint: [spectral_normalize, stiefel, weight_decay]
          sigmaMax: 2
          weightDecay: 0.1
          learningRate: {log: [0.001, 0.1], points: 16}
      logitScale: [1, 2, 4, 8]
      """;

  /** Ids that rise with the number, as the server's own do. */
  private static final String RESULTS =
      """
      insert into trial (id, sweep_id, configuration_id, seed, number, state, epoch, finished_at,
                         accuracy, loss, log10_bound, bound_kind, bound_rule)
      select cast(lpad(to_hex(1600000000000 + n), 12, '0') || '7' || substr(md5(n || '%1$s'), 1, 3) || '8' || substr(md5(n || '%1$s'), 4, 15) as uuid),
             '%1$s', configuration[1 + n %% cardinality(configuration)], 1000000 + n, 1000000 + n, 'COMPLETED', 1, now(),
             0.1 + 0.8 * (1 - exp(-bound / 4)) * (1 - 0.5 * power(random(), 0.5)), 2.5, bound, 'FINITE', 'certified'
      from (select array_agg(distinct configuration_id) as configuration from trial where sweep_id = '%1$s' and number < 1000000) c
        cross join (select n, 12 * random() as bound from generate_series(%2$d, %3$d) n) r
      """;

  private ManyResults() {}

  /** Submits the sweep, whose own trials are cancelled: its configurations are what is wanted. */
  static UUID sweep(Target target) throws IOException {
    UUID sweep = target.submit(DEFINITION);
    target.cancel(sweep);
    return sweep;
  }

  /** Adds the results and lets the database tidy up after it. */
  static void fill(Target target, UUID sweep, int trials, IntConsumer progress)
      throws SQLException {
    try (var database = target.database();
        Statement statement = database.createStatement()) {
      for (int done = 0; done < trials; done += BATCH) {
        int last = Math.min(done + BATCH, trials);
        database.setAutoCommit(false);
        // it is for one result a transaction; what frontiers need is made of all of them at the end
        statement.execute("alter table trial disable trigger trial_results");
        statement.execute(RESULTS.formatted(sweep, done + 1, last));
        statement.execute("alter table trial enable trigger trial_results");
        database.commit();
        database.setAutoCommit(true);
        progress.accept(last);
      }
      statement.execute("select rebuild_frontier_candidates()");
      statement.execute("vacuum (analyze) trial, frontier_candidate");
      statement.execute("checkpoint");
    }
  }
}
