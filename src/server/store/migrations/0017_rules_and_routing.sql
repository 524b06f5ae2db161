-- What: how work finds its person (routing, skills, absence) and what happens by itself (rules, their runs and their clocks).
-- Why a queue table: a case nobody can take now waits in it with the reason, and is tried again when somebody can.
-- Breaking: no.

-- How a team's cases find their person; a team without a row is led by hand.
create table team_routing (
  team_id uuid primary key references teams (id) on delete cascade,
  method text not null default 'manual' check (method in ('manual', 'round-robin', 'least-load')),
  -- what one person carries at most, in points; a normal case weighs one. null = no limit
  most_load numeric(6, 1) check (most_load > 0),
  -- only people whose working hours it is
  in_hours_only boolean not null default true,
  -- cases without a team come here
  takes_teamless boolean not null default false,
  changed_at timestamptz not null
);
create unique index one_team_for_the_teamless on team_routing (takes_teamless) where takes_teamless;

-- What a person can and carries. Skills are `dimension:value`: language:de, kind:complaint, tag:billing, product:pump.
create table person_routing (
  user_id uuid primary key references users (id) on delete cascade,
  skills text[] not null default '{}',
  most_load numeric(6, 1) check (most_load > 0),
  takes_cases boolean not null default true,
  changed_at timestamptz not null
);

-- When somebody was last given a case of a team: whose turn it is.
create table team_turns (
  team_id uuid not null references teams (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  at timestamptz not null,
  primary key (team_id, user_id)
);

-- Cases that look for their person.
create table routing_queue (
  case_id uuid primary key references cases (id) on delete cascade,
  asked_at timestamptz not null,
  -- why nobody has it yet, as the last look said; null before the first
  reason text,
  tried_at timestamptz
);
create index routing_queue_by_turn on routing_queue (tried_at nulls first, asked_at);

create table absences (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  from_at timestamptz not null,
  -- null = until he says that he is back
  until_at timestamptz,
  delegate_id uuid references users (id),
  hand_over boolean not null default true,
  take_back boolean not null default true,
  note text not null default '',
  began_at timestamptz,
  ended_at timestamptz,
  made_by uuid references users (id),
  made_at timestamptz not null,
  check (until_at is null or until_at > from_at),
  check (delegate_id is null or delegate_id <> user_id)
);
create index absences_by_user on absences (user_id, from_at desc);
create index absences_to_begin on absences (from_at) where began_at is null and ended_at is null;
create index absences_to_end on absences (until_at) where began_at is not null and ended_at is null;
create unique index one_absence_at_a_time on absences (user_id) where began_at is not null and ended_at is null;

-- What was handed over, so that it can be given back.
create table absence_handovers (
  absence_id uuid not null references absences (id) on delete cascade,
  case_id uuid references cases (id),
  promise_id uuid references promises (id),
  to_id uuid references users (id),
  at timestamptz not null,
  returned_at timestamptz
);
create unique index absence_handovers_of_cases on absence_handovers (absence_id, case_id) where case_id is not null;
create unique index absence_handovers_of_promises on absence_handovers (absence_id, promise_id) where promise_id is not null;

-- How much of the desk is shown, and how impact and urgency make a priority.
create table desk_settings (
  one boolean primary key default true check (one),
  -- auto: plain while there is one team at most
  simple text not null default 'auto' check (simple in ('auto', 'on', 'off')),
  impact_urgency boolean not null default false,
  -- impact to urgency to priority; null = the usual one
  matrix jsonb,
  changed_at timestamptz not null
);

alter table cases add column impact text check (impact in ('one', 'some', 'many'));
alter table cases add column urgency text check (urgency in ('can-wait', 'soon', 'now'));

create table rules (
  id uuid primary key,
  name text not null,
  position int not null,
  active boolean not null default false,
  version int not null default 1,
  definition jsonb not null,
  -- only what happens from here on; null while it is off
  active_since timestamptz,
  -- rules that Kept brings have a name of their own
  shipped text unique,
  failures int not null default 0,
  -- set when it failed again and again; a person looks and switches it on again
  set_aside_at timestamptz,
  set_aside_because text,
  changed_by text not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  removed_at timestamptz
);
create index rules_in_order on rules (position, id) where removed_at is null;

create table rule_versions (
  rule_id uuid not null references rules (id),
  version int not null,
  name text not null,
  active boolean not null,
  definition jsonb not null,
  changed_by text not null,
  changed_by_id uuid,
  at timestamptz not null,
  primary key (rule_id, version)
);

-- The log: what each rule made of each case, and why or why not.
create table rule_runs (
  id bigint generated always as identity primary key,
  rule_id uuid not null references rules (id),
  version int not null,
  case_id uuid not null references cases (id) on delete cascade,
  event_id bigint,
  at timestamptz not null,
  outcome text not null check (outcome in ('did', 'no-match', 'failed', 'guarded')),
  reasons jsonb not null default '[]',
  done jsonb not null default '[]',
  problem text
);
create index rule_runs_by_rule on rule_runs (rule_id, id desc);
create index rule_runs_by_case on rule_runs (case_id, id desc);
create index rule_runs_by_age on rule_runs (at);
-- one rule acts on one case once per event
create unique index rule_runs_once on rule_runs (rule_id, event_id, case_id) where event_id is not null;

-- Clocks of rules that act some hours after something: one per rule and case, set by what happened last.
create table rule_clocks (
  rule_id uuid not null references rules (id) on delete cascade,
  case_id uuid not null references cases (id) on delete cascade,
  since timestamptz not null,
  due_at timestamptz not null,
  primary key (rule_id, case_id)
);
create index rule_clocks_due on rule_clocks (due_at);
