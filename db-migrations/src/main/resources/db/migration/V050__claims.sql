-- A claim of many workers in one call, which plans nothing anew and writes all that it grants by one statement.
--
-- trial_leased takes the place of an index of the RUNNING trials. That one was a page or two in the planner's eyes, so it was
-- read whole wherever a trial that has to be RUNNING was asked for by its key, and a renewal cost more the more trials ran.
-- By running_has_lease the two indexes hold the same rows; but only who asks for a worker's leases is offered this one.
--
-- attempt_expired takes the place of an index by state, because of which no end of an attempt was a heap-only update.
drop index trial_running;
create index trial_leased on trial (lease_worker_id) where lease_worker_id is not null;

drop index attempt_lost;
create index attempt_expired on attempt (expired_at) where expired_at is not null;
alter table attempt set (fillfactor = 80);

-- Ends of trials hold no lock of their sweep any more: who ended one looks afterwards whether it was the last.
drop function begin_end(uuid, bigint);
drop function sweep_near_its_end(uuid);

create type asking_sweep as (id uuid, recipe text, recipe_version integer, device text, labels jsonb, memory_bytes bigint,
                             priority integer, weight float8, running bigint, most integer);
create type picked_trial as (id uuid, sweep_id uuid, worker_id uuid, device text, memory_bytes bigint, attempt_id uuid);

-- Trials for the idle slots of devices: first a worker's own leases that it does not name as held, since the answer that
-- granted them was lost; then READY trials of sweeps that the device can run. Each slot goes to the sweep of the best priority
-- that would have the smallest share with it, (slots in use + 1) / weight, and there to the trial that was READY first.
--
-- claims: [{worker, draining, slots, idle, held, ids}], one of a worker; slots is how many it wants at most, idle how many are
--   free on each device, ids are the attempts to be.
-- patience: a trial that asks for more memory than is free is overtaken by those that fit, until it has waited so long. From
--   then on nothing behind it is taken.
--
-- No part of it looks at finished trials: sweeps come from an index of those that are not finished, trials from those of the
-- leased and the READY ones. Plans are made once for a connection, perhaps while tables are still empty: no sequential scans.
create function claim_trials(claims jsonb, ttl interval, patience interval)
returns table (worker_id uuid, attempt_id uuid, epoch bigint, device text, memory_bytes bigint,
               trial_id uuid, number integer, seed bigint, checkpoint_sha256 text, checkpoint_step bigint, checkpoint_bytes bigint,
               sweep_id uuid, sweep_name text, recipe text, recipe_version integer, parameters jsonb)
language plpgsql volatile
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  claim record;
  idle record;
  wanted integer;
  slots integer;
  own record;
  promised bigint;
  unknown uuid[];
  free bigint;
  asking asking_sweep[];
  exhausted integer[];
  turn integer;
  sweep asking_sweep;
  next record;
  picked picked_trial[] := '{}';
  taken uuid[] := '{}'; -- ids of what is picked: a subquery would be read again for each trial that is looked at
  granted uuid[] := '{}';
begin
  -- Claims of sweeps that limit how many of their trials run at once go one after the other, since two that do not see each
  -- other would both take the last place. The order by key keeps them from waiting for each other in a circle.
  perform pg_advisory_xact_lock(x'6c696d69'::integer, key)
  from (select distinct hashtext(s.id::text) as key from sweep s
        where s.state = 'RUNNING' and s.max_concurrent is not null
          and exists (select from trial t where t.sweep_id = s.id and t.state = 'READY')
        order by key) limited;

  select coalesce(array_agg(row(s.id, s.recipe, s.recipe_version, s.device, s.labels, s.memory_bytes, s.priority, s.weight,
                                (select count(*) from trial t where t.sweep_id = s.id and t.state = 'RUNNING'),
                                s.max_concurrent)::asking_sweep), '{}')
  into asking
  from sweep s
  where s.state = 'RUNNING' and (s.deadline is null or s.deadline > now())
    and exists (select from trial t where t.sweep_id = s.id and t.state = 'READY');

  for claim in
    select * from jsonb_to_recordset(claims)
      as c(worker uuid, draining boolean, slots integer, idle jsonb, held uuid[], ids uuid[])
  loop
    wanted := claim.slots;
    for idle in select key as device, value::integer as slots from jsonb_each(claim.idle) order by key loop
      slots := least(idle.slots, wanted);
      continue when slots <= 0;

      select coalesce(sum(a.memory_bytes), 0),
             coalesce(array_agg(a.id order by t.id) filter (where t.lease_until > now() and a.id <> all (claim.held)), '{}')
      into promised, unknown
      from trial t join attempt a on a.trial_id = t.id and a.epoch = t.epoch
      where t.lease_worker_id = claim.worker and a.device = idle.device;
      unknown := unknown[:slots];
      granted := granted || unknown;
      slots := slots - cardinality(unknown);
      wanted := wanted - cardinality(unknown);
      continue when slots = 0 or claim.draining;

      select d.kind, d."freeBytes" as capacity, w.recipes, w.labels into own
      from worker w, jsonb_to_recordset(w.devices) d(kind text, index integer, "freeBytes" bigint)
      where w.id = claim.worker and d.kind || ':' || d.index = idle.device;
      free := own.capacity - promised;
      exhausted := '{}';
      while slots > 0 loop
        select s.ordinality into turn
        from unnest(asking) with ordinality s
        where (own.recipes ->> s.recipe)::integer = s.recipe_version and s.device in ('any', own.kind) and own.labels @> s.labels
          and s.memory_bytes <= own.capacity and (s.most is null or s.running < s.most) and s.ordinality <> all (exhausted)
        order by s.priority, (s.running + 1) / s.weight, s.id limit 1;
        exit when not found;
        sweep := asking[turn];
        select t.id, coalesce(t.memory_bytes, sweep.memory_bytes) as bytes into next
        from trial t
        where t.sweep_id = sweep.id and t.state = 'READY'
          and coalesce(t.memory_bytes, sweep.memory_bytes) <= own.capacity
          and (coalesce(t.memory_bytes, sweep.memory_bytes) <= free or t.ready_at <= now() - patience)
          and t.id <> all (taken)
        order by t.ready_at, t.number limit 1
        for no key update skip locked;
        if not found then
          exhausted := exhausted || turn;
          continue;
        end if;
        exit when next.bytes > free;
        picked := picked || row(next.id, sweep.id, claim.worker, idle.device, next.bytes, claim.ids[wanted])::picked_trial;
        taken := taken || next.id;
        granted := granted || claim.ids[wanted];
        asking[turn].running := sweep.running + 1;
        free := free - next.bytes;
        slots := slots - 1;
        wanted := wanted - 1;
      end loop;
    end loop;
  end loop;

  update trial t set lease_until = now() + ttl
  from attempt a where a.id = any (granted) and t.id = a.trial_id and t.epoch = a.epoch and t.state = 'RUNNING';
  with leased as (
    update trial t
    set state = 'RUNNING', epoch = t.epoch + 1, lease_worker_id = p.worker_id, lease_until = now() + ttl,
        started_at = coalesce(t.started_at, now()), progress_step = t.checkpoint_step, progress_loss = null,
        steps_per_second = null, reason = null
    from unnest(picked) p where t.id = p.id
    returning p.*, t.epoch, t.checkpoint_step
  ), opened as (
    insert into attempt (id, trial_id, epoch, worker_id, device, memory_bytes, resumed_step)
    select l.attempt_id, l.id, l.epoch, l.worker_id, l.device, l.memory_bytes, l.checkpoint_step from leased l
  )
  insert into event (kind, sweep_id, trial_id) select 'trial', l.sweep_id, l.id from leased l;

  return query
  select a.worker_id, a.id, a.epoch, a.device, a.memory_bytes,
         t.id, t.number, t.seed, t.checkpoint_sha256, t.checkpoint_step, t.checkpoint_bytes,
         s.id, s.name, c.recipe, c.recipe_version, c.parameters
  from attempt a join trial t on t.id = a.trial_id and t.epoch = a.epoch and t.lease_worker_id = a.worker_id
    join sweep s on s.id = t.sweep_id join configuration c on c.id = t.configuration_id
  where a.id = any (granted)
  order by t.sweep_id, t.number;
end $$;
