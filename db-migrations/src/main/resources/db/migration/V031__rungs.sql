-- What trials had when they reached the rungs of their sweep's stopping rule, and the verdict on those that were stopped.
--
-- rung_mark_by_sweep: a trial is judged by the latest others at its rung.
create table rung_mark (
  trial_id    uuid not null references trial,
  rung        integer not null check (rung >= 0),
  sweep_id    uuid not null references sweep,
  step        bigint not null,
  accuracy    float8 not null check (accuracy <> 'NaN'),
  log10_bound float8 not null check (log10_bound <> 'NaN'),
  verdict     text,
  primary key (trial_id, rung)
);

create index rung_mark_by_sweep on rung_mark (sweep_id, rung, trial_id);
