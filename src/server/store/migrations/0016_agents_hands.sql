-- What: views of one's own, macros and snippets, replies that go out later, followers, work on thousands of cases at once,
-- drafts of new cases, and what people are told (notifications).
-- Why indexes on cases: every order and every narrow filter of a view walks an index, whatever the number of cases.
-- Breaking: no.

create table views (
  id uuid primary key,
  name text not null,
  scope text not null check (scope in ('personal', 'team', 'shared')),
  owner_id uuid references users (id) on delete cascade,
  team_id uuid references teams (id) on delete cascade,
  filter jsonb not null,
  sort text not null,
  columns text[] not null,
  density text not null check (density in ('comfortable', 'compact')),
  -- order among the views of the same group; moved by keys
  place int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (scope <> 'team' or team_id is not null)
);
create index views_by_owner on views (owner_id) where scope = 'personal';
create index views_shared on views (place, id) where scope <> 'personal';

-- The same order as a word: urgent first. Immutable, for an index.
create function priority_rank(priority text) returns int language sql immutable parallel safe
  return case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end;
create index cases_active_by_priority on cases (priority_rank(priority), (coalesce(next_promise_at, 'infinity'::timestamptz)), id) where state <> 'closed';
create index cases_by_organisation on cases (organisation_id, updated_at desc, id desc) where organisation_id is not null;
create index cases_by_emotion on cases (emotion, updated_at desc, id desc) where emotion is not null;
create index cases_by_mailbox on cases (mailbox_id, updated_at desc, id desc) where mailbox_id is not null;
create index cases_by_assignee on cases (assignee_id, updated_at desc, id desc) where assignee_id is not null;

create index cases_by_created on cases (created_at, id);

create table macros (
  id uuid primary key,
  name text not null,
  -- typed after `/` in an answer
  shortcut text,
  scope text not null check (scope in ('personal', 'team', 'shared')),
  owner_id uuid references users (id) on delete cascade,
  team_id uuid references teams (id) on delete cascade,
  -- HTML with placeholders; empty for deeds alone
  html text not null default '',
  -- what becomes of the text: put into the answer, sent at once, or kept as a note
  text_use text not null default 'insert' check (text_use in ('insert', 'send', 'note')),
  actions jsonb not null default '[]',
  conditions jsonb not null default '{}',
  used int not null default 0,
  last_used_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (scope <> 'team' or team_id is not null)
);
create index macros_by_name on macros (lower(name), id);

-- An answer that goes out later: at a set time, or after the seconds in which it can be taken back.
create table later_replies (
  id uuid primary key,
  case_id uuid not null references cases (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  kind text not null check (kind in ('undo', 'scheduled')),
  input jsonb not null,
  send_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'cancelled', 'held')),
  -- why it was held back
  reason text,
  message_id uuid,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index later_replies_of_case on later_replies (case_id) where state in ('waiting', 'held');
create index later_replies_of_user on later_replies (user_id, send_at, id) where state in ('waiting', 'held');

create table case_followers (
  case_id uuid not null references cases (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  since timestamptz not null,
  primary key (case_id, user_id)
);
create index case_followers_by_user on case_followers (user_id);

-- Work on many cases at once: what is done, to which, how far it is, and what each was before.
create table bulk_runs (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  deed jsonb not null,
  state text not null check (state in ('running', 'done', 'cancelled', 'undoing', 'undone')),
  total int not null,
  done int not null default 0,
  refused int not null default 0,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index bulk_runs_of_user on bulk_runs (user_id, created_at desc, id desc);
create table bulk_run_cases (
  run_id uuid not null references bulk_runs (id) on delete cascade,
  place int not null,
  case_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'refused', 'undone')),
  -- what it was: enough to lead it back
  before jsonb,
  code text,
  detail text,
  primary key (run_id, place)
);

create index drafts_by_user on drafts (user_id, saved_at desc, case_id);
create table new_case_drafts (
  user_id uuid primary key references users (id) on delete cascade,
  words jsonb not null,
  saved_at timestamptz not null
);

create table hand_choices (
  user_id uuid primary key references users (id) on delete cascade,
  -- an answer waits so long before it goes out; 0: it goes at once
  undo_seconds int not null check (undo_seconds between 0 and 60)
);

create table notifications (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  kind text not null,
  subject text not null,
  text text not null default '',
  -- an address of ours, beginning with /
  link text,
  case_id uuid,
  -- told once: the same deed told twice is one line
  once text,
  at timestamptz not null,
  read_at timestamptz,
  mailed_at timestamptz
);
create index notifications_of_user on notifications (user_id, at desc, id desc);
create index notifications_unread on notifications (user_id) where read_at is null;
create unique index notifications_once on notifications (user_id, once) where once is not null;

create table notification_choices (
  user_id uuid primary key references users (id) on delete cascade,
  -- kinds that also come by mail
  mail text[] not null,
  -- local times of the person between which no mail is sent; equal: never quiet
  quiet_from time not null,
  quiet_to time not null
);

-- what happened before anybody could be told is told to nobody: the reader begins here, not at the beginning of the log
insert into subscriptions (name, xid, event_id) values ('notifications-from-cases', pg_current_xact_id(), 0);
