-- What: how long cases really take (one line per case, fitted curves), the estimates quoted from that, whether they came
--   true, the learned risk of promises, and what customers ask to be moved.
-- Why lines of their own: time to resolution is in working minutes by the calendar of its day; recounting that for every
--   question would grow with the table. Curves, calibration and risks are written by bounded jobs and only read by pages.
-- Breaking: no.

create table estimate_cases (
  case_id uuid primary key references cases (id) on delete cascade,
  kind text not null,
  priority text not null,
  team_id uuid,
  -- open cases of the team when this one came
  load int not null default 0,
  opened_at timestamptz not null,
  closed_at timestamptz,
  -- working minutes from opening to closing; null while open
  minutes int,
  calendar_id uuid,
  calendar_version int,
  merged boolean not null default false,
  -- when it needs an estimate, a new one before the present one lapses, or another try; null when nothing is to do
  look_at timestamptz,
  -- why nothing could be quoted
  unknown text check (unknown in ('too few similar cases', 'too many still open')),
  unknown_n int
);
create index estimate_cases_recent on estimate_cases (opened_at desc) where not merged;
create index estimate_cases_to_look on estimate_cases (look_at) where look_at is not null;

-- Open cases per team as the log has it, for the load at an arrival.
create table estimate_loads (
  team_id uuid,
  open int not null default 0,
  unique nulls not distinct (team_id)
);

-- Time-to-event curves of groups, the finest first in use; `points` = [working minutes, share still open, at risk].
create table estimate_curves (
  key text primary key,
  n int not null,
  resolved int not null,
  -- a load above this is a busy time for the team
  busy_over int,
  points jsonb not null,
  fitted_at timestamptz not null
);

create table estimate_quotes (
  id uuid primary key,
  case_id uuid not null references cases (id) on delete cascade,
  promise_id uuid references promises (id) on delete set null,
  quoted_at timestamptz not null,
  because text not null check (because in ('arrival', 'lapsing', 'reopened')),
  kind text not null,
  team_id uuid,
  -- by when one in ten, two in ten … eight in ten such cases are solved
  levels timestamptz[] not null,
  half_at timestamptz not null,
  likely_at timestamptz not null,
  -- working minutes from the arrival
  half_minutes int not null,
  likely_minutes int not null,
  basis text not null,
  n int not null,
  resolved int not null,
  superseded_at timestamptz,
  -- when the customer was last mailed that it will not hold
  told_at timestamptz,
  -- the promise of this quote was called off: merged, or no longer known
  void_at timestamptz,
  -- whether it came true, once its hour has come
  met boolean,
  counted_at timestamptz
);
create index estimate_quotes_by_case on estimate_quotes (case_id, quoted_at);
create index estimate_quotes_to_count on estimate_quotes (likely_at) where counted_at is null and void_at is null;

create table estimate_days (
  -- the day its hour came
  day date not null,
  kind text not null,
  team_id uuid,
  -- the estimate given at the arrival, or one that replaced it
  first boolean not null,
  quotes int not null default 0,
  met int not null default 0,
  -- how many were solved within each of the eight levels
  within int[] not null,
  unique nulls not distinct (day, kind, team_id, first)
);

-- For the mail that acknowledges a case: the promises room writes it, the cases room reads it.
alter table cases add column estimate_half_at timestamptz;
alter table cases add column estimate_likely_at timestamptz;
alter table cases add column estimate_resolved int;

-- What was learned about which promises break. The newest that is in use scores; others tell why they are not.
create table promise_risk_models (
  id uuid primary key,
  fitted_at timestamptz not null,
  n int not null,
  broken int not null,
  in_use boolean not null,
  -- why it is not in use
  because text,
  model jsonb not null,
  brier double precision not null,
  brier_base double precision not null,
  reliability jsonb not null
);
create index promise_risk_models_newest on promise_risk_models (fitted_at desc);

create table promise_risks (
  promise_id uuid primary key references promises (id) on delete cascade,
  probability double precision not null check (probability between 0 and 1),
  reasons jsonb not null,
  at timestamptz not null,
  -- when it is worked out again
  again_at timestamptz not null
);
create index promise_risks_again on promise_risks (again_at);

-- The asked-for hour of a customer who wants another one, until somebody has dealt with it.
alter table promises add column asked_to_move_at timestamptz;
alter table promises add column asked_to_move text;

-- For the register: promises by when they were made.
create index promises_by_due on promises (due_at desc, id desc) where due_at is not null;
