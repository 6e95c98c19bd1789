-- A trial: its place in the sweep, its state, its lease and the few numbers that frontiers and lists sort by. Everything
-- wide (metrics, certificates, provenance) lives elsewhere, because renewals rewrite this row. lease_until and progress are
-- in no index on purpose: a renewal stays a heap-only update, for which the fill factor leaves room.
--
-- unique (sweep_id, configuration_id, seed): a grid point cannot run twice, whatever races.
-- unique (sweep_id, number): the number that people use, and the order in which expansion resumes.
-- trial_by_state: claims take the READY trials of a sweep by number; counts per state, the failure limit and the question
--   "is anything unfinished?" are answered from it too.
-- trial_running: the reaper and a worker's question for its own leases see the running trials only.
-- trial_frontier: a frontier is a skip-scan over it: next larger bound with more accuracy.
-- trial_checkpoint: retention asks whether any trial still refers to an artifact.
create table trial (
  id               uuid primary key,
  sweep_id         uuid not null references sweep,
  configuration_id bigint not null references configuration,
  seed             bigint not null,
  number           integer not null check (number > 0),
  state            text not null check (state in ('WAITING', 'READY', 'RUNNING', 'COMPLETED', 'INFEASIBLE', 'STOPPED_EARLY', 'FAILED', 'CANCELLED')),
  epoch            bigint not null default 0 check (epoch >= 0),
  failures         integer not null default 0 check (failures >= 0),
  directive        text not null default 'CONTINUE' check (directive in ('CONTINUE', 'CANCEL', 'PAUSE', 'STOP_EARLY')),
  ready_at         timestamptz not null default now(),
  lease_worker_id  uuid references worker,
  lease_until      timestamptz,
  checkpoint_sha256 text references artifact,
  checkpoint_step  bigint,
  checkpoint_bytes bigint,
  progress_step    bigint,
  progress_steps   bigint,
  progress_loss    float8 check (progress_loss <> 'NaN'),
  steps_per_second float8 check (steps_per_second <> 'NaN'),
  accuracy         float8 check (accuracy <> 'NaN' and accuracy between 0 and 1),
  loss             float8 check (loss <> 'NaN'),
  log10_bound      float8 check (log10_bound <> 'NaN'),
  bound_kind       text check (bound_kind in ('ZERO', 'FINITE', 'INFINITE', 'UNKNOWN')),
  bound_rule       text,
  reason           text,
  created_at       timestamptz not null default now(),
  started_at       timestamptz,
  finished_at      timestamptz,
  unique (sweep_id, configuration_id, seed),
  unique (sweep_id, number),
  constraint running_has_lease check ((state = 'RUNNING') = (lease_until is not null) and (state = 'RUNNING') = (lease_worker_id is not null)),
  constraint finished_has_time check ((state in ('WAITING', 'READY', 'RUNNING')) = (finished_at is null)),
  constraint completed_has_result check (state not in ('COMPLETED', 'STOPPED_EARLY') or (accuracy is not null and bound_kind is not null and bound_rule is not null)),
  constraint bound_agrees_with_kind check (
    case bound_kind
      when 'ZERO' then coalesce(log10_bound = '-Infinity', false)
      when 'INFINITE' then coalesce(log10_bound = 'Infinity', false)
      when 'FINITE' then coalesce(log10_bound > '-Infinity' and log10_bound < 'Infinity', false)
      else log10_bound is null
    end),
  constraint checkpoint_is_whole check (num_nulls(checkpoint_sha256, checkpoint_step, checkpoint_bytes) in (0, 3))
) with (fillfactor = 80);

create index trial_by_state on trial (sweep_id, state, number);
create index trial_running on trial (lease_worker_id) where state = 'RUNNING';
create index trial_frontier on trial (sweep_id, log10_bound, accuracy desc, number) where state = 'COMPLETED';
create index trial_checkpoint on trial (checkpoint_sha256) where checkpoint_sha256 is not null;
