-- What the end of a trial does besides its own rows, with fewer statements.

-- A trial's first checkpoint has no older one to forget.
create or replace function remember_checkpoint() returns trigger language plpgsql as $$
begin
  insert into checkpoint (trial_id, sha256, step) values (new.id, new.checkpoint_sha256, new.checkpoint_step)
  on conflict (trial_id, sha256) do update set step = excluded.step, stored_at = excluded.stored_at;
  if old.checkpoint_sha256 is null then
    return null;
  end if;
  delete from checkpoint where trial_id = new.id and sha256 in (
    select sha256 from checkpoint
    where trial_id = new.id and sha256 <> new.checkpoint_sha256
    order by step desc, stored_at desc
    offset (select greatest(keep_checkpoints, 1) - 1 from sweep where id = new.sweep_id));
  return null;
end $$;

-- Most results are dominated, so that is asked together with the method.
create or replace function offer_to_frontier() returns trigger language plpgsql as $$
declare
  its_method text;
  dominated boolean;
begin
  perform note_frontier_change(new.sweep_id);
  if new.log10_bound is null then
    return null;
  end if;
  select m.method, exists (
    select from frontier_candidate c
    where c.sweep_id = new.sweep_id and c.bound_rule = new.bound_rule and c.method = m.method
      and c.log10_bound <= new.log10_bound and c.accuracy >= new.accuracy
      and (c.log10_bound < new.log10_bound or c.accuracy > new.accuracy or c.number < new.number))
  into its_method, dominated
  from (select method_of(parameters) as method from configuration where id = new.configuration_id) m;
  if dominated then
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
