-- What: who wants figures by mail and when, each mail that went out, and who followed a link in it.
-- Why: a report is worth something when it is sent, read and used; one that nobody reads must be seen to be unread.
-- Breaking: no.

create table report_wishes (
  user_id uuid primary key references users (id) on delete cascade,
  rhythm text not null check (rhythm in ('weekly', 'monthly')),
  -- 1 = Monday; only a weekly mail heeds it
  weekday int not null check (weekday between 1 and 7),
  -- of the reader's own zone
  hour int not null check (hour between 0 and 23),
  figures text[] not null,
  -- when the next one is due; null when it was stopped
  next_at timestamptz,
  stopped_at timestamptz,
  stopped_by uuid references users (id) on delete set null,
  -- since when he may not read figures any more, and was told so
  withheld_at timestamptz,
  made_at timestamptz not null
);

create index report_wishes_due on report_wishes (next_at) where next_at is not null;

create table reports (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  rhythm text not null check (rhythm in ('weekly', 'monthly', 'asked')),
  from_day date not null,
  to_day date not null,
  figures text[] not null,
  state text not null check (state in ('waiting', 'sent', 'withheld', 'failed')),
  due_at timestamptz not null,
  -- when a node may take it on; whoever takes it on puts this off, so that another does when it dies
  take_at timestamptz,
  attempts int not null default 0,
  sent_at timestamptz,
  outbox_id uuid,
  -- where the records of each figure are
  links jsonb not null default '{}'
);

-- One mail for one period, however many nodes there are.
create unique index reports_once on reports (user_id, rhythm, from_day) where rhythm <> 'asked';
create index reports_waiting on reports (take_at) where state = 'waiting';
create index reports_newest on reports (due_at desc, id desc);
create index reports_of_reader on reports (user_id, due_at desc, id desc);

create table report_visits (
  report_id uuid not null references reports (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  first_at timestamptz not null,
  last_at timestamptz not null,
  times int not null,
  primary key (report_id, user_id)
);

create index report_visits_of_reader on report_visits (user_id, last_at desc);
