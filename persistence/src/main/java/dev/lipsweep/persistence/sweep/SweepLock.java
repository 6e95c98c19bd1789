package dev.lipsweep.persistence.sweep;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The lock that orders what changes a sweep's state against what ends its trials. It is taken
 * before any row is touched and held to the end of the transaction. Many ends of trials share it;
 * commands to the sweep, failures and the last ends of a sweep hold it alone.
 *
 * <p>An advisory lock, because sharing a lock on the sweep's row would write the row at every end
 * of a trial.
 */
@Component
public class SweepLock {
  private final JdbcClient jdbc;

  SweepLock(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void alone(UUID sweepId) {
    lock("select pg_advisory_xact_lock(:key)", sweepId);
  }

  /** {@code begin_end} in SQL takes the same lock. */
  public void shared(UUID sweepId) {
    lock("select pg_advisory_xact_lock_shared(:key)", sweepId);
  }

  private void lock(String sql, UUID sweepId) {
    // the random half of a version 7 id; two sweeps with one key would only wait for each other
    jdbc.sql(sql).param("key", sweepId.getLeastSignificantBits()).query(row -> {});
  }
}
