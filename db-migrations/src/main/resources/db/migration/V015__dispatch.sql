-- What a sweep asks of a worker's device, what limits it, and what its trials have learnt: a larger request of memory after
-- an out-of-memory, and configurations that crash trainers again and again.
--
-- trial.memory_bytes: null as long as the sweep's request holds.
-- attempt.device, attempt.memory_bytes: the slot's device and what was promised of it; of the running attempts on a device
--   the promises never sum to more than it has free.
-- worker.draining_since: from then on it gets nothing new.
-- sweep.retried_at: crashes before it do not count towards a quarantine.
alter table sweep
  add column device          text not null default 'any' check (device in ('any', 'cpu', 'cuda')),
  add column memory_bytes    bigint not null default 0 check (memory_bytes >= 0),
  add column labels          jsonb not null default '{}',
  add column max_concurrent  integer check (max_concurrent > 0),
  add column deadline        timestamptz,
  add column compute_seconds bigint check (compute_seconds > 0),
  add column retried_at      timestamptz;

alter table trial add column memory_bytes bigint check (memory_bytes > 0);

alter table attempt
  add column device       text not null default 'cpu:0',
  add column memory_bytes bigint not null default 0 check (memory_bytes >= 0),
  add column signal       text;

alter table worker add column draining_since timestamptz;

update worker set devices = coalesce(
  (select jsonb_agg(d || jsonb_build_object('freeBytes', d -> 'memoryBytes', 'slots', worker.slots)) from jsonb_array_elements(devices) d), '[]');

create table quarantine (
  sweep_id         uuid not null references sweep,
  configuration_id bigint not null references configuration,
  reason           text not null,
  created_at       timestamptz not null default now(),
  primary key (sweep_id, configuration_id)
);

-- a trial of a configuration in quarantine fails without having run
create or replace function check_trial_move() returns trigger language plpgsql as $$
begin
  if new.epoch < old.epoch then
    raise exception 'trial %: epoch % cannot go back to %', old.id, old.epoch, new.epoch using errcode = 'check_violation';
  end if;
  if old.state <> new.state and new.state <> all (
    case old.state
      when 'WAITING' then array['READY', 'FAILED', 'CANCELLED']
      when 'READY' then array['RUNNING', 'WAITING', 'FAILED', 'CANCELLED']
      when 'RUNNING' then array['READY', 'WAITING', 'COMPLETED', 'INFEASIBLE', 'STOPPED_EARLY', 'FAILED', 'CANCELLED']
      when 'FAILED' then array['READY', 'WAITING']
      else array[]::text[]
    end) then
    raise exception 'trial %: % cannot become %', old.id, old.state, new.state using errcode = 'check_violation';
  end if;
  return new;
end $$;
