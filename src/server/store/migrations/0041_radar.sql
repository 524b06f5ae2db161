-- What: recoveries with clocks that are promises, an acknowledgement, a gesture and asks after 30 and 90 days; the radar of
--   customers going quiet; notices to those who will meet a known error next.
-- Why the arm stands beside each person from the start: who was left alone by lot is written before anybody sees a list, so
--   that nobody can choose afterwards whom to compare with.
-- Breaking: no.

alter table recoveries
  add column acknowledgement text not null default '',
  -- why it is severe: words of ours
  add column severity_because text[] not null default '{}',
  -- how often the customer said that it is not put right
  add column reopened int not null default 0,
  -- the clocks, kept in the ledger of promises
  add column contact_promise_id uuid references promises (id),
  add column close_promise_id uuid references promises (id),
  -- what was given within somebody's authority
  add column gesture_id uuid references gestures (id) on delete set null,
  add column touchpoint_id uuid references touchpoints (id) on delete set null,
  -- the cause in one of a few words, to be counted
  add column cause_kind text check (cause_kind in ('promise', 'quality', 'knowledge', 'hand-over', 'delay', 'attitude', 'price', 'other'));
create index recoveries_by_opening on recoveries (opened_at desc, id desc);

-- What the customer said each time he was asked: at the end (0), and 30 and 90 days after it was good again.
create table recovery_checks (
  recovery_id uuid not null references recoveries (id) on delete cascade,
  round int not null default 1,
  days int not null check (days in (0, 30, 90)),
  due_at timestamptz not null,
  state text not null default 'planned' check (state in ('planned', 'asked', 'good', 'not-good', 'unanswered', 'withheld')),
  because text,
  asked_at timestamptz,
  said_at timestamptz,
  words text,
  primary key (recovery_id, round, days)
);
create index recovery_checks_due on recovery_checks (due_at) where state = 'planned';
create index recovery_checks_asked on recovery_checks (asked_at) where state = 'asked';

-- The radar: one row of settings.
create table radar_settings (
  one boolean primary key default true check (one),
  active boolean not null default true,
  daily int not null default 5 check (daily between 1 and 50),
  held_out double precision not null default 0.2 check (held_out between 0.05 and 0.5),
  seed int not null default 20260,
  -- the smallest difference in customers who come back that would be worth the work
  useful_effect double precision not null default 0.1 check (useful_effect between 0.01 and 0.9),
  -- days after a find within which coming back counts
  window_days int not null default 60 check (window_days between 7 and 365),
  last_run_on date,
  stopped_at timestamptz,
  stopped_because text check (stopped_because in ('no-useful-effect', 'harm', 'by-hand'))
);
insert into radar_settings (one) values (true);

create table radar_finds (
  id uuid primary key,
  customer_id uuid not null references customers (id),
  team_id uuid references teams (id),
  found_on date not null,
  found_at timestamptz not null,
  score double precision not null,
  -- [{because, ...numbers}]: put into sentences where they are shown
  reasons jsonb not null,
  value numeric(14, 2),
  touch text not null check (touch in ('call', 'mail')),
  case_id uuid references cases (id) on delete set null,
  arm text not null check (arm in ('touch', 'held')),
  state text not null default 'waiting' check (state in ('waiting', 'taken', 'reached', 'glad', 'problem', 'no-answer', 'lapsed')),
  taken_by uuid references users (id),
  taken_at timestamptz,
  promise_id uuid references promises (id),
  outcome_at timestamptz,
  outcome_words text,
  -- judged once the window is over: whatever the arm, and whether or not anybody took it
  window_ends_at timestamptz not null,
  judged_at timestamptz,
  returned boolean,
  bought boolean,
  glad boolean,
  upset boolean,
  check (arm = 'touch' or state = 'waiting')
);
create index radar_finds_waiting on radar_finds (found_at desc, score desc, id) where arm = 'touch' and state in ('waiting', 'taken');
create index radar_finds_by_time on radar_finds (found_at desc, id desc);
create index radar_finds_by_customer on radar_finds (customer_id, found_at desc);
create index radar_finds_to_judge on radar_finds (window_ends_at) where judged_at is null;

-- Notices to those who will meet a difficulty next.
create table anticipations (
  id uuid primary key,
  problem_id uuid references problems (id),
  title text not null,
  -- which customers: {tags, organisationIds, field, purchased, caseTags, words, sinceDays}
  rule jsonb not null,
  state text not null default 'draft' check (state in ('draft', 'running', 'stopped', 'ended')),
  -- {language: {subject, text}}
  texts jsonb not null default '{}',
  held_share double precision not null default 0.5 check (held_share between 0.1 and 0.9),
  seed int not null,
  window_days int not null default 30 check (window_days between 3 and 180),
  quiet_days int not null default 7 check (quiet_days between 0 and 90),
  exposed int not null default 0,
  notified int not null default 0,
  held int not null default 0,
  withheld int not null default 0,
  created_by uuid references users (id),
  created_at timestamptz not null,
  started_at timestamptz,
  ends_at timestamptz,
  stopped_at timestamptz,
  stopped_because text check (stopped_because in ('problem-solved', 'by-hand', 'window-over'))
);
create index anticipations_by_time on anticipations (created_at desc, id desc);
create index anticipations_running on anticipations (id) where state = 'running';
create unique index one_running_per_problem on anticipations (problem_id) where state in ('draft', 'running');

create table anticipation_people (
  anticipation_id uuid not null references anticipations (id) on delete cascade,
  customer_id uuid not null references customers (id),
  arm text not null check (arm in ('notify', 'hold')),
  because text not null,
  at timestamptz not null,
  -- what became of the notice: null while it waits
  sent_at timestamptz,
  outbox_id uuid,
  withheld text,
  primary key (anticipation_id, customer_id)
);
create index anticipation_people_by_customer on anticipation_people (customer_id, sent_at desc);
create index anticipation_people_to_send on anticipation_people (anticipation_id, customer_id)
  where arm = 'notify' and sent_at is null and withheld is null;
