-- trial_ready: claims take the READY trials of a sweep from its front. ready_at comes first because no other index has that
--   order: by (sweep_id, number) alone, a planner with stale statistics would walk over all that is finished, and claims
--   would grow slower as a sweep grows older.
create index trial_ready on trial (sweep_id, ready_at, number) where state = 'READY';
