-- A sweep: the definition as written, the same as a tree of JSON (key order kept, so that a background expansion that
-- was killed reads the same points in the same order), its state and how far its trials have been written.
--
-- sweep_by_name: a person names a sweep, and means the latest of that name; ids are UUIDv7, so the largest id is it.
-- sweep_active: claims and loops look at the few sweeps that are not finished, however many are.
create table sweep (
  id              uuid primary key,
  name            text not null check (length(name) between 1 and 100),
  recipe          text not null,
  recipe_version  integer not null,
  state           text not null check (state in ('RUNNING', 'PAUSED', 'COMPLETED', 'CANCELLED')),
  definition      text not null,
  definition_tree json not null,
  priority        integer not null default 0,
  weight          float8 not null default 1 check (weight > 0 and weight < 'Infinity'),
  max_failures    integer not null check (max_failures >= 0),
  max_attempts    integer not null check (max_attempts >= 1),
  total_trials    integer not null check (total_trials >= 0),
  expanded_trials integer not null default 0,
  message         text,
  created_at      timestamptz not null default now(),
  finished_at     timestamptz,
  check (expanded_trials between 0 and total_trials),
  check ((state in ('COMPLETED', 'CANCELLED')) = (finished_at is not null)),
  check (state <> 'COMPLETED' or expanded_trials = total_trials)
);

create index sweep_by_name on sweep (name, id desc);
create index sweep_active on sweep (id) where state in ('RUNNING', 'PAUSED');
