-- Tokens, of which only the SHA-256 is kept, and answers of requests that carried an Idempotency-Key.
--
-- api_token.prefix is unique: a token is found by the part of it that is no secret.
-- idempotency_by_age: old keys are deleted by age.
create table api_token (
  id           uuid primary key,
  name         text not null,
  prefix       text not null unique,
  secret_hash  bytea not null check (length(secret_hash) = 32),
  scopes       text[] not null check (scopes <@ array['read', 'submit', 'operate', 'admin', 'worker']),
  created_at   timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at   timestamptz
);

create table idempotency_key (
  token_id     uuid not null references api_token,
  key          text not null check (length(key) between 1 and 200),
  request_hash text not null,
  status       integer,
  body         text,
  location     text,
  created_at   timestamptz not null default now(),
  primary key (token_id, key)
);

create index idempotency_by_age on idempotency_key (created_at);
