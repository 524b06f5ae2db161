-- What: who is told when a promise, a customer or a task needs somebody else; who is on call; what a breach asks of management.
-- Why a table of moments: an escalation by time waits for its hour like a promise does, so the tick reads an index and nothing else.
-- Breaking: no.

create table on_call_rotas (
  id uuid primary key,
  name text not null,
  zone text not null,
  starts_on date not null,
  changes_at text not null check (changes_at ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  turn_days int not null default 7 check (turn_days between 1 and 92),
  people uuid[] not null default '{}',
  changed_at timestamptz not null,
  archived_at timestamptz
);

create table on_call_overrides (
  id uuid primary key,
  rota_id uuid not null references on_call_rotas (id) on delete cascade,
  user_id uuid not null references users (id),
  from_at timestamptz not null,
  until_at timestamptz not null,
  note text not null default '',
  made_by uuid references users (id),
  made_at timestamptz not null,
  check (until_at > from_at)
);
create index on_call_overrides_by_rota on on_call_overrides (rota_id, until_at);

create table escalation_protocols (
  id uuid primary key,
  name text not null,
  position int not null,
  active boolean not null default true,
  version int not null default 1,
  -- {way, triggers, conditions, steps, task, handsOver}
  definition jsonb not null,
  changed_at timestamptz not null,
  changed_by uuid references users (id),
  archived_at timestamptz
);

create table escalations (
  id uuid primary key,
  protocol_id uuid not null references escalation_protocols (id),
  protocol_version int not null,
  -- as the protocol stood when this began
  name text not null,
  definition jsonb not null,
  case_id uuid references cases (id) on delete cascade,
  promise_id uuid references promises (id) on delete cascade,
  task_id uuid,
  drill boolean not null default false,
  -- what started it: {on, ...values}
  because jsonb not null,
  state text not null default 'calling' check (state in ('calling', 'acknowledged', 'unheard', 'ended')),
  -- the step in hand, from 0; -1 before the first
  step int not null default -1,
  next_at timestamptz,
  started_at timestamptz not null,
  started_by uuid references users (id),
  acknowledged_at timestamptz,
  acknowledged_by uuid references users (id),
  handed_to uuid references users (id),
  note text not null default '',
  ended_at timestamptz,
  end_reason text,
  -- the same cause starts a protocol once
  once text unique,
  constraint calling_goes_on check ((state = 'calling') = (next_at is not null)),
  constraint drills_touch_nobody check (not drill or (case_id is null and promise_id is null))
);
create index escalations_to_tick on escalations (next_at) where next_at is not null;
create index escalations_open on escalations (started_at desc, id desc) where ended_at is null;
create index escalations_by_start on escalations (started_at desc, id desc);
create index escalations_by_case on escalations (case_id, started_at desc);
create index escalations_by_promise on escalations (promise_id) where ended_at is null;

create table escalation_alerts (
  id uuid primary key,
  escalation_id uuid not null references escalations (id) on delete cascade,
  step int not null,
  user_id uuid not null references users (id),
  on_call boolean not null default false,
  -- when he may hear it: at once, or when he is back at work
  due_at timestamptz not null,
  told_at timestamptz,
  how text[] not null default '{}',
  acknowledged_at timestamptz,
  unique (escalation_id, step, user_id)
);
create index escalation_alerts_to_tell on escalation_alerts (due_at) where told_at is null;
create index escalation_alerts_by_person on escalation_alerts (user_id, due_at desc);

-- The log: what happened to an escalation, in order.
create table escalation_facts (
  id bigint generated always as identity primary key,
  escalation_id uuid not null references escalations (id) on delete cascade,
  at timestamptz not null,
  fact text not null,
  data jsonb not null default '{}',
  actor_id uuid references users (id)
);
create index escalation_facts_by_escalation on escalation_facts (escalation_id, id);

-- What a breach asks of whoever leads: a deed with a clock of its own.
create table escalation_tasks (
  id uuid primary key,
  escalation_id uuid references escalations (id) on delete set null,
  case_id uuid references cases (id) on delete cascade,
  promise_id uuid references promises (id) on delete cascade,
  action text not null check (action in ('call-customer', 'apologise', 'note-cause', 'add-hands', 'change-promise')),
  keeper_id uuid references users (id),
  -- how many things it stands for: breaks of one standstill are one task
  stands_for int not null default 1,
  made_at timestamptz not null,
  due_at timestamptz not null,
  -- when it is looked at because it is overdue; null once it was, or done
  next_at timestamptz,
  done_at timestamptz,
  done_by uuid references users (id),
  word text,
  check ((done_at is null) = (word is null))
);
create index escalation_tasks_open on escalation_tasks (due_at, id) where done_at is null;
create index escalation_tasks_to_tick on escalation_tasks (next_at) where next_at is not null;
create index escalation_tasks_done on escalation_tasks (done_at desc, id desc) where done_at is not null;
create index escalation_tasks_by_case on escalation_tasks (case_id);
alter table escalations add foreign key (task_id) references escalation_tasks (id) on delete set null;

-- The hour at which a protocol by time looks at a promise.
create table escalation_watches (
  promise_id uuid not null references promises (id) on delete cascade,
  protocol_id uuid not null references escalation_protocols (id) on delete cascade,
  place int not null,
  at timestamptz not null,
  primary key (promise_id, protocol_id, place)
);
create index escalation_watches_to_tick on escalation_watches (at);

-- Promises that broke while the house stood still; whoever keeps or leads them is told once of all of his.
create table escalation_missed (
  promise_id uuid primary key references promises (id) on delete cascade,
  at timestamptz not null
);
