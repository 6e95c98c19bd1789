-- For people who would rather write SQL: views that keep their columns whatever becomes of the tables, and a role that reads
-- them and nothing else. docs/sql.md describes every column; a test holds the two together.
--
-- Roles belong to the whole server, and a database's user may not be allowed to make one: then whoever may makes it and calls
-- grant_lipsweep_views.
create schema lipsweep_views;

create view lipsweep_views.sweeps as
select id as sweep_id, name, recipe, recipe_version, state, total_trials, created_at, finished_at
from sweep;

create view lipsweep_views.trials as
select t.id as trial_id, t.sweep_id, s.name as sweep, c.recipe, t.number, t.state, t.seed, c.hash as configuration_hash,
       c.parameters, c.parameters ->> 'optimizer' as optimizer, c.parameters ->> 'constraint' as constraint_method,
       t.epoch as attempts, t.accuracy, t.loss, t.log10_bound, t.bound_kind, t.bound_rule, t.reason,
       t.created_at, t.started_at, t.finished_at
from trial t join sweep s on s.id = t.sweep_id join configuration c on c.id = t.configuration_id;

create view lipsweep_views.results as
select t.id as trial_id, t.sweep_id, t.number, t.seed, c.hash as configuration_hash, c.parameters,
       t.accuracy, t.loss, t.log10_bound, t.bound_kind, t.bound_rule, r.steps, r.train_seconds,
       r.measures, r.provenance, r.provenance ->> 'codeVersion' as code_version, t.finished_at
from trial t join configuration c on c.id = t.configuration_id join result r on r.trial_id = t.id
where t.state = 'COMPLETED';

create view lipsweep_views.measures as
select t.id as trial_id, t.sweep_id, m.key as name, (m.value #>> '{}')::float8 as value
from trial t join result r on r.trial_id = t.id cross join lateral jsonb_each(r.measures) m
where t.state = 'COMPLETED';

create view lipsweep_views.certificates as
select k.trial_id, t.sweep_id, k.rule, k.rule_version, k.position = 0 as counts, k.sound, k.bound_kind, k.log10_bound,
       k.domain, k.norm_method, k.slack, k.checkpoint_sha256, k.layers, k.contributions, f.verdict as audit, f.audited_at
from certificate k join trial t on t.id = k.trial_id
  left join audit_finding f on f.trial_id = k.trial_id and f.rule = k.rule and f.rule_version = k.rule_version;

create view lipsweep_views.frontier as
select sweep_id, trial_id, number, log10_bound, bound_rule, accuracy
from (
  select c.*, max(accuracy) over (partition by sweep_id, bound_rule order by log10_bound, accuracy desc, number
                                  rows between unbounded preceding and 1 preceding) as best_before
  from frontier_candidate c) ranked
where best_before is null or accuracy > best_before;

create view lipsweep_views.frontier_by_method as
select f.sweep_id, c.parameters ->> 'optimizer' as optimizer, c.parameters ->> 'constraint' as constraint_method,
       f.trial_id, f.number, f.log10_bound, f.bound_rule, f.accuracy
from (
  select c.*, max(accuracy) over (partition by sweep_id, bound_rule, method order by log10_bound, accuracy desc, number
                                  rows between unbounded preceding and 1 preceding) as best_before
  from frontier_candidate c) f
  join trial t on t.id = f.trial_id join configuration c on c.id = t.configuration_id
where f.best_before is null or f.accuracy > f.best_before;

create view lipsweep_views.metrics as
select a.trial_id, t.sweep_id, a.epoch, m.series, p.step, p.value
from metric_chunk m join attempt a on a.id = m.attempt_id join trial t on t.id = a.trial_id
  cross join lateral unnest(m.steps, m.values) p(step, value);

create function grant_lipsweep_views(reader text) returns void language plpgsql as $$
begin
  execute format('grant usage on schema lipsweep_views to %I', reader);
  execute format('grant select on all tables in schema lipsweep_views to %I', reader);
end $$;

do $$
begin
  if not exists (select from pg_roles where rolname = 'lipsweep_reader') then
    create role lipsweep_reader nologin;
  end if;
exception
  when insufficient_privilege then
    raise notice 'no role lipsweep_reader: who may make roles calls grant_lipsweep_views, see docs/sql.md';
  when duplicate_object or unique_violation then
    null; -- another database of this server has just made it
end $$;

do $$
begin
  if exists (select from pg_roles where rolname = 'lipsweep_reader') then
    perform grant_lipsweep_views('lipsweep_reader');
  end if;
end $$;
