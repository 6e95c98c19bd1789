package dev.lipsweep.scheduler.launcher;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many trials want a slot of a pool's workers: those that are ready, and those they run.
 *
 * <p>What its workers can run, the pool knows from those it had: a sweep that none of them within
 * the last hour had the device, the memory, the labels or the recipe for wants none of them.
 * Without such workers every sweep does, so that the first one shows what there is, and after an
 * hour, or other nodes, the next.
 */
record Demand(JdbcClient jdbc, String pool) {
  private static final String TRIALS =
      """
      with seen as materialized (
        select w.recipes, w.labels, d.kind, d."freeBytes" as bytes
        from worker w, jsonb_to_recordset(w.devices) d(kind text, "freeBytes" bigint)
        where w.labels ->> 'pool' = :pool and w.last_seen_at > now() - interval '1 hour'
      )
      select (select count(*) from (
                select 1 from sweep s
                cross join lateral (
                  select 1 from trial t
                  where t.sweep_id = s.id and t.state = 'READY' and t.ready_at <= now()
                  limit :most) ready
                where s.state = 'RUNNING'
                  and (not exists (select from seen)
                       or exists (
                         select from seen
                         where (recipes ->> s.recipe)::int = s.recipe_version and s.device in ('any', kind)
                           and s.memory_bytes <= bytes and labels @> s.labels))
                limit :most) enough)
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
