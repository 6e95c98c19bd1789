-- Metrics as chunks of about 200 points: arrays take a fifth of the space of a row a point. NULL stands for a value that is
-- not finite. The primary key makes a chunk that is sent twice a chunk that is stored once, and reads a series in order.
create table metric_chunk (
  attempt_id uuid not null references attempt,
  series     text not null,
  seq        integer not null check (seq >= 0),
  steps      bigint[] not null,
  values     float8[] not null,
  primary key (attempt_id, series, seq),
  check (cardinality(steps) = cardinality(values)),
  check (array_position(values, 'NaN') is null)
);
