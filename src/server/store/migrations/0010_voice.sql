-- What: surveys, what was asked of whom, answers, recoveries, observations.
-- Breaking: no.

create table surveys (
  id uuid primary key,
  programme text not null check (programme in ('after-case', 'relational', 'destination', 'custom')),
  name text not null,
  questions jsonb not null,
  quiet_days int not null default 14,
  active boolean not null default true,
  created_at timestamptz not null
);

-- One ask of one person. Whoever was not asked because of the frequency rule is here too, with the reason.
create table invitations (
  id uuid primary key,
  survey_id uuid not null references surveys (id),
  customer_id uuid not null references customers (id),
  case_id uuid references cases (id),
  token_hash text not null unique,
  state text not null check (state in ('withheld', 'sent', 'bounced', 'opened', 'answered', 'expired')),
  withheld_because text,
  at timestamptz not null,
  opened_at timestamptz,
  answered_at timestamptz
);
create index invitations_by_customer on invitations (customer_id, at desc);
create unique index one_invitation_per_resolution on invitations (case_id, survey_id, at) where case_id is not null;

create table answers (
  id uuid primary key,
  invitation_id uuid unique references invitations (id),
  survey_id uuid not null references surveys (id),
  customer_id uuid references customers (id),
  case_id uuid references cases (id),
  at timestamptz not null,
  solved boolean,
  rating int check (rating between 1 and 5),
  likely int check (likely between 0 and 10),
  easy int check (easy between 1 and 7),
  word text,
  word_norm text,
  why text,
  -- whoever answered the customer last: a rating belongs to him, never shown as a ranking
  served_by uuid references users (id),
  complete boolean not null default false
);
create index answers_by_time on answers (at desc, id desc);
create index answers_by_customer on answers (customer_id, at desc);

create table recoveries (
  id uuid primary key,
  customer_id uuid not null references customers (id),
  case_id uuid references cases (id),
  source text not null check (source in ('answer', 'complaint', 'promise', 'review', 'manual')),
  source_id uuid,
  severity text not null default 'normal' check (severity in ('normal', 'severe')),
  owner_id uuid references users (id),
  state text not null default 'open' check (state in ('open', 'contacted', 'remedied', 'asked-again', 'recovered', 'not-recovered')),
  opened_at timestamptz not null,
  contact_due_at timestamptz not null,
  close_due_at timestamptz not null,
  contacted_at timestamptz,
  loss text not null default '',
  cause text not null default '',
  remedy_offered text not null default '',
  remedy_accepted boolean,
  asked_again_at timestamptz,
  ended_at timestamptz,
  verdict_words text
);
create index recoveries_open on recoveries (contact_due_at, id) where ended_at is null;
create index recoveries_by_customer on recoveries (customer_id, opened_at desc);
create unique index one_recovery_per_source on recoveries (source, source_id) where source_id is not null;

-- What staff heard from customers, in ten seconds.
create table observations (
  id uuid primary key,
  customer_id uuid references customers (id),
  touchpoint_id uuid references touchpoints (id),
  words text not null,
  feeling text check (feeling in ('won', 'neutral', 'lost')),
  heard_by uuid references users (id),
  heard_at timestamptz not null
);
create index observations_by_time on observations (heard_at desc, id desc);
