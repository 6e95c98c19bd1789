package dev.lipsweep.persistence.lease;

import dev.lipsweep.domain.wire.ClaimRequest;
import dev.lipsweep.domain.wire.Claimed;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import dev.lipsweep.persistence.UuidV7;
import dev.lipsweep.persistence.worker.UnknownWorker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives trials to a worker: its own still-valid leases that it does not name as held, then READY
 * trials by priority, fair share between sweeps, and age.
 */
@Component
@Transactional
public class ClaimTrials {
  /** READY trials of a sweep that other claims may hold locked before this one finds none. */
  private static final int LOOKAHEAD = 64;

  private static final int MOST_SLOTS = 1024;

  /**
   * A claim that is sent again while the first is at work waits here for it, and then finds its
   * leases.
   */
  private static final String PRESENT =
      """
      update worker set last_seen_at = now(), state = 'ALIVE' where id = :worker and state <> 'LEFT'
      """;

  /**
   * The fair share orders by (slots in use + place in the own queue) / weight: each slot goes to
   * the sweep that would have the smallest share with it. Row locks are taken in that order and
   * only as many as there are slots; what another claim has locked is skipped.
   */
  private static final String CLAIM =
      """
      with mine as (
        select t.id, a.id as attempt_id
        from trial t join attempt a on a.trial_id = t.id and a.epoch = t.epoch
        where t.lease_worker_id = :worker and t.state = 'RUNNING' and t.lease_until > now()
          and a.id <> all (cast(:held as uuid[]))
        order by t.id limit :slots
        for no key update of t skip locked
      ), renewed as (
        update trial t set lease_until = now() + :ttl * interval '1 ms'
        from mine where t.id = mine.id
        returning mine.attempt_id, t.id, t.sweep_id, t.configuration_id, t.epoch, t.number, t.seed,
                  t.checkpoint_sha256, t.checkpoint_step, t.checkpoint_bytes
      ), runnable as (
        select s.id, s.priority, s.weight,
               (select count(*) from trial r where r.sweep_id = s.id and r.state = 'RUNNING') as running
        from sweep s join worker w on w.id = :worker and (w.recipes ->> s.recipe)::int = s.recipe_version
        where s.state = 'RUNNING'
      ), candidate as (
        select t.id, s.priority, s.id as sweep_id, t.ready_at, t.number,
               (s.running + row_number() over (partition by s.id order by t.ready_at, t.number)) / s.weight as share
        from runnable s cross join lateral (
          select id, ready_at, number from trial
          where sweep_id = s.id and state = 'READY' and ready_at <= now()
          order by ready_at, number limit :slots + :lookahead) t
      ), picked as (
        select t.id
        from candidate c join trial t on t.id = c.id
        where t.state = 'READY'
        order by c.priority, c.share, c.sweep_id, c.ready_at, c.number
        limit greatest(0, :slots - (select count(*) from mine))
        for no key update of t skip locked
      ), leased as (
        update trial t
        set state = 'RUNNING', epoch = epoch + 1, lease_worker_id = :worker,
            lease_until = now() + :ttl * interval '1 ms', started_at = coalesce(started_at, now()),
            progress_step = checkpoint_step, progress_loss = null, steps_per_second = null, reason = null
        from picked where t.id = picked.id
        returning t.id, t.sweep_id, t.configuration_id, t.epoch, t.number, t.seed,
                  t.checkpoint_sha256, t.checkpoint_step, t.checkpoint_bytes
      ), opened as (
        select i.id as attempt_id, l.*
        from (select *, row_number() over (order by sweep_id, number) as place from leased) l
        join unnest(cast(:ids as uuid[])) with ordinality i(id, place) on i.place = l.place
      ), inserted as (
        insert into attempt (id, trial_id, epoch, worker_id, resumed_step)
        select attempt_id, id, epoch, :worker, checkpoint_step from opened
      ), told as (
        insert into event (kind, sweep_id, trial_id) select 'trial', sweep_id, id from leased
      ), granted as (
        select attempt_id, id, sweep_id, configuration_id, epoch, number, seed, checkpoint_sha256, checkpoint_step, checkpoint_bytes from renewed
        union all
        select attempt_id, id, sweep_id, configuration_id, epoch, number, seed, checkpoint_sha256, checkpoint_step, checkpoint_bytes from opened
      )
      select g.*, s.name, c.recipe, c.recipe_version, c.parameters,
             (select format('%s:%s', w.devices -> 0 ->> 'kind', w.devices -> 0 ->> 'index') from worker w where w.id = :worker) as device
      from granted g join sweep s on s.id = g.sweep_id join configuration c on c.id = g.configuration_id
      order by g.attempt_id
      """;

  private final JdbcClient jdbc;
  private final LeaseProperties properties;

  ClaimTrials(JdbcClient jdbc, LeaseProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  /**
   * @throws UnknownWorker if the worker has to register again
   */
  public Claimed claim(UUID worker, ClaimRequest request) {
    if (jdbc.sql(PRESENT).param("worker", worker).update() == 0) {
      throw new UnknownWorker(worker);
    }
    int slots = Math.clamp(request.slots(), 0, MOST_SLOTS);
    List<UUID> ids = Stream.generate(UuidV7::next).limit(slots).toList();
    return new Claimed(
        jdbc.sql(CLAIM)
            .param("worker", worker)
            .param("held", Columns.uuids(request.held()))
            .param("slots", slots)
            .param("lookahead", LOOKAHEAD)
            .param("ttl", properties.ttl().toMillis())
            .param("ids", Columns.uuids(ids))
            .query((row, n) -> lease(row))
            .list(),
        false);
  }

  private Lease lease(ResultSet row) throws SQLException {
    String recipe = row.getString("recipe");
    return new Lease(
        Columns.uuid(row, "attempt_id"),
        row.getLong("epoch"),
        Columns.uuid(row, "id"),
        Columns.uuid(row, "sweep_id"),
        row.getString("name"),
        row.getInt("number"),
        recipe,
        row.getInt("recipe_version"),
        Jsonb.parameters(recipe, row.getString("parameters")),
        row.getLong("seed"),
        properties.ttl().toMillis(),
        row.getString("device"),
        0,
        checkpoint(row));
  }

  private static Lease.@Nullable Checkpoint checkpoint(ResultSet row) throws SQLException {
    String sha256 = row.getString("checkpoint_sha256");
    return sha256 == null
        ? null
        : new Lease.Checkpoint(
            sha256, row.getLong("checkpoint_step"), row.getLong("checkpoint_bytes"));
  }
}
