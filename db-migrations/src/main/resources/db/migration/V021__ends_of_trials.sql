-- The beginning of an attempt's end in one call instead of three: most of what an end of a trial cost was waiting for
-- answers. A volatile function sees with each of its statements what has been committed by then, so the count is taken
-- after the lock is held, as it has to be.

-- So few trials are unfinished that transactions which are open now could be ending all of them: there are never more of
-- those than connections. Counts no further than it has to.
create function sweep_near_its_end(sweep uuid) returns boolean language plpgsql stable as $$
declare
  most constant integer := current_setting('max_connections')::integer;
begin
  return (
    select count(*) <= most
    from (
      (select 1 from trial where sweep_id = sweep and state = 'READY' order by ready_at, number limit most + 1)
      union all
      (select 1 from trial where sweep_id = sweep and state = 'RUNNING' limit most + 1)
      union all
      (select 1 from trial where sweep_id = sweep and state = 'WAITING' limit most + 1)
    ) unfinished);
end $$;

-- Takes the sweep's lock shared and says whether its end is near all the same. No row: there is no such attempt. The key is
-- that of SweepLock.
create function begin_end(wanted uuid, wanted_epoch bigint, out sweep uuid, out near boolean) returns setof record
language plpgsql volatile as $$
begin
  select t.sweep_id into sweep from attempt a join trial t on t.id = a.trial_id where a.id = wanted and a.epoch = wanted_epoch;
  if not found then
    return;
  end if;
  perform pg_advisory_xact_lock_shared(('x' || right(replace(sweep::text, '-', ''), 16))::bit(64)::bigint);
  near := sweep_near_its_end(sweep);
  return next;
end $$;
