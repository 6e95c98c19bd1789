-- What happened, for readers that follow: written in the transaction of the change, so an event without its change or a
-- change without its event cannot be. seq becomes visible out of commit order; readers look a few seconds back.
--
-- event_by_sweep: a dashboard follows one sweep.
-- event_by_time: old events are deleted by age.
create table event (
  seq      bigint generated always as identity primary key,
  at       timestamptz not null default clock_timestamp(),
  kind     text not null check (kind in ('sweep', 'trial', 'frontier')),
  sweep_id uuid not null,
  trial_id uuid,
  check ((kind = 'trial') = (trial_id is not null))
);

create index event_by_sweep on event (sweep_id, seq);
create index event_by_time on event (at);
