package dev.lipsweep.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * Trials that a sweep seems to have had before: finished ones with their attempts, results and
 * certificates, and READY ones, put in by SQL. To run them through the server would take longer
 * than to measure.
 */
final class History {
  private static final int BATCH = 100_000;

  /** Ids that rise with the number, as the server's own do. */
  private static final String ID =
      "cast(lpad(to_hex(1600000000000 + n), 12, '0') || '7' || substr(md5(n || s.id::text), 1, 3) || '8' || substr(md5(n || s.id::text), 4, 15) as uuid)";

  private static final String FINISHED =
      """
      insert into trial (id, sweep_id, configuration_id, seed, number, state, epoch, created_at, ready_at, started_at, finished_at,
                         checkpoint_sha256, checkpoint_step, checkpoint_bytes, progress_step, progress_steps,
                         accuracy, loss, log10_bound, bound_kind, bound_rule)
      select %s, s.id, c.configuration_id, 1000000 + n, n, 'COMPLETED', 1, now(), now(), now(), now(),
             f.sha256, 300, f.size_bytes, 300, 300, random(), 2.5, 10 * random(), 'FINITE', 'certified'
      from sweep s
      join lateral (select configuration_id from trial where sweep_id = s.id limit 1) c on true
      join artifact f on f.sha256 = ?
      cross join generate_series(cast(? as int), cast(? as int)) n
      where s.id = ?
      """
          .formatted(ID);

  private static final String READY =
      """
      insert into trial (id, sweep_id, configuration_id, seed, number, state)
      select %s, s.id, c.configuration_id, 1000000 + n, n, 'READY'
      from sweep s
      join lateral (select configuration_id from trial where sweep_id = s.id limit 1) c on true
      cross join generate_series(cast(? as int), cast(? as int)) n
      where s.id = ?
      """
          .formatted(ID);

  private static final String ATTEMPTS =
      """
      insert into attempt (id, trial_id, epoch, worker_id, state, checkpoint_step, finished_at)
      select t.id, t.id, 1, (select id from worker limit 1), 'COMPLETED', 300, now()
      from trial t where t.sweep_id = ? and t.number between ? and ?
      """;

  private static final String RESULTS =
      """
      insert into result (trial_id, attempt_id, steps, train_seconds, checkpoint_sha256, measures, provenance)
      select t.id, t.id, 300, 9.5, t.checkpoint_sha256, '{"lower/ratio": 1.5}', '{"code": "bench", "device": "cpu"}'
      from trial t where t.sweep_id = ? and t.number between ? and ?
      """;

  private static final String CERTIFICATES =
      """
      insert into certificate (trial_id, rule, rule_version, position, sound, bound_kind, log10_bound, domain, norm_method, slack,
                               checkpoint_sha256, layers, activation_kind)
      select t.id, 'certified', 1, 0, true, 'FINITE', t.log10_bound, 'tokens', 'cholesky', 1e-9, t.checkpoint_sha256,
             '[{"layer": "embed", "norm": 1.5}, {"layer": "head", "norm": 1.25}]', 'UNKNOWN'
      from trial t where t.sweep_id = ? and t.number between ? and ?
      """;

  private History() {}

  /**
   * Adds so many finished trials to the sweep, and READY ones until there are as many as wanted,
   * and lets the database tidy up after it.
   */
  static void add(Connection database, UUID sweep, String artifact, int finished, int ready)
      throws SQLException {
    database.setAutoCommit(false);
    for (int done = 0; done < finished; done += BATCH) {
      finished(database, sweep, artifact, Math.min(BATCH, finished - done));
      database.commit();
    }
    ready(database, sweep, ready);
    database.commit();
    database.setAutoCommit(true);
    execute(database, "select rebuild_frontier_candidates()");
    execute(database, "vacuum (analyze) trial, attempt, result, certificate, frontier_candidate");
    execute(database, "checkpoint");
  }

  private static void finished(Connection database, UUID sweep, String artifact, int trials)
      throws SQLException {
    int first = total(database, sweep) + 1;
    int last = first + trials - 1;
    // it is for one result a transaction; what frontiers need is made of all of them at the end
    execute(database, "alter table trial disable trigger trial_results");
    try (PreparedStatement insert = database.prepareStatement(FINISHED)) {
      insert.setString(1, artifact);
      insert.setInt(2, first);
      insert.setInt(3, last);
      insert.setObject(4, sweep);
      insert.executeUpdate();
    }
    for (String sql : new String[] {ATTEMPTS, RESULTS, CERTIFICATES}) {
      try (PreparedStatement insert = database.prepareStatement(sql)) {
        insert.setObject(1, sweep);
        insert.setInt(2, first);
        insert.setInt(3, last);
        insert.executeUpdate();
      }
    }
    setTotal(database, sweep, last);
    execute(database, "alter table trial enable trigger trial_results");
  }

  private static void ready(Connection database, UUID sweep, int wanted) throws SQLException {
    int first = total(database, sweep) + 1;
    int last = first + wanted - 1 - readyNow(database, sweep);
    try (PreparedStatement insert = database.prepareStatement(READY)) {
      insert.setInt(1, first);
      insert.setInt(2, last);
      insert.setObject(3, sweep);
      insert.executeUpdate();
    }
    setTotal(database, sweep, Math.max(first - 1, last));
  }

  private static void setTotal(Connection database, UUID sweep, int total) throws SQLException {
    try (PreparedStatement update =
        database.prepareStatement(
            "update sweep set total_trials = ?, expanded_trials = ? where id = ?")) {
      update.setInt(1, total);
      update.setInt(2, total);
      update.setObject(3, sweep);
      update.executeUpdate();
    }
  }

  private static void execute(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int total(Connection database, UUID sweep) throws SQLException {
    return number(database, "select total_trials from sweep where id = ? for update", sweep);
  }

  private static int readyNow(Connection database, UUID sweep) throws SQLException {
    return number(
        database, "select count(*) from trial where sweep_id = ? and state = 'READY'", sweep);
  }

  private static int number(Connection database, String sql, UUID sweep) throws SQLException {
    try (PreparedStatement query = database.prepareStatement(sql)) {
      query.setObject(1, sweep);
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }
}
