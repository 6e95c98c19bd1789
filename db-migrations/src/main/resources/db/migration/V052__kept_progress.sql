-- How far a sweep is includes what its waiting trials have kept: few rows, found without reading those that never ran.
create index trial_waiting_with_checkpoint on trial (sweep_id) where checkpoint_sha256 is not null and state in ('WAITING', 'READY');
