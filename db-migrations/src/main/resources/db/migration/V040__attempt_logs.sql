-- What a trainer says on its standard error while it runs an attempt, in pieces as they came: a trial's log can be read
-- wherever its worker runs, and after the worker has gone. The key makes a piece that is sent twice one that is stored once.
create table attempt_log (
  attempt_id uuid not null references attempt on delete cascade,
  from_byte  bigint not null check (from_byte >= 0),
  text       text not null,
  primary key (attempt_id, from_byte)
);

alter table fenced_write drop constraint fenced_write_kind_check,
  add constraint fenced_write_kind_check check (kind in ('RENEWAL', 'METRICS', 'LOG', 'CHECKPOINT', 'COMPLETION'));
