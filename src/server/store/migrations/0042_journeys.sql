-- What: journeys as drawings (drafts, stages, branches, journeys within journeys), positions that follow merged customers,
--       touchpoints discovered from what customers mention.
-- Why: a way of 500 steps is drawn, checked and published as a version; who customers are may change and change back.
-- Breaking: no.

alter table destinations
  add column stage text not null default '',
  -- how customers feel here: a word, and from -2 (let down) to 2 (delighted)
  add column feeling_word text not null default '',
  add column feeling_level numeric check (feeling_level between -2 and 2),
  -- where one may go from here; null: to the next in order
  add column next_ids uuid[],
  -- reached when this journey is finished
  add column sub_journey_id uuid references journeys (id);
create index destinations_within on destinations (sub_journey_id) where sub_journey_id is not null;

-- What is being drawn and is not in force yet; one draft per journey.
create table journey_drafts (
  journey_id uuid primary key references journeys (id),
  name text not null,
  purpose text not null default '',
  design jsonb not null,
  -- the version it was begun on
  based_on int not null,
  revision int not null default 1,
  changed_by uuid references users (id),
  changed_at timestamptz not null
);

-- Everybody late on a journey, the longest first.
create index travellers_late on travellers (journey_id, next_due_at, customer_id) where next_id is not null;

-- Where a customer was before his record was merged into another; taken back when the merge is.
create table moved_positions (
  from_id uuid not null references customers (id),
  into_id uuid not null references customers (id),
  destination_id uuid not null references destinations (id),
  journey_id uuid not null references journeys (id),
  reached_at timestamptz not null,
  case_id uuid references cases (id),
  accepted boolean,
  -- whether the other had not been there himself
  gave boolean not null,
  primary key (from_id, destination_id)
);

-- What customers call the touchpoint, or where its mail and links come from.
alter table touchpoints add column aliases text[] not null default '{}';

-- Places that customers speak of and nobody wrote down: proposed, then taken over or set aside by a person.
create table touchpoint_candidates (
  id uuid primary key,
  kind text not null check (kind in ('mention', 'sender', 'link', 'form')),
  key text not null,
  name text not null,
  party text not null check (party in ('own', 'partner', 'public')),
  -- distinct customers and messages in the period looked at
  customers int not null,
  messages int not null,
  -- how many times as often as words of its kind are used otherwise
  lift numeric not null,
  examples jsonb not null default '[]',
  state text not null default 'proposed' check (state in ('proposed', 'accepted', 'declined')),
  touchpoint_id uuid references touchpoints (id),
  found_at timestamptz not null,
  seen_at timestamptz not null,
  decided_by uuid references users (id),
  decided_at timestamptz,
  unique (kind, key)
);
create index touchpoint_candidates_open on touchpoint_candidates (customers desc, id desc) where state = 'proposed';
