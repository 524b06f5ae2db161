-- What: the ledger of promises. Policies promise by rule, people promise by word, estimates promise too: one engine.
-- Why facts: a deadline is computed from the facts of its promise and only materialised here, for lists and the tick.
-- Breaking: no.

create table policies (
  id uuid primary key,
  name text not null,
  version int not null default 1,
  position int not null,
  -- which cases it is for: {priorities, kinds, teamIds, channels, tags, vip, organisationIds}; empty = all
  conditions jsonb not null default '{}',
  calendar_id uuid references calendars (id),
  -- minutes of open time; null = not promised
  first_response_minutes int check (first_response_minutes > 0),
  next_response_minutes int check (next_response_minutes > 0),
  resolution_minutes int check (resolution_minutes > 0),
  pause_while_waiting boolean not null default true,
  active boolean not null default true,
  changed_at timestamptz not null
);

create table promises (
  id uuid primary key,
  kind text not null check (kind in ('policy', 'personal', 'estimate', 'internal')),
  -- for policy promises: which clock; one open promise per case and clock
  clock text check (clock in ('first-response', 'next-response', 'resolution')),
  what text not null,
  case_id uuid references cases (id),
  customer_id uuid not null references customers (id),
  policy_id uuid references policies (id),
  policy_version int,
  calendar_id uuid references calendars (id),
  calendar_version int,
  -- who keeps it; null = nobody yet (the case has no assignee)
  keeper_id uuid references users (id),
  made_by uuid references users (id),
  made_at timestamptz not null,
  target_minutes int,
  due_at timestamptz,
  first_due_at timestamptz,
  state text not null default 'open' check (state in ('open', 'kept', 'broken', 'withdrawn')),
  paused boolean not null default false,
  at_risk boolean not null default false,
  -- the next moment at which the clock itself must act: a warning or the due time
  next_at timestamptz,
  warned int not null default 0,
  ended_at timestamptz,
  end_reason text,
  recovery text,
  visible boolean not null default true,
  customer_accepted_at timestamptz,
  message_id uuid references messages (id),
  spoken_words text
);
create unique index one_open_policy_promise on promises (case_id, clock) where state = 'open' and clock is not null;
create index promises_to_tick on promises (next_at) where state = 'open' and next_at is not null;
create index promises_open_by_keeper on promises (keeper_id, due_at, id) where state = 'open';
create index promises_open_by_due on promises (due_at, id) where state = 'open';
create index promises_by_case on promises (case_id, made_at);
create index promises_by_customer on promises (customer_id, made_at desc, id desc);
create index promises_ended on promises (ended_at desc, id desc) where state <> 'open';

-- What happened to a promise's clock, in order; the deadline is computed from these and from nothing else.
create table promise_facts (
  id bigint generated always as identity primary key,
  promise_id uuid not null references promises (id),
  at timestamptz not null,
  fact text not null,
  data jsonb not null default '{}',
  actor_id uuid references users (id)
);
create index promise_facts_by_promise on promise_facts (promise_id, id);
