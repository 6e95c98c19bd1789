-- Frontiers with a name, what they were at certain times, and who wants to know when they change.
--
-- frontier.seen_version, seen_points: what the watch saw last, by which it knows that something is new. Null until its first look,
--   which is not a change.
-- frontier_snapshot: never updated. content is canonical JSON, sha256 its hash.
-- webhook.secret: the key of the signature has to be at hand in clear.
-- webhook_delivery is an outbox: written with the change itself, sent afterwards, so that a kill loses nothing and at worst
--   sends twice. delivery_due: the few that are still to be sent. delivery_by_time: old ones are deleted by age.
create table frontier (
  id            uuid primary key,
  name          text not null unique check (length(name) between 1 and 100),
  definition    json not null,
  sha256        text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  created_at    timestamptz not null default now(),
  seen_version  text,
  seen_points   json,
  change        json,
  changed_at    timestamptz
);

create table frontier_snapshot (
  frontier_id uuid not null references frontier on delete cascade,
  sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  taken_at    timestamptz not null,
  points      integer not null check (points >= 0),
  content     text not null,
  primary key (frontier_id, sha256)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% rows never change', tg_table_name using errcode = 'check_violation';
end $$;

create trigger snapshots_are_immutable before update on frontier_snapshot for each row execute function refuse_change();

create table webhook (
  id         uuid primary key,
  url        text not null check (length(url) <= 2000),
  frontiers  text[] not null,
  secret     text not null,
  created_at timestamptz not null default now()
);

create table webhook_delivery (
  id           uuid primary key,
  webhook_id   uuid not null references webhook on delete cascade,
  payload      text not null,
  state        text not null default 'PENDING' check (state in ('PENDING', 'DELIVERED', 'GIVEN_UP')),
  attempts     integer not null default 0 check (attempts >= 0),
  due_at       timestamptz not null default now(),
  last_status  integer,
  last_error   text,
  created_at   timestamptz not null default now(),
  finished_at  timestamptz,
  check ((state = 'PENDING') = (finished_at is null))
);

create index delivery_due on webhook_delivery (due_at) where state = 'PENDING';
create index delivery_by_webhook on webhook_delivery (webhook_id, id);
create index delivery_by_time on webhook_delivery (created_at);

alter table event
  add column frontier_id uuid references frontier on delete cascade,
  alter column sweep_id drop not null,
  drop constraint event_kind_check,
  add constraint event_kind_check check (kind in ('sweep', 'trial', 'frontier', 'named-frontier')),
  add check ((kind = 'named-frontier') = (frontier_id is not null)),
  add check ((kind = 'named-frontier') = (sweep_id is null));
create index event_by_frontier on event (frontier_id) where frontier_id is not null;
