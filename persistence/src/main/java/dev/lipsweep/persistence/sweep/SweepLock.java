package dev.lipsweep.persistence.sweep;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The lock that orders what changes a sweep's state against what depends on it: commands to the
 * sweep and ends of trials that are no result hold it alone, expansions share it. It is taken
 * before any row is touched and held to the end of the transaction.
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

  public void shared(UUID sweepId) {
    lock("select pg_advisory_xact_lock_shared(:key)", sweepId);
  }

  private void lock(String sql, UUID sweepId) {
    // the random half of a version 7 id; two sweeps with one key would only wait for each other
    jdbc.sql(sql).param("key", sweepId.getLeastSignificantBits()).query(row -> {});
  }
}
