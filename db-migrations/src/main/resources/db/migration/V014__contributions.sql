-- Which part of a network owns how much of a bound: [{"part", "log10"}], in the order of execution.
alter table certificate add column contributions jsonb not null default '[]';
