-- What audits have said of a trial's certificates, so that a frontier can ask for results that were audited. The latest
-- audit of a certificate counts, but one that could not tell does not take back what an earlier one has found.
create table audit_finding (
  trial_id     uuid not null references trial,
  rule         text not null,
  rule_version integer not null,
  verdict      text not null check (verdict in ('PASS', 'FAIL', 'UNVERIFIABLE')),
  audited_at   timestamptz not null default now(),
  primary key (trial_id, rule)
);
