-- A trial whose result was taken from an older one, which has the same configuration and seed.
alter table trial
  add column origin_trial_id uuid references trial,
  add constraint origin_is_completed check (origin_trial_id is null or state = 'COMPLETED');
