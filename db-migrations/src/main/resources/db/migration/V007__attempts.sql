-- One execution of a trial; (trial_id, epoch) is its fencing token.
--
-- unique (trial_id, epoch): an epoch is given out once, and a trial's attempts are read in order.
create table attempt (
  id              uuid primary key,
  trial_id        uuid not null references trial,
  epoch           bigint not null check (epoch > 0),
  worker_id       uuid not null references worker,
  state           text not null default 'RUNNING' check (state in ('RUNNING', 'COMPLETED', 'INFEASIBLE', 'STOPPED_EARLY', 'FAILED', 'CANCELLED', 'RELEASED', 'LOST')),
  resumed_step    bigint,
  checkpoint_step bigint,
  cause           text check (cause in ('TRAINER_CRASHED', 'OUT_OF_MEMORY', 'DATA_MISSING', 'TRAINER_ERROR')),
  message         text,
  started_at      timestamptz not null default now(),
  finished_at     timestamptz,
  unique (trial_id, epoch),
  check ((state = 'RUNNING') = (finished_at is null)),
  check ((state = 'FAILED') = (cause is not null))
);
