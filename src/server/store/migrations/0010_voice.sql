-- What: surveys, what was asked of whom, answers, recoveries, observations.
-- Breaking: no.

create table surveys (
  id uuid primary key,
  programme text not null check (programme in ('after-case', 'recovery', 'relational', 'destination', 'custom')),
  name text not null,
  questions jsonb not null,
  quiet_days int not null default 14 check (quiet_days >= 0),
  active boolean not null default true,
  created_at timestamptz not null
);
-- the program itself asks after a case and after a recovery, each with one survey
create unique index one_survey_of_the_house on surveys (programme) where programme in ('after-case', 'recovery');

-- When and how rarely we ask: one row.
create table voice_settings (
  one boolean primary key default true check (one),
  ask_after_minutes int not null default 30,
  quiet_days int not null default 7,
  silent_after_days int not null default 7,
  contact_within_days numeric not null default 1,
  close_within_days numeric not null default 5,
  complaints_open_recovery boolean not null default true,
  broken_promises_open_recovery boolean not null default true
);
insert into voice_settings (one) values (true);

-- Customers who do not want to be asked; no programme = none at all.
create table survey_opt_outs (
  customer_id uuid not null references customers (id),
  programme text,
  at timestamptz not null,
  unique nulls not distinct (customer_id, programme)
);

-- Closed cases whose customer is to be asked, until he is or the case opens again.
create table asks_due (
  case_id uuid primary key references cases (id),
  customer_id uuid not null references customers (id),
  closed_at timestamptz not null,
  due_at timestamptz not null
);
create index asks_due_by_time on asks_due (due_at);

create table recoveries (
  id uuid primary key,
  customer_id uuid not null references customers (id),
  case_id uuid references cases (id),
  source text not null check (source in ('answer', 'complaint', 'promise', 'review', 'manual')),
  source_id uuid,
  severity text not null default 'normal' check (severity in ('normal', 'severe')),
  owner_id uuid references users (id),
  state text not null default 'open' check (state in ('open', 'contacted', 'remedied', 'asked-again', 'recovered', 'not-recovered')),
  -- what the customer said that opened it
  words text,
  opened_at timestamptz not null,
  contact_due_at timestamptz not null,
  close_due_at timestamptz not null,
  -- the next deadline, for the list: the contact's until it is made, then the close
  due_at timestamptz not null,
  contacted_at timestamptz,
  loss text not null default '',
  cause text not null default '',
  remedy_offered text not null default '',
  remedy_accepted boolean,
  asked_again_at timestamptz,
  ended_at timestamptz,
  verdict_words text
);
create index recoveries_open on recoveries (due_at, id) where ended_at is null;
create index recoveries_open_by_owner on recoveries (owner_id, due_at, id) where ended_at is null;
create index recoveries_ended on recoveries (ended_at desc, id desc) where ended_at is not null;
create index recoveries_by_customer on recoveries (customer_id, opened_at desc);
create index recoveries_by_case on recoveries (case_id) where case_id is not null;
create unique index one_recovery_per_source on recoveries (source, source_id) where source_id is not null;
create unique index one_open_recovery_per_case on recoveries (case_id) where ended_at is null and case_id is not null;

-- What was done in a recovery, by whom, in whose words.
create table recovery_moves (
  id uuid primary key,
  recovery_id uuid not null references recoveries (id),
  at timestamptz not null,
  by_user uuid references users (id),
  move text not null,
  words text not null default ''
);
create index recovery_moves_by_recovery on recovery_moves (recovery_id, at, id);

-- One ask of one person. Whoever was not asked because of the frequency rule is here too, with the reason.
create table invitations (
  id uuid primary key,
  survey_id uuid not null references surveys (id),
  customer_id uuid not null references customers (id),
  case_id uuid references cases (id),
  recovery_id uuid references recoveries (id),
  -- which resolution of the case it is about
  closed_at timestamptz,
  language text not null default 'en',
  -- sha-256 of the token in the link; none where nothing was sent
  token_hash text unique,
  outbox_id uuid,
  state text not null check (state in ('withheld', 'sent', 'bounced', 'answered', 'expired')),
  withheld_because text,
  withheld_reason text,
  withheld_until timestamptz,
  at timestamptz not null,
  expires_at timestamptz,
  -- when silence is an answer; empty once it was noted or does not matter
  silent_at timestamptz,
  answered_at timestamptz,
  check ((state = 'withheld') = (withheld_because is not null)),
  check (state = 'withheld' or token_hash is not null)
);
create index invitations_by_customer on invitations (customer_id, at desc, id desc);
create index invitations_by_time on invitations (at desc, id desc);
create index invitations_by_survey on invitations (survey_id, at desc, id desc);
create index invitations_withheld on invitations (at desc, id desc) where state = 'withheld';
create index invitations_silent on invitations (silent_at) where silent_at is not null;
create index invitations_to_expire on invitations (expires_at) where state = 'sent';
create index invitations_by_outbox on invitations (outbox_id) where outbox_id is not null;
create unique index one_invitation_per_resolution on invitations (case_id, survey_id, closed_at) where case_id is not null and closed_at is not null;

create table answers (
  id uuid primary key,
  invitation_id uuid unique references invitations (id),
  survey_id uuid not null references surveys (id),
  customer_id uuid references customers (id),
  case_id uuid references cases (id),
  recovery_id uuid references recoveries (id),
  at timestamptz not null,
  changed_at timestamptz not null,
  solved boolean,
  rating int check (rating between 1 and 5),
  likely int check (likely between 0 and 10),
  easy int check (easy between 1 and 7),
  word text,
  word_norm text,
  why text,
  -- whoever answered the customer last: a rating belongs to him, never shown as a ranking
  served_by uuid references users (id),
  complete boolean not null default false,
  -- asks for a recovery
  bad boolean not null default false,
  changes int not null default 0
);
create index answers_by_time on answers (at desc, id desc);
create index answers_by_survey on answers (survey_id, at desc, id desc);
create index answers_by_customer on answers (customer_id, at desc, id desc);
create index answers_by_case on answers (case_id) where case_id is not null;
create index answers_bad on answers (at desc, id desc) where bad;
create index answers_with_word on answers (at desc) where word_norm is not null;

-- Invitations per survey and day of asking (UTC), exact: the funnel is a sum over days.
create table survey_days (
  survey_id uuid not null references surveys (id),
  day date not null,
  invited int not null default 0,
  withheld int not null default 0,
  bounced int not null default 0,
  partial int not null default 0,
  complete int not null default 0,
  primary key (survey_id, day)
);
create table withheld_days (
  survey_id uuid not null references surveys (id),
  day date not null,
  because text not null,
  n int not null default 0,
  primary key (survey_id, day, because)
);

-- When we last heard what a customer thinks, and how.
create table heard_customers (
  customer_id uuid primary key references customers (id),
  at timestamptz not null,
  way text not null check (way in ('answer', 'observation', 'brief'))
);
create index heard_customers_by_time on heard_customers (at, way);

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
create index observations_by_customer on observations (customer_id, heard_at desc, id desc) where customer_id is not null;
create index observations_by_touchpoint on observations (touchpoint_id, heard_at desc, id desc) where touchpoint_id is not null;
