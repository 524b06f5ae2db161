-- What: promises recognised in what was sent to a customer, until somebody keeps them as promises or says that they are none.
-- Why: an answer may promise without its writer pressing anything; such a promise waits here and is never lost.
-- Breaking: no.

create table spoken_promises (
  id uuid primary key,
  message_id uuid not null references messages (id),
  -- who wrote it; null when a key or the system did
  user_id uuid references users (id),
  said_at timestamptz not null,
  quote text not null,
  what text not null,
  condition text,
  due_at timestamptz,
  precision text,
  strength text not null check (strength in ('firm', 'weak')),
  language text not null,
  -- its first words without names and numbers: what a person has learned to be no promise is not proposed to him again
  shape text not null,
  state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'dismissed', 'muted')),
  promise_id uuid references promises (id),
  decided_at timestamptz,
  decided_by uuid references users (id),
  reason text,
  unique (message_id, quote, what)
);
create index spoken_promises_open on spoken_promises (said_at desc, id desc) where state = 'proposed';
create index spoken_promises_open_by_user on spoken_promises (user_id, said_at desc, id desc) where state = 'proposed';
create index spoken_promises_learned on spoken_promises (user_id, shape) where state in ('confirmed', 'dismissed');
