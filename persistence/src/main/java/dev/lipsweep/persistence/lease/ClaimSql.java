package dev.lipsweep.persistence.lease;

/**
 * The two statements of a claim. No part of them looks at finished trials: sweeps come from an
 * index of those that are not finished, trials from those of the READY and the RUNNING ones.
 */
final class ClaimSql {
  /** READY trials of a sweep that other claims may hold locked before this one finds none. */
  static final int LOOKAHEAD = 64;

  /** After this time a trial that needs much memory is no longer overtaken by those that fit. */
  static final long PATIENCE_MILLIS = 120_000;

  /** Of the two-number advisory locks: those of sweeps with {@code limits.maxConcurrent}. */
  private static final int LIMITED_SWEEPS = 0x6c696d69;

  /**
   * A claim that is sent again while the first is at work waits here for it, and then finds its
   * leases. Claims of sweeps that limit how many of their trials run at once go one after the
   * other, since two that do not see each other would both take the last place. The order by key
   * keeps them from waiting for each other in a circle.
   *
   * <p>Left to itself PostgreSQL plans every second claim anew, which costs more than to run it;
   * for the rest of the transaction it keeps the plan.
   */
  static final String PRESENT =
      """
      with present as (
        update worker set last_seen_at = now(), state = 'ALIVE' where id = :worker and state <> 'LEFT'
        returning draining_since is not null as draining, devices -> 0 as device
      ), limited as (
        select pg_advisory_xact_lock(%d, key) from (
          select distinct hashtext(s.id::text) as key from sweep s
          where s.state = 'RUNNING' and s.max_concurrent is not null
            and exists (select from trial where sweep_id = s.id and state = 'READY')
          order by key) keys
      )
      select draining, (select count(*) from limited) as limited,
             (device ->> 'kind') || ':' || (device ->> 'index') as device,
             set_config('plan_cache_mode', 'force_generic_plan', true)
      from present
      """
          .formatted(LIMITED_SWEEPS);

  /** What the claiming worker holds on this device and does not know of. */
  private static final String MINE =
      """
      with mine as (
        select t.id, a.id as attempt_id, a.memory_bytes
        from trial t join attempt a on a.trial_id = t.id and a.epoch = t.epoch
        where t.lease_worker_id = :worker and t.state = 'RUNNING' and t.lease_until > now()
          and a.device = :device and a.id <> all (cast(:held as uuid[]))
        order by t.id limit :slots
        for no key update of t skip locked
      ), renewed as (
        update trial t set lease_until = now() + :ttl * interval '1 ms'
        from mine where t.id = mine.id
        returning mine.attempt_id, mine.memory_bytes, t.id, t.sweep_id, t.configuration_id, t.epoch, t.number, t.seed,
                  t.checkpoint_sha256, t.checkpoint_step, t.checkpoint_bytes
      )
      """;

  /** The device, and what of its memory the trials that run on it have not been promised. */
  private static final String DEVICE =
      """
      , device as materialized (
        select w.recipes, w.labels, d.kind, d."freeBytes" as capacity,
               d."freeBytes" - (
                 select coalesce(sum(a.memory_bytes), 0)
                 from trial t join attempt a on a.trial_id = t.id and a.epoch = t.epoch
                 where t.lease_worker_id = :worker and t.state = 'RUNNING' and a.device = :device) as free
        from worker w, jsonb_to_recordset(w.devices) d(kind text, index int, "freeBytes" bigint)
        where w.id = :worker and d.kind || ':' || d.index = :device
      )
      """;

  /**
   * Sweeps whose trials the device can run. Those that need more than is free now are candidates
   * all the same when they have waited for long: nothing behind them is taken until they fit.
   */
  private static final String RUNNABLE =
      """
      , runnable as materialized (
        select s.id, s.priority, s.weight, s.memory_bytes, s.max_concurrent, d.capacity, d.free,
               (select count(*) from trial r where r.sweep_id = s.id and r.state = 'RUNNING') as running,
               case when s.memory_bytes <= d.free then now() else now() - :patience * interval '1 ms' end as ready_before
        from device d join sweep s on (d.recipes ->> s.recipe)::int = s.recipe_version
        where s.state = 'RUNNING' and s.device in ('any', d.kind) and s.memory_bytes <= d.capacity
          and d.labels @> s.labels and (s.deadline is null or s.deadline > now())
      )
      """;

  /**
   * The fair share orders by (slots in use + place in the own queue) / weight: each slot goes to
   * the sweep that would have the smallest share with it.
   */
  private static final String CANDIDATES =
      """
      , candidate as (
        select t.id, t.bytes, s.free, s.priority, s.id as sweep_id, t.ready_at, t.number,
               (s.running + row_number() over (partition by s.id order by t.ready_at, t.number)) / s.weight as share
        from runnable s cross join lateral (
          select id, ready_at, number, coalesce(memory_bytes, s.memory_bytes) as bytes from trial
          where sweep_id = s.id and state = 'READY' and ready_at <= s.ready_before
            and coalesce(memory_bytes, s.memory_bytes) <= s.capacity
            and (coalesce(memory_bytes, s.memory_bytes) <= s.free or ready_at <= now() - :patience * interval '1 ms')
          order by ready_at, number
          limit greatest(0, least(:slots + :lookahead, s.max_concurrent - s.running))) t
      ), fitting as (
        select *, sum(bytes) over (order by priority, share, sweep_id, ready_at, number) as together from candidate
      )
      """;

  /**
   * Row locks are taken in the order of the shares and only as many as there are slots; what
   * another claim has locked is skipped.
   */
  private static final String LEASED =
      """
      , picked as (
        select t.id, f.bytes
        from fitting f join trial t on t.id = f.id
        where t.state = 'READY' and f.together <= f.free
        order by f.priority, f.share, f.sweep_id, f.ready_at, f.number
        limit greatest(0, :fresh - (select count(*) from mine))
        for no key update of t skip locked
      ), leased as (
        update trial t
        set state = 'RUNNING', epoch = epoch + 1, lease_worker_id = :worker,
            lease_until = now() + :ttl * interval '1 ms', started_at = coalesce(started_at, now()),
            progress_step = checkpoint_step, progress_loss = null, steps_per_second = null, reason = null
        from picked where t.id = picked.id
        returning picked.bytes as memory_bytes, t.id, t.sweep_id, t.configuration_id, t.epoch, t.number, t.seed,
                  t.checkpoint_sha256, t.checkpoint_step, t.checkpoint_bytes
      ), opened as (
        select i.id as attempt_id, l.*
        from (select *, row_number() over (order by sweep_id, number) as place from leased) l
        join unnest(cast(:ids as uuid[])) with ordinality i(id, place) on i.place = l.place
      ), inserted as (
        insert into attempt (id, trial_id, epoch, worker_id, device, memory_bytes, resumed_step)
        select attempt_id, id, epoch, :worker, :device, memory_bytes, checkpoint_step from opened
      ), told as (
        insert into event (kind, sweep_id, trial_id) select 'trial', sweep_id, id from leased
      )
      """;

  private static final String GRANTED =
      """
      , granted as (
        select attempt_id, memory_bytes, id, sweep_id, configuration_id, epoch, number, seed, checkpoint_sha256, checkpoint_step, checkpoint_bytes from renewed
        union all
        select attempt_id, memory_bytes, id, sweep_id, configuration_id, epoch, number, seed, checkpoint_sha256, checkpoint_step, checkpoint_bytes from opened
      )
      select g.*, :device as device, s.name, c.recipe, c.recipe_version, c.parameters
      from granted g join sweep s on s.id = g.sweep_id join configuration c on c.id = g.configuration_id
      order by g.attempt_id
      """;

  /** For the idle slots of one device. */
  static final String CLAIM = MINE + DEVICE + RUNNABLE + CANDIDATES + LEASED + GRANTED;

  private ClaimSql() {}
}
