-- The alarm that artifacts find no room: a row from the first upload that was refused until one is stored again. In the
-- database, so that every server can tell of it.
create table artifact_store_full (
  one     boolean primary key default true check (one),
  since   timestamptz not null default now(),
  refused bigint not null default 1 check (refused > 0),
  message text not null
);
