package dev.lipsweep.scheduler.launcher;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How many trials want a slot of a pool's workers: those that are ready, and those they run. */
record Demand(JdbcClient jdbc, String pool) {
  private static final String TRIALS =
      """
      select (select count(*) from (
                select 1 from sweep s
                cross join lateral (
                  select 1 from trial t
                  where t.sweep_id = s.id and t.state = 'READY' and t.ready_at <= now()
                  limit :most) ready
                where s.state = 'RUNNING' limit :most) enough)
             + (select count(*) from worker w join trial t on t.lease_worker_id = w.id
                where w.state <> 'LEFT' and w.labels ->> 'pool' = :pool and t.state = 'RUNNING')
      """;

  /**
   * @param most ready trials beyond which nobody needs to know
   */
  int trials(int most) {
    return Math.toIntExact(
        jdbc.sql(TRIALS).param("most", most).param("pool", pool).query(Long.class).single());
  }
}
