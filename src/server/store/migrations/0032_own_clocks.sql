-- What: clocks of one's own beside first answer, next answer and solution: what starts, pauses and stops them.
-- Why a table of runs: which clock a promise belongs to is no matter of the ledger, which only counts time.
-- Breaking: no.

create table own_clocks (
  id uuid primary key,
  name text not null,
  -- which cases it is for, as a policy's conditions
  conditions jsonb not null default '{}',
  -- null = the calendar of the team, else the default one
  calendar_id uuid references calendars (id),
  minutes int not null check (minutes > 0),
  -- each {on: 'event' | 'state' | 'tag', is: which}
  starts jsonb not null,
  stops jsonb not null,
  pause_in text[] not null default '{waiting}',
  visible boolean not null default false,
  active boolean not null default true,
  changed_at timestamptz not null,
  archived_at timestamptz
);

create table own_clock_runs (
  promise_id uuid primary key references promises (id) on delete cascade,
  clock_id uuid not null references own_clocks (id),
  case_id uuid not null references cases (id) on delete cascade
);
create index own_clock_runs_by_case on own_clock_runs (case_id, clock_id);
