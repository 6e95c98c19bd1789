-- The lease log: an attempt says who held which epoch from when to when; here is when a lost one ran out, and which writes
-- came too late. A row per attempt and kind of write, however often it was tried.
--
-- attempt.expired_at: when the lease of a LOST attempt ran out; finished_at is when the trial was taken away.
-- attempt_lost: how many leases were lost is counted without looking at all attempts.
-- fenced_write_by_time: old rows are deleted by age.
alter table attempt add column expired_at timestamptz check (expired_at is null or state = 'LOST');

create index attempt_lost on attempt (finished_at) where state = 'LOST';

create table fenced_write (
  attempt_id    uuid not null references attempt,
  kind          text not null check (kind in ('RENEWAL', 'METRICS', 'CHECKPOINT', 'COMPLETION')),
  refusals      integer not null default 1 check (refusals > 0),
  shown_epoch   bigint not null,
  current_epoch bigint not null,
  trial_state   text not null,
  first_at      timestamptz not null default now(),
  last_at       timestamptz not null default now(),
  primary key (attempt_id, kind)
);

create index fenced_write_by_time on fenced_write (last_at);
