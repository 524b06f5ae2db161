-- What: behaviours and who takes them on, relays, wins with their evidence, the bell, kudos, huddles.
-- Why so strict: two behaviours to do and one to stop is a rule of the product, so the database holds it.
-- Breaking: no.

create table behaviours (
  id uuid primary key,
  -- set for those every company starts with, so that seeding twice makes them once
  key text unique,
  kind text not null check (kind in ('do', 'stop')),
  title text not null,
  trigger text not null default '',
  action text not null default '',
  example text not null default '',
  anti_example text not null default '',
  standard_id uuid references standards (id),
  made_by uuid references users (id),
  made_at timestamptz not null,
  retired_at timestamptz,
  unique (id, kind)
);
create index behaviours_by_kind on behaviours (kind, id) where retired_at is null;
create index behaviours_by_standard on behaviours (standard_id) where standard_id is not null;

-- What a person took on for one of his own days. Two places to do, one to stop: a third has nowhere to go.
create table picks (
  id uuid primary key,
  user_id uuid not null references users (id),
  day date not null,
  kind text not null,
  place smallint not null,
  behaviour_id uuid not null,
  state text not null default 'open' check (state in ('open', 'done', 'not-done')),
  done_at timestamptz,
  evidence text not null default '',
  evidence_case_id uuid references cases (id),
  picked_at timestamptz not null,
  constraint two_to_do_one_to_stop check ((kind = 'do' and place in (1, 2)) or (kind = 'stop' and place = 1)),
  constraint one_behaviour_per_place unique (user_id, day, kind, place),
  constraint behaviour_once_a_day unique (user_id, day, behaviour_id),
  foreign key (behaviour_id, kind) references behaviours (id, kind)
);
create index picks_by_day on picks (day, user_id);
create index picks_by_behaviour on picks (user_id, behaviour_id);

-- One behaviour handed to one colleague. The chain from hand to hand is a tree under its root.
create table hand_overs (
  id uuid primary key,
  root_id uuid not null references hand_overs (id),
  parent_id uuid references hand_overs (id),
  depth int not null,
  behaviour_id uuid not null references behaviours (id),
  from_user_id uuid not null references users (id),
  from_pick_id uuid references picks (id) on delete set null,
  to_user_id uuid not null references users (id),
  note text not null default '',
  -- the receiver's next working day
  for_day date not null,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'declined')),
  pick_id uuid references picks (id) on delete set null,
  passed_at timestamptz not null,
  answered_at timestamptz,
  check (from_user_id <> to_user_id),
  unique (from_pick_id, to_user_id)
);
create index hand_overs_waiting on hand_overs (to_user_id, for_day) where state = 'waiting';
create index hand_overs_by_pick on hand_overs (pick_id) where pick_id is not null;
create index hand_overs_by_root on hand_overs (root_id, depth);
create index hand_overs_by_giver on hand_overs (from_user_id, root_id);
create index hand_overs_by_receiver on hand_overs (to_user_id, root_id);
create index hand_overs_by_time on hand_overs (passed_at);

create table wins (
  id uuid primary key,
  user_id uuid not null references users (id),
  customer_id uuid not null references customers (id),
  case_id uuid references cases (id),
  -- set when the case belongs to a private team: then the win does not exist for people outside it
  private_team_id uuid references teams (id),
  what text not null,
  before_state text not null default '',
  behaviour_ids uuid[] not null default '{}',
  state text not null default 'claimed' check (state in ('claimed', 'evidenced')),
  -- in the time zone of whoever won
  day date not null,
  claimed_at timestamptz not null,
  evidence_until timestamptz not null,
  evidenced_at timestamptz,
  confirmed_by uuid references users (id),
  confirmed_at timestamptz,
  check (confirmed_by <> user_id)
);
create index wins_by_time on wins (claimed_at desc, id desc);
create index wins_by_user on wins (user_id, day desc);
create index wins_by_customer on wins (customer_id, claimed_at desc);
create index wins_waiting on wins (customer_id, claimed_at) where state = 'claimed';

-- The customer's side: what customers did that shows they were won. One piece supports one win, so that one happy
-- customer cannot be claimed twenty times.
create table win_evidence (
  id uuid primary key,
  -- what it is, so that replays find it again: `answer:<id>`, `verdict:<case>`, `message:<id>` …
  source text not null unique,
  kind text not null check (kind in ('rating', 'solution-confirmed', 'promise-confirmed', 'review', 'thanks', 'purchase')),
  customer_id uuid not null references customers (id),
  case_id uuid references cases (id),
  at timestamptz not null,
  rating int,
  quote text,
  served_by uuid references users (id),
  -- who typed it in, where staff did: nobody is evidence for himself
  noted_by uuid references users (id),
  win_id uuid unique references wins (id)
);
create index win_evidence_free on win_evidence (customer_id, at desc) where win_id is null;
create index win_evidence_of_server on win_evidence (served_by, at desc) where win_id is null;

create table bells (
  id uuid primary key,
  win_id uuid not null references wins (id),
  rung_by uuid not null references users (id),
  words text not null,
  level text not null check (level in ('quiet', 'team', 'company')),
  -- who hears a bell for the team
  team_ids uuid[] not null default '{}',
  customer_first_name text,
  quote text,
  at timestamptz not null
);
-- it rings once; a quiet yes for oneself does not use it up
create unique index one_bell_per_win on bells (win_id) where level <> 'quiet';
create unique index one_quiet_yes on bells (win_id, rung_by) where level = 'quiet';
create index bells_by_time on bells (at desc, id desc);

create table bell_cheers (
  bell_id uuid not null references bells (id),
  user_id uuid not null references users (id),
  at timestamptz not null,
  primary key (bell_id, user_id)
);

create table bell_comments (
  id uuid primary key,
  bell_id uuid not null references bells (id),
  user_id uuid not null references users (id),
  words text not null,
  at timestamptz not null
);
create index bell_comments_by_bell on bell_comments (bell_id, at);

create table kudos (
  id uuid primary key,
  from_user_id uuid not null references users (id),
  to_user_id uuid not null references users (id),
  standard_id uuid not null references standards (id),
  words text not null,
  win_id uuid references wins (id),
  at timestamptz not null,
  check (from_user_id <> to_user_id)
);
create index kudos_by_time on kudos (at desc, id desc);
create index kudos_by_receiver on kudos (to_user_id, at desc);
create index kudos_by_standard on kudos (standard_id, at desc);

-- When a team meets; no team means everybody.
create table huddle_times (
  team_id uuid references teams (id) on delete cascade,
  time text not null check (time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  unique nulls not distinct (team_id)
);

create table huddles (
  id uuid primary key,
  team_id uuid references teams (id),
  day date not null,
  started_by uuid not null references users (id),
  started_at timestamptz not null,
  finished_at timestamptz,
  card int not null default 0,
  -- as it was composed at the start, so that history shows what was seen
  agenda jsonb not null,
  behaviour_ids uuid[] not null default '{}',
  constraint one_huddle_a_day unique nulls not distinct (team_id, day)
);
create index huddles_by_day on huddles (day desc, id desc);

create table huddle_attendance (
  huddle_id uuid not null references huddles (id),
  user_id uuid not null references users (id),
  at timestamptz not null,
  primary key (huddle_id, user_id)
);

create table huddle_notes (
  id uuid primary key,
  huddle_id uuid not null references huddles (id),
  card text,
  words text not null,
  by_user_id uuid not null references users (id),
  at timestamptz not null
);
create index huddle_notes_by_huddle on huddle_notes (huddle_id, at);

create table huddle_actions (
  id uuid primary key,
  huddle_id uuid not null references huddles (id),
  what text not null,
  owner_id uuid not null references users (id),
  due_on date not null,
  made_at timestamptz not null,
  done_at timestamptz
);
create index huddle_actions_by_huddle on huddle_actions (huddle_id, made_at);
create index huddle_actions_open on huddle_actions (owner_id, due_on) where done_at is null;
