-- What: procedures with their versions and how they ran inside cases; what each role may give without asking, what was given,
--   and what had to be asked for; option sheets that a customer chooses from online.
-- Why: a company does things the agreed way and learns from where it did not; people help at once; a choice becomes a promise.
-- Breaking: no.

create table procedures (
  id uuid primary key,
  -- set for those every company starts with, so that seeding twice makes them once
  seed text unique,
  name text not null,
  owner_id uuid references users (id),
  review_on date,
  -- what is being worked on; null when the published version is all there is
  draft jsonb,
  -- the published version; 0 while there is none
  version int not null default 0,
  -- of the published version: when it is proposed for a case
  kinds text[] not null default '{}',
  tags text[] not null default '{}',
  words text[] not null default '{}',
  retired_at timestamptz,
  -- rises with every change of the draft: two people who edit at once do not overwrite each other
  revision int not null default 0,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by uuid references users (id)
);
create index procedures_by_name on procedures (name, id);
create index procedures_live on procedures (id) where retired_at is null and version > 0;

create table procedure_versions (
  procedure_id uuid not null references procedures (id) on delete cascade,
  version int not null,
  content jsonb not null,
  why text not null default '',
  published_at timestamptz not null,
  published_by uuid references users (id),
  primary key (procedure_id, version)
);

-- A procedure running inside a case keeps the version it was begun with.
create table procedure_runs (
  id uuid primary key,
  procedure_id uuid not null,
  version int not null,
  case_id uuid not null references cases (id),
  state text not null check (state in ('running', 'finished', 'stopped')),
  started_at timestamptz not null,
  started_by uuid references users (id),
  ended_at timestamptz,
  ended_by uuid references users (id),
  reason text,
  foreign key (procedure_id, version) references procedure_versions (procedure_id, version)
);
create unique index procedure_runs_one_at_once on procedure_runs (case_id, procedure_id) where state = 'running';
create index procedure_runs_by_case on procedure_runs (case_id, started_at desc);
create index procedure_runs_by_procedure on procedure_runs (procedure_id, started_at desc);

create table procedure_marks (
  run_id uuid not null references procedure_runs (id) on delete cascade,
  step_key text not null,
  state text not null check (state in ('done', 'skipped')),
  choice text,
  reason text,
  at timestamptz not null,
  by_user uuid references users (id),
  primary key (run_id, step_key)
);

-- Where somebody did it otherwise: an idea for the procedure, until whoever keeps it takes it up or says why not.
create table procedure_ideas (
  id uuid primary key,
  procedure_id uuid not null references procedures (id) on delete cascade,
  version int not null,
  run_id uuid references procedure_runs (id) on delete set null,
  case_id uuid references cases (id),
  step_key text,
  text text not null,
  said_by uuid references users (id),
  said_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'taken-up', 'declined')),
  answer text,
  problem_id uuid references problems (id) on delete set null,
  answered_at timestamptz,
  answered_by uuid references users (id)
);
create index procedure_ideas_by_procedure on procedure_ideas (procedure_id, said_at desc, id desc);

-- What can be given: a refund, a visit, a gesture of goodwill, and whatever a company adds.
create table gesture_kinds (
  id uuid primary key,
  seed text unique,
  name text not null,
  unit text not null check (unit in ('money', 'percent', 'times')),
  position int not null default 0,
  retired_at timestamptz
);

-- Who may give it without asking, and how much in which span; nothing said: everything of it has to be asked for.
create table authorities (
  id uuid primary key,
  kind_id uuid not null references gesture_kinds (id) on delete cascade,
  role text not null,
  -- null: without limit
  most numeric(14, 2) check (most > 0),
  -- per case, per customer within 365 days, or per person who gives within 30 days
  span text not null check (span in ('case', 'customer', 'month')),
  currency text not null,
  changed_at timestamptz not null,
  changed_by uuid references users (id),
  -- a proposal to raise it was declined: only what was asked since counts for the next
  declined_at timestamptz,
  unique (kind_id, role, span)
);

create table approvals (
  id uuid primary key,
  kind_id uuid not null references gesture_kinds (id),
  case_id uuid not null references cases (id),
  customer_id uuid not null references customers (id),
  size numeric(14, 2) not null check (size > 0),
  currency text not null,
  why text not null,
  -- whoever asked, and the role he asked in
  asked_by uuid not null references users (id),
  role text not null,
  asked_at timestamptz not null,
  state text not null check (state in ('waiting', 'granted', 'declined', 'withdrawn', 'expired')),
  word text,
  decided_at timestamptz,
  decided_by uuid references users (id),
  remind_at timestamptz,
  expires_at timestamptz not null
);
create index approvals_waiting on approvals (asked_at, id) where state = 'waiting';
create index approvals_to_remind on approvals (remind_at) where state = 'waiting';
create index approvals_by_case on approvals (case_id, asked_at desc);
create index approvals_by_kind on approvals (kind_id, role, asked_at desc);
create index approvals_by_time on approvals (asked_at desc, id desc);

-- The ledger of gestures. Money is what it cost us; a percentage or a visit may have a cost beside its size.
create table gestures (
  id uuid primary key,
  kind_id uuid not null references gesture_kinds (id),
  case_id uuid not null references cases (id),
  customer_id uuid not null references customers (id),
  moment_id uuid references moments (id) on delete set null,
  size numeric(14, 2) not null check (size > 0),
  currency text not null,
  cost numeric(14, 2),
  why text not null,
  given_by uuid references users (id),
  approval_id uuid unique references approvals (id),
  at timestamptz not null,
  -- taken back at once after a mistake; it stays in the ledger
  undone_at timestamptz,
  undone_by uuid references users (id)
);
create index gestures_by_time on gestures (at desc, id desc);
create index gestures_by_case on gestures (case_id, kind_id, at desc);
create index gestures_by_customer on gestures (customer_id, kind_id, at desc);
create index gestures_by_giver on gestures (given_by, kind_id, at desc);

create table option_templates (
  id uuid primary key,
  seed text unique,
  name text not null,
  content jsonb not null,
  retired_at timestamptz,
  changed_at timestamptz not null,
  changed_by uuid references users (id)
);

create table option_sheets (
  id uuid primary key,
  case_id uuid not null references cases (id),
  customer_id uuid not null references customers (id),
  state text not null check (state in ('draft', 'sent', 'chosen', 'confirmed', 'withdrawn')),
  content jsonb not null,
  language text not null,
  revision int not null default 0,
  created_at timestamptz not null,
  created_by uuid references users (id),
  sent_at timestamptz,
  message_id uuid references messages (id),
  expires_at timestamptz,
  -- when the customer first looked at it
  seen_at timestamptz,
  chosen text,
  chosen_at timestamptz,
  unclear text,
  changed_mind int not null default 0,
  promise_id uuid references promises (id),
  ended_at timestamptz,
  ended_by uuid references users (id)
);
create index option_sheets_by_case on option_sheets (case_id, created_at desc, id desc);
