-- Sweeps that grow: by a search that proposes points, by a race that adds seeds, or by a person. All that a search has to
-- remember is in its trials and these columns, so a server that is killed goes on where another stopped.
--
-- sweep.search, racing: how it grows; null if it does not. sweep.growing: it may still grow, so that its last trial does not
--   complete it. total_trials is what is planned as long as a search goes on.
-- sweep.proposed, raced: points that the search has proposed, trials that the race has added.
-- sweep.search_counter: how far the sequence of draws has been used.
-- sweep.stopping, reuse: what becomes of trials that are not worth finishing, or were trained before.
-- sweep_growing: the loop looks at these alone.
alter table sweep
  add column search         jsonb,
  add column stopping       jsonb,
  add column racing         jsonb,
  add column reuse          text not null default 'never' check (reuse in ('never', 'same-code', 'any-code')),
  add column growing        boolean not null default false,
  add column proposed       integer not null default 0 check (proposed >= 0),
  add column raced          integer not null default 0 check (raced >= 0),
  add column search_counter bigint not null default 0,
  add column search_note    text;

create index sweep_growing on sweep (id) where growing and state = 'RUNNING';
