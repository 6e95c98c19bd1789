-- What the launchers of all servers saw last, so that every server can tell who asks; one row for each pool or machine.
create table launcher (
  name       text primary key,
  engine     text not null,
  wanted     integer not null check (wanted >= 0),
  running    integer not null check (running >= 0),
  waiting    integer not null check (waiting >= 0),
  held       integer not null check (held >= 0),
  rest_until timestamptz,
  problem    text,
  seen_at    timestamptz not null default now()
);
