-- The checkpoints that are kept. A sweep says how many of the newest a trial keeps (`keep` in its definition); one that is
-- under way keeps its newest whatever is said, since another worker may have to go on from it. Older ones are forgotten as
-- newer ones come, and retention deletes the bytes that no row refers to.
--
-- A trigger, because a checkpoint becomes a trial's newest by its report and by its result, and neither may forget it. It runs
-- only when the column is written, so renewals do not pay.
--
-- checkpoint_by_artifact: retention asks whether anything still refers to an artifact.
-- trial_ended_with_checkpoint: where sweeps keep nothing, what is left to let go: the frontier's trials and those just ended.
-- sweep_keeping_none: the sweeps of which that is true.
alter table sweep
  add column keep_checkpoints integer not null default 2 check (keep_checkpoints between 0 and 1000),
  add column keep_frontier boolean not null default true;

create table checkpoint (
  trial_id  uuid not null references trial,
  sha256    text not null references artifact,
  step      bigint not null,
  stored_at timestamptz not null default now(),
  primary key (trial_id, sha256)
);

create index checkpoint_by_artifact on checkpoint (sha256);
create index trial_ended_with_checkpoint on trial (sweep_id) where checkpoint_sha256 is not null and finished_at is not null;
create index sweep_keeping_none on sweep (id) where keep_checkpoints = 0;

insert into checkpoint (trial_id, sha256, step)
select id, checkpoint_sha256, checkpoint_step from trial where checkpoint_sha256 is not null;

create function remember_checkpoint() returns trigger language plpgsql as $$
begin
  insert into checkpoint (trial_id, sha256, step) values (new.id, new.checkpoint_sha256, new.checkpoint_step)
  on conflict (trial_id, sha256) do update set step = excluded.step, stored_at = excluded.stored_at;
  delete from checkpoint where trial_id = new.id and sha256 in (
    select sha256 from checkpoint
    where trial_id = new.id and sha256 <> new.checkpoint_sha256
    order by step desc, stored_at desc
    offset (select greatest(keep_checkpoints, 1) - 1 from sweep where id = new.sweep_id));
  return null;
end $$;

create trigger trial_checkpoint_moves after update of checkpoint_sha256 on trial for each row
  when (new.checkpoint_sha256 is not null and new.checkpoint_sha256 is distinct from old.checkpoint_sha256)
  execute function remember_checkpoint();
