-- What: the word, the motto, and the standards and strategies that break them down.
-- Breaking: no.

create table charters (
  id uuid primary key,
  version int not null unique,
  word text not null,
  meaning text not null default '',
  proofs text[] not null default '{}',
  motto text not null default '',
  -- customers' words that count as meaning ours
  synonyms text[] not null default '{}',
  why_changed text not null default '',
  agreed_by uuid[] not null default '{}',
  made_by uuid references users (id),
  made_at timestamptz not null,
  review_on date
);

-- A version that is still being agreed on; adopting one makes the next row of charters.
create table charter_proposals (
  id uuid primary key,
  word text not null,
  meaning text not null default '',
  proofs text[] not null default '{}',
  motto text not null default '',
  synonyms text[] not null default '{}',
  why_changed text not null default '',
  review_on date,
  state text not null default 'open' check (state in ('open', 'adopted', 'declined')),
  agreed_by uuid[] not null default '{}',
  proposed_by uuid references users (id),
  proposed_at timestamptz not null,
  decided_by uuid references users (id),
  decided_at timestamptz
);
create index charter_proposals_by_time on charter_proposals (proposed_at desc, id desc);

create table standards (
  id uuid primary key,
  -- set for those every company starts with, so that seeding twice makes them once
  key text unique,
  name text not null,
  description text not null default '',
  position int not null default 0,
  retired_at timestamptz
);
create index standards_in_order on standards (position, id);
