-- Which build a worker trains with: a version stands for many, and results are the same code's only if their digest is this one.
alter table worker add column code_digest text;
