-- The checks of a baseline: which sweep was compared with which, by what margins, and what came out. A check without a
-- verdict waits for its sweep. The report is kept as it was given, whatever later versions would say.
--
-- baseline_check_open: the loop asks every few seconds which checks wait.
create table baseline_check (
  id                  uuid primary key,
  baseline_id         uuid not null references baseline on delete cascade,
  number              integer not null check (number > 0),
  pinned_sweep_id     uuid not null references sweep,
  sweep_id            uuid not null references sweep,
  origin              text not null check (origin in ('RERUN', 'SCHEDULE', 'SWEEP')),
  accuracy_margin     float8 not null check (accuracy_margin > 0 and accuracy_margin < 1),
  bound_margin        float8 not null check (bound_margin > 0 and bound_margin < 'Infinity'),
  every_configuration boolean not null,
  verdict             text check (verdict in ('PASS', 'IMPROVED', 'REGRESSED', 'INCONCLUSIVE')),
  report              jsonb,
  created_at          timestamptz not null default now(),
  finished_at         timestamptz,
  unique (baseline_id, number),
  check (pinned_sweep_id <> sweep_id),
  check (num_nulls(verdict, report, finished_at) in (0, 3))
);

create index baseline_check_open on baseline_check (id) where verdict is null;

-- A verdict is an event, told with the sweep that was checked.
alter table event add column check_id uuid;
alter table event drop constraint event_kind_check;
alter table event add constraint event_kind_check check (kind in ('sweep', 'trial', 'frontier', 'named-frontier', 'check'));
alter table event add constraint check_has_id check ((kind = 'check') = (check_id is not null));
