-- What: how customers feel in what they write, what is checked before we send, recurrences of what we called solved, and the effort of a case.
-- Why: a word is seen where it is said, a need that comes back under a new number counts against its solution, effort is kept as it arises.
-- Breaking: no.

-- One row for the house. `off` names the prompts nobody gets; `jargon` the words customers do not know, with what we say instead.
create table words_settings (
  one boolean primary key default true check (one),
  off text[] not null default '{}',
  jargon jsonb not null default '[]',
  recurrence_days int not null default 30 check (recurrence_days between 1 and 365),
  assistant boolean not null default false
);
insert into words_settings default values;

-- What one person does not want to be asked again; why is his own affair, only counts are shown to others.
create table words_mutes (
  user_id uuid not null references users (id) on delete cascade,
  prompt text not null,
  because text not null check (because in ('not-useful', 'wrong-too-often', 'my-style', 'distracts', 'other')),
  at timestamptz not null,
  primary key (user_id, prompt)
);

-- A feeling in a message: places instead of words, so that nothing said is kept twice.
create table felt (
  message_id uuid not null references messages (id) on delete cascade,
  case_id uuid not null references cases (id) on delete cascade,
  feeling text not null check (feeling in ('angry', 'worried', 'let-down', 'confused', 'glad', 'thankful')),
  strength smallint not null check (strength between 1 and 3),
  quote_from int not null,
  quote_to int not null,
  about_from int,
  about_to int,
  language text not null,
  read_by text not null default 'words' check (read_by in ('words', 'assistant')),
  at timestamptz not null,
  primary key (message_id, feeling)
);
create index felt_by_case on felt (case_id, at desc);

-- A new case that seems to be an old one again.
create table recurrences (
  case_id uuid primary key references cases (id) on delete cascade,
  of_case_id uuid not null references cases (id) on delete cascade,
  score real not null,
  reasons text[] not null default '{}',
  state text not null check (state in ('proposed', 'automatic', 'confirmed', 'dismissed')),
  at timestamptz not null,
  decided_by uuid references users (id),
  decided_at timestamptz,
  check (case_id <> of_case_id)
);
create index recurrences_by_old on recurrences (of_case_id);
create index recurrences_by_time on recurrences (at desc, case_id desc);

-- What a need has cost the customer so far; a recurrence adds to the need it belongs to (`root_id`).
create table case_effort (
  case_id uuid primary key references cases (id) on delete cascade,
  root_id uuid not null references cases (id) on delete cascade,
  contacts int not null default 0,
  hand_offs int not null default 0,
  repeats int not null default 0,
  channel_switches int not null default 0,
  last_channel text,
  closed_at timestamptz,
  touchpoint_id uuid references touchpoints (id)
);
create index case_effort_by_root on case_effort (root_id);
create index case_effort_by_end on case_effort (closed_at desc, case_id desc) where closed_at is not null;
create index case_effort_by_touchpoint on case_effort (touchpoint_id, closed_at desc) where closed_at is not null;
