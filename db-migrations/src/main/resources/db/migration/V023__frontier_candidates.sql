-- Frontiers at the cost of their size. Of each method's results (optimizer and constraint) in a sweep this keeps those that
-- nothing dominated when they came: a superset of the frontier of the whole, and of every grouping or filter by method,
-- since what is dominated within its method is dominated in the whole. Two transactions that do not see each other may leave
-- a result too many, never one too few; who reads takes the running maximum over the few that are left. So no lock is
-- needed, and none is waited for.
--
-- frontier_change counts what can change a frontier, so that "has anything changed?" is answered without looking at results.
-- A row per sweep and shard, the shard by connection, so that ends of trials do not wait for one row.
--
-- The walk over trial_frontier, which this replaces, cost 0.1 ms a point and could not group.
create table frontier_candidate (
  sweep_id    uuid not null references sweep,
  bound_rule  text not null,
  method      text not null,
  log10_bound float8 not null,
  accuracy    float8 not null,
  number      integer not null,
  trial_id    uuid not null references trial on delete cascade,
  primary key (sweep_id, bound_rule, method, log10_bound, trial_id)
);

create table frontier_change (
  sweep_id uuid not null references sweep,
  shard    integer not null,
  changes  bigint not null,
  primary key (sweep_id, shard)
) with (fillfactor = 50);

create function method_of(parameters jsonb) returns text language sql immutable
return coalesce(parameters ->> 'optimizer', '') || '/' || coalesce(parameters ->> 'constraint', '');

-- A transaction calls it once for each of its results; the same row many times over in one transaction would be slow.
create function note_frontier_change(sweep uuid) returns void language sql volatile as $$
  insert into frontier_change (sweep_id, shard, changes) values (sweep, pg_backend_pid() % 32, 1)
  on conflict (sweep_id, shard) do update set changes = frontier_change.changes + 1
$$;

create function offer_to_frontier() returns trigger language plpgsql as $$
declare
  its_method text;
begin
  perform note_frontier_change(new.sweep_id);
  if new.log10_bound is null then
    return null;
  end if;
  select method_of(parameters) into its_method from configuration where id = new.configuration_id;
  if exists (
    select from frontier_candidate c
    where c.sweep_id = new.sweep_id and c.bound_rule = new.bound_rule and c.method = its_method
      and c.log10_bound <= new.log10_bound and c.accuracy >= new.accuracy
      and (c.log10_bound < new.log10_bound or c.accuracy > new.accuracy or c.number < new.number)) then
    return null;
  end if;
  insert into frontier_candidate (sweep_id, bound_rule, method, log10_bound, accuracy, number, trial_id)
  values (new.sweep_id, new.bound_rule, its_method, new.log10_bound, new.accuracy, new.number, new.id);
  -- whoever holds a row is about to delete it too
  delete from frontier_candidate where ctid = any (array(
    select c.ctid from frontier_candidate c
    where c.sweep_id = new.sweep_id and c.bound_rule = new.bound_rule and c.method = its_method
      and c.log10_bound >= new.log10_bound and c.accuracy <= new.accuracy
      and (c.log10_bound > new.log10_bound or c.accuracy < new.accuracy or c.number > new.number)
    for update skip locked));
  return null;
end $$;

create trigger trial_results after insert or update of state on trial for each row
  when (new.state = 'COMPLETED')
  execute function offer_to_frontier();

-- An audit changes the frontier of audited results.
create function note_audit() returns trigger language plpgsql as $$
begin
  perform note_frontier_change(sweep_id) from trial where id = new.trial_id;
  return null;
end $$;

create trigger audit_findings after insert or update on audit_finding for each row execute function note_audit();

-- Fills both tables anew from all results. For this migration, and for whoever has written results past the trigger.
create function rebuild_frontier_candidates() returns void language plpgsql as $$
begin
  delete from frontier_candidate;
  insert into frontier_candidate (sweep_id, bound_rule, method, log10_bound, accuracy, number, trial_id)
  select sweep_id, bound_rule, method, log10_bound, accuracy, number, id
  from (
    select t.id, t.sweep_id, t.bound_rule, m.method, t.log10_bound, t.accuracy, t.number,
           max(t.accuracy) over (partition by t.sweep_id, t.bound_rule, m.method order by t.log10_bound, t.accuracy desc, t.number
                                 rows between unbounded preceding and 1 preceding) as best_before
    from trial t join (select id, method_of(parameters) as method from configuration) m on m.id = t.configuration_id
    where t.state = 'COMPLETED' and t.log10_bound is not null) ranked
  where best_before is null or accuracy > best_before;
  insert into frontier_change (sweep_id, shard, changes)
  select sweep_id, -1, count(*) from trial where state = 'COMPLETED' group by sweep_id
  on conflict (sweep_id, shard) do update set changes = frontier_change.changes + 1;
end $$;

select rebuild_frontier_candidates();

drop index trial_frontier;
