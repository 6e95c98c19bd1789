-- Who changed what and when, and what was refused. Written after the request, which has its own transaction.
--
-- token_id: null if the request came without a token, or with one that is none.
-- audit_entry_by_time: old entries are deleted by age.
create table audit_entry (
  seq      bigint generated always as identity primary key,
  at       timestamptz not null default clock_timestamp(),
  token_id uuid references api_token,
  address  text not null,
  action   text not null check (length(action) <= 200),
  subject  text check (length(subject) <= 200),
  status   integer not null
);

create index audit_entry_by_time on audit_entry (at);
