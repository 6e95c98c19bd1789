-- A baseline: a sweep that later ones are compared with, how much worse is still no worse, and when it is checked by itself.
--
-- baseline_due: the loop asks every few seconds which schedules are due.
create table baseline (
  id                  uuid primary key,
  name                text not null unique check (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$'),
  sweep_id            uuid not null references sweep,
  accuracy_margin     float8 not null check (accuracy_margin > 0 and accuracy_margin < 1),
  bound_margin        float8 not null check (bound_margin > 0 and bound_margin < 'Infinity'),
  every_configuration boolean not null,
  schedule            text,
  next_check_at       timestamptz,
  created_at          timestamptz not null default now(),
  pinned_at           timestamptz not null default now(),
  check ((schedule is null) = (next_check_at is null))
);

create index baseline_due on baseline (next_check_at) where next_check_at is not null;
