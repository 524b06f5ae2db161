-- What: daily roll-ups over the log, for figures that answer at once however many records there are.
-- Why marks: a later event moves what an earlier one counted (a stronger piece of evidence, another team, a case opened
--   again). A mark remembers where a record was counted, so that it is taken away there and nowhere else.
-- Everything here is derived: emptied and read again from the log it is the same. Days are days of the company's zone.
-- Breaking: no.

create table moment_days (
  day date not null,
  touchpoint_id uuid not null,
  channel text not null,
  team_id uuid,
  won int not null default 0,
  neutral int not null default 0,
  lost int not null default 0,
  unique nulls not distinct (day, touchpoint_id, channel, team_id)
);

-- The same over all channels and teams: what the whole company asks for first, and a twentieth of the rows.
create table moment_totals (
  day date not null,
  touchpoint_id uuid not null,
  won int not null default 0,
  neutral int not null default 0,
  lost int not null default 0,
  primary key (day, touchpoint_id)
);

create table moment_marks (
  moment_id uuid primary key,
  day date not null,
  touchpoint_id uuid not null,
  channel text not null,
  team_id uuid,
  outcome text not null
);

create table promise_days (
  -- the day it was made, kept, broken or renegotiated
  day date not null,
  kind text not null,
  clock text not null,
  team_id uuid,
  channel text not null,
  made int not null default 0,
  kept int not null default 0,
  broken int not null default 0,
  broken_silently int not null default 0,
  renegotiated int not null default 0,
  unique nulls not distinct (day, kind, clock, team_id, channel)
);

create table promise_marks (
  promise_id uuid primary key,
  state text not null,
  ended_day date,
  kind text not null,
  clock text not null,
  team_id uuid,
  channel text not null,
  silent boolean not null default false,
  at_risk boolean not null default false
);
create index promise_marks_open on promise_marks (at_risk) where state = 'open';

create table answer_days (
  day date not null,
  team_id uuid,
  channel text not null,
  answers int not null default 0,
  rated int not null default 0,
  satisfied int not null default 0,
  promoters int not null default 0,
  passives int not null default 0,
  detractors int not null default 0,
  ease_rated int not null default 0,
  easy int not null default 0,
  ease_sum int not null default 0,
  worded int not null default 0,
  our_word int not null default 0,
  solved int not null default 0,
  not_solved int not null default 0,
  unique nulls not distinct (day, team_id, channel)
);

-- What an answer was counted as: customers may say more later, and then it is counted anew.
create table answer_marks (
  answer_id uuid primary key,
  day date not null,
  team_id uuid,
  channel text not null,
  counts jsonb not null,
  stem text,
  ours boolean not null default false
);

create table word_days (
  day date not null,
  stem text not null,
  -- one way it was written, for showing
  example text not null,
  ours boolean not null,
  n int not null,
  primary key (day, stem, ours)
);

create table case_days (
  day date not null,
  team_id uuid,
  channel text not null,
  opened int not null default 0,
  closed int not null default 0,
  reopened int not null default 0,
  confirmed int not null default 0,
  silent int not null default 0,
  refuted int not null default 0,
  unique nulls not distinct (day, team_id, channel)
);

-- Time to resolve: how many cases that arrived on a day were closed within which step of working minutes; step −1 is
-- still open. The steps are those of src/domain/measures/duration-steps.ts.
create table case_durations (
  opened_day date not null,
  team_id uuid,
  channel text not null,
  step int not null check (step >= -1),
  n int not null default 0,
  unique nulls not distinct (opened_day, team_id, channel, step)
);
create index case_durations_open on case_durations (opened_day) where step = -1;

create table duration_totals (
  opened_day date not null,
  step int not null check (step >= -1),
  n int not null default 0,
  primary key (opened_day, step)
);
create index duration_totals_open on duration_totals (opened_day) where step = -1;

create table case_marks (
  case_id uuid primary key,
  opened_at timestamptz not null,
  opened_day date not null,
  team_id uuid,
  channel text not null,
  assigned boolean not null,
  step int not null default -1,
  -- the case counts under another one since it was merged
  merged boolean not null default false,
  verdict text,
  verdict_day date,
  verdict_team_id uuid
);
create index case_marks_unassigned on case_marks (case_id) where step = -1 and not assigned and not merged;

-- The last moment that has been counted.
create table measured_to (
  one boolean primary key default true check (one),
  at timestamptz not null
);

-- Do they stay? Counted every night from purchases: customers by months from first to last purchase, gone or still
-- buying, with or without a broken promise.
create table stay_counts (
  promise_broken boolean not null,
  months int not null,
  gone boolean not null,
  n int not null,
  counted_at timestamptz not null,
  primary key (promise_broken, months, gone)
);

-- The log is also read by people: by time.
create index events_by_time on events (at, id);
