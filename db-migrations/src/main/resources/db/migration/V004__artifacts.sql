-- Artifacts: the bytes lie in a store under their hash, the row says that they are complete. A fenced write that makes an
-- artifact current refers to the row, so that the retention loop cannot delete it at the same moment.
--
-- artifact_by_age: retention looks only at rows older than its grace period.
create table artifact (
  sha256     text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null check (size_bytes >= 0),
  created_at timestamptz not null default now()
);

create index artifact_by_age on artifact (created_at);
