-- What: touchpoints, journeys with their destinations, where customers are, and the moments ledger.
-- Breaking: no.

create table touchpoints (
  id uuid primary key,
  key text unique,
  name text not null,
  channel text not null,
  purpose text not null default '',
  owner_id uuid references users (id),
  party text not null default 'own' check (party in ('own', 'partner', 'public')),
  importance int not null default 3 check (importance between 1 and 5),
  created_at timestamptz not null,
  last_improved_at timestamptz,
  retired_at timestamptz
);

create table journeys (
  id uuid primary key,
  name text not null,
  purpose text not null default '',
  version int not null default 1,
  is_default boolean not null default false,
  created_at timestamptz not null
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
  expected_days numeric,
  -- reached by itself when an event of this type happens to the customer
  reached_on_event text,
  acceptance_question text not null default '',
  unique (journey_id, position)
);

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

-- The ledger of moments: one contact of one customer with one touchpoint, and how it went.
-- A stronger piece of evidence for the same contact replaces the outcome; all evidence is kept.
create table moments (
  id uuid primary key,
  -- what the contact was, so that replays and later evidence find the same moment: `case:<id>`, `review:<id>` …
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
