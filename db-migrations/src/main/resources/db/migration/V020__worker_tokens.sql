-- The token that registered a worker: no other one acts for it. Null for workers registered before this was kept.
alter table worker add column token_id uuid references api_token;
