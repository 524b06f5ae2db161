-- What: the word, the motto, and the standards and strategies that break them down.
-- Breaking: no.

create table charters (
  id uuid primary key,
  version int not null unique,
  word text not null,
  meaning text not null default '',
  proofs text[] not null default '{}',
  motto text not null default '',
  why_changed text not null default '',
  agreed_by uuid[] not null default '{}',
  made_by uuid references users (id),
  made_at timestamptz not null,
  review_on date
);

create table standards (
  id uuid primary key,
  name text not null,
  description text not null default '',
  position int not null default 0,
  retired_at timestamptz
);
