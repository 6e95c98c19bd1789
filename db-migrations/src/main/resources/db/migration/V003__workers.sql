-- Workers: what they can run and when they were last heard of.
--
-- worker_present: the list of workers and the liveness loop skip the many that have left.
create table worker (
  id               uuid primary key,
  name             text not null,
  host             text not null,
  code_version     text not null,
  state            text not null default 'ALIVE' check (state in ('ALIVE', 'SILENT', 'LEFT')),
  slots            integer not null check (slots > 0),
  threads_per_slot integer not null check (threads_per_slot > 0),
  devices          jsonb not null,
  recipes          jsonb not null,
  labels           jsonb not null,
  registered_at    timestamptz not null default now(),
  last_seen_at     timestamptz not null default now()
);

create index worker_present on worker (id) where state <> 'LEFT';
