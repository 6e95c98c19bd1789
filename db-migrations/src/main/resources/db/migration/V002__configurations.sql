-- Configurations are content-addressed over all sweeps: the unique hash is how a sweep finds out that a point is already
-- known. The small key keeps the trial row narrow.
create table configuration (
  id             bigint generated always as identity primary key,
  hash           text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  recipe         text not null,
  recipe_version integer not null,
  parameters     jsonb not null
);
