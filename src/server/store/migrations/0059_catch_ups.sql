-- What: what is being caught up on after a standstill, one line for each kind of work.
-- Why: a node that joins in the middle sees only what is left, which may be little; it has to know that it belongs to a
--   standstill, or it tells one by one what the others tell together.
-- Breaking: nothing.
create table catch_ups (
  name text not null check (name in ('promises', 'escalations')),
  -- what was due by then belongs to it
  until_at timestamptz not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  -- how much of it went wrong
  count int not null default 0
);
create unique index one_catch_up on catch_ups (name) where ended_at is null;
