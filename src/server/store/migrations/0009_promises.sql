-- What: the ledger of promises. Policies promise by rule, people promise by word, estimates promise too: one engine.
-- Why facts: a deadline is computed from the facts of its promise and only materialised here, for lists and the tick.
-- Breaking: no.

create table policies (
  id uuid primary key,
  name text not null,
  version int not null default 1,
  position int not null,
  -- which cases it is for: {priorities, kinds, channels, teamIds, tags, organisationIds, customerIds, vip}; empty = all
  conditions jsonb not null default '{}',
  -- null = the calendar of the case's team, else the default one
  calendar_id uuid references calendars (id),
  -- minutes of open time; null = not promised
  first_response_minutes int check (first_response_minutes > 0),
  next_response_minutes int check (next_response_minutes > 0),
  resolution_minutes int check (resolution_minutes > 0),
  -- states of a case in which the clocks stand still
  pause_response_in text[] not null default '{}',
  pause_resolution_in text[] not null default '{waiting}',
  -- whether running promises are counted again when this policy or its calendar changes; else they keep their version
  recompute_running boolean not null default true,
  active boolean not null default true,
  changed_at timestamptz not null,
  -- no longer used or listed; its promises and versions stay
  archived_at timestamptz
);
create index policies_in_order on policies (position, id) where archived_at is null;

create table policy_versions (
  policy_id uuid not null references policies (id),
  version int not null,
  terms jsonb not null,
  at timestamptz not null,
  by_id uuid references users (id),
  primary key (policy_id, version)
);

-- What a case is as far as its promises depend on it, exactly as the log says up to the event read last. Reading the
-- case itself would show states that the event in hand has not reached yet.
create table case_standings (
  case_id uuid primary key references cases (id),
  customer_id uuid not null references customers (id),
  kind text not null,
  priority text not null,
  channel text not null,
  team_id uuid,
  assignee_id uuid,
  tags text[] not null default '{}',
  state text not null,
  -- since when the customer waits for an answer; null when he does not
  awaiting_since timestamptz,
  replied boolean not null default false,
  merged_into uuid
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
  -- null = open round the clock
  calendar_id uuid references calendars (id),
  calendar_version int,
  -- states of the case in which this clock stands still, as its policy said
  pause_in text[] not null default '{}',
  -- who keeps it; null = nobody yet (the case has no assignee)
  keeper_id uuid references users (id),
  made_by uuid references users (id),
  made_at timestamptz not null,
  target_minutes int,
  -- null while a pause leaves it open
  due_at timestamptz,
  first_due_at timestamptz,
  state text not null default 'open' check (state in ('open', 'kept', 'broken', 'withdrawn')),
  paused boolean not null default false,
  -- milliseconds of open time left while paused
  remaining_ms bigint,
  at_risk boolean not null default false,
  -- the next moment at which the clock itself must act: a warning, the risk mark or the due time
  next_at timestamptz,
  warned int not null default 0,
  ended_at timestamptz,
  -- how it ended, as a word of ours; what a person said about a break stands beside it
  end_reason text,
  break_reason text,
  broke_in_silence boolean not null default false,
  apology text,
  recovery text,
  -- what the customer was last told about it
  told text,
  visible boolean not null default true,
  customer_accepted_at timestamptz,
  message_id uuid references messages (id),
  spoken_words text,
  -- no promise is ever silent: it ticks, it waits with time left, or it ended and says how
  constraint never_silent check (
    case when state = 'open' then ended_at is null and (next_at is not null or (paused and remaining_ms is not null))
    else ended_at is not null and end_reason is not null and next_at is null end)
);
create unique index one_open_policy_promise on promises (case_id, clock) where state = 'open' and clock is not null;
create index promises_to_tick on promises (next_at) where state = 'open' and next_at is not null;
create index promises_open_by_keeper on promises (keeper_id, due_at, id) where state = 'open';
create index promises_open_by_due on promises (due_at, id) where state = 'open';
create index promises_open_at_risk on promises (due_at, id) where state = 'open' and at_risk;
create index promises_open_by_calendar on promises (calendar_id, id) where state = 'open' and kind = 'policy';
create index promises_open_by_policy on promises (id) where state = 'open' and kind = 'policy';
create index promises_by_case on promises (case_id, made_at);
create index promises_by_customer on promises (customer_id, made_at desc, id desc);
create index promises_ended on promises (ended_at desc, id desc) include (state, kind, keeper_id, case_id) where state <> 'open';
create index promises_ended_by_keeper on promises (keeper_id, ended_at desc, id desc) where state <> 'open';

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
