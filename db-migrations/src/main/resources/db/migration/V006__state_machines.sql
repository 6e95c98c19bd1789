-- The legal moves of TrialState and SweepState, once more where no program can get round them. A test walks all pairs
-- against the enums. The triggers run only when the state or the epoch changes, so renewals do not pay.
create function check_trial_move() returns trigger language plpgsql as $$
begin
  if new.epoch < old.epoch then
    raise exception 'trial %: epoch % cannot go back to %', old.id, old.epoch, new.epoch using errcode = 'check_violation';
  end if;
  if old.state <> new.state and new.state <> all (
    case old.state
      when 'WAITING' then array['READY', 'CANCELLED']
      when 'READY' then array['RUNNING', 'WAITING', 'CANCELLED']
      when 'RUNNING' then array['READY', 'WAITING', 'COMPLETED', 'INFEASIBLE', 'STOPPED_EARLY', 'FAILED', 'CANCELLED']
      when 'FAILED' then array['READY', 'WAITING']
      else array[]::text[]
    end) then
    raise exception 'trial %: % cannot become %', old.id, old.state, new.state using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger trial_moves before update on trial for each row
  when (old.state is distinct from new.state or old.epoch is distinct from new.epoch)
  execute function check_trial_move();

create function check_sweep_move() returns trigger language plpgsql as $$
begin
  if new.state <> all (
    case old.state
      when 'RUNNING' then array['PAUSED', 'COMPLETED', 'CANCELLED']
      when 'PAUSED' then array['RUNNING', 'COMPLETED', 'CANCELLED']
      when 'COMPLETED' then array['RUNNING']
      else array[]::text[]
    end) then
    raise exception 'sweep %: % cannot become %', old.id, old.state, new.state using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger sweep_moves before update on sweep for each row
  when (old.state is distinct from new.state)
  execute function check_sweep_move();
