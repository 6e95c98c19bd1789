-- What a trial found beyond the numbers in its row, and the evidence of its bounds.
--
-- The key (trial_id, rule) serves frontiers of a rule other than the trial's own, by join.
create table result (
  trial_id          uuid primary key references trial,
  attempt_id        uuid not null references attempt,
  steps             bigint not null,
  train_seconds     float8 not null check (train_seconds >= 0 and train_seconds < 'Infinity'),
  checkpoint_sha256 text not null,
  measures          jsonb not null,
  provenance        jsonb not null
);

create table certificate (
  trial_id               uuid not null references trial,
  rule                   text not null,
  rule_version           integer not null,
  position               integer not null check (position >= 0),
  sound                  boolean not null,
  bound_kind             text not null check (bound_kind in ('ZERO', 'FINITE', 'INFINITE', 'UNKNOWN')),
  log10_bound            float8 check (log10_bound <> 'NaN'),
  domain                 text not null,
  norm_method            text not null,
  slack                  float8 not null check (slack <> 'NaN'),
  checkpoint_sha256      text not null,
  layers                 jsonb not null,
  activation_kind        text not null check (activation_kind in ('ZERO', 'FINITE', 'INFINITE', 'UNKNOWN')),
  activation_log10_bound float8 check (activation_log10_bound <> 'NaN'),
  created_at             timestamptz not null default now(),
  primary key (trial_id, rule),
  check (
    case bound_kind
      when 'ZERO' then coalesce(log10_bound = '-Infinity', false)
      when 'INFINITE' then coalesce(log10_bound = 'Infinity', false)
      when 'FINITE' then coalesce(log10_bound > '-Infinity' and log10_bound < 'Infinity', false)
      else log10_bound is null
    end)
);
