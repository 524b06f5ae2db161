-- What: touchpoints, journeys with their destinations, where customers are, and the moments ledger.
-- Why derived tables: moments, their contacts and days are read off the event log and may be thrown away and read again.
-- Breaking: no.

create table touchpoints (
  id uuid primary key,
  -- the channel whose cases are counted here unless somebody says otherwise
  key text unique,
  name text not null,
  channel text not null,
  purpose text not null default '',
  owner_id uuid references users (id),
  party text not null default 'own' check (party in ('own', 'partner', 'public')),
  importance int not null default 3 check (importance between 1 and 5),
  -- the dissection: how people come, how they leave, what it costs them, what goes wrong
  feeling_before text not null default '',
  feeling_after text not null default '',
  effort int check (effort between 1 and 7),
  hand_offs int check (hand_offs >= 0),
  failure_modes text not null default '',
  created_at timestamptz not null,
  last_improved_at timestamptz,
  retired_at timestamptz
);
create index touchpoints_by_name on touchpoints (name, id);

create table journeys (
  id uuid primary key,
  name text not null,
  purpose text not null default '',
  version int not null default 1,
  is_default boolean not null default false,
  -- customers who ever set out on it; maintained
  travellers bigint not null default 0,
  created_at timestamptz not null
);
create unique index one_default_journey on journeys (is_default) where is_default;

-- What a journey was, version by version.
create table journey_versions (
  journey_id uuid not null references journeys (id),
  version int not null,
  definition jsonb not null,
  made_by uuid references users (id),
  made_at timestamptz not null,
  primary key (journey_id, version)
);

create table destinations (
  id uuid primary key,
  journey_id uuid not null references journeys (id),
  position int not null,
  name text not null,
  done_when text not null default '',
  customer_wording text not null default '',
  owner_role text,
  touchpoint_id uuid references touchpoints (id),
  -- days after the destination before
  expected_days numeric check (expected_days > 0),
  -- reached by itself when an event of this type happens to the customer …
  reached_on_event text,
  -- … and holds at least this
  reached_when jsonb not null default '{}',
  acceptance_question text not null default '',
  retired_at timestamptz
);
create unique index destinations_in_order on destinations (journey_id, position) where retired_at is null;

create table positions (
  customer_id uuid not null references customers (id),
  destination_id uuid not null references destinations (id),
  journey_id uuid not null references journeys (id),
  reached_at timestamptz not null,
  case_id uuid references cases (id),
  accepted boolean,
  primary key (customer_id, destination_id)
);
create index positions_by_destination on positions (destination_id, reached_at desc);
create index positions_by_case on positions (case_id) where case_id is not null;

-- One customer on one journey: how far, and what is next by when. Maintained, so that nobody counts.
create table travellers (
  journey_id uuid not null references journeys (id),
  customer_id uuid not null references customers (id),
  started_at timestamptz not null,
  -- since when he is where he is
  since timestamptz not null,
  next_id uuid references destinations (id),
  next_due_at timestamptz,
  primary key (journey_id, customer_id)
);
create index travellers_by_start on travellers (journey_id, started_at desc, customer_id);
create index travellers_waiting on travellers (next_id, next_due_at, customer_id) where next_id is not null;
create index travellers_by_customer on travellers (customer_id);

create table destination_tallies (
  destination_id uuid primary key references destinations (id),
  reached bigint not null default 0,
  waiting bigint not null default 0,
  accepted bigint not null default 0,
  declined bigint not null default 0
);

-- What a contact was: which case, of whom, where. `case:<id>`, `recovery:<id>`, `observation:<id>` …
create table contacts (
  contact text primary key,
  customer_id uuid not null references customers (id),
  case_id uuid references cases (id),
  channel text not null,
  touchpoint_id uuid not null references touchpoints (id)
);
create index contacts_by_customer on contacts (customer_id);

-- The ledger of moments: one contact of one customer with one touchpoint, and how it went.
-- A stronger piece of evidence for the same contact replaces the outcome; all evidence is kept.
create table moments (
  id uuid primary key,
  contact text not null unique,
  at timestamptz not null,
  customer_id uuid not null references customers (id),
  touchpoint_id uuid not null references touchpoints (id),
  case_id uuid references cases (id),
  channel text not null,
  outcome text not null check (outcome in ('won', 'neutral', 'lost')),
  evidence text not null,
  strength int not null,
  quote text,
  score int,
  changed_at timestamptz not null
);
create index moments_by_customer on moments (customer_id, at desc, id desc);
create index moments_by_touchpoint on moments (touchpoint_id, at desc, id desc);
create index moments_by_channel on moments (channel, at desc, id desc);
create index moments_by_time on moments (at desc, id desc);
create index moments_by_case on moments (case_id) where case_id is not null;
create index moments_lost on moments (at desc, id desc) where outcome = 'lost';

create table moment_evidence (
  id uuid primary key,
  moment_id uuid not null references moments (id) on delete cascade,
  at timestamptz not null,
  kind text not null,
  outcome text not null check (outcome in ('won', 'neutral', 'lost')),
  strength int not null,
  event_id bigint,
  quote text,
  score int
);
create index moment_evidence_by_moment on moment_evidence (moment_id, at);

-- Moments per touchpoint and day (UTC), exact, kept with the moments: health is a sum over days.
create table touchpoint_days (
  touchpoint_id uuid not null references touchpoints (id),
  day date not null,
  won int not null default 0,
  neutral int not null default 0,
  lost int not null default 0,
  primary key (touchpoint_id, day)
);

-- What the log has already been told about a moment. Survives a replay, so that no listener counts anything twice.
create table moment_announcements (
  moment_id uuid primary key,
  outcome text not null,
  touchpoint_id uuid not null,
  xid xid8 not null,
  event_id bigint not null
);
