-- What: staff, their sign-in, teams, API keys and calendars.
-- Why: users, sessions, accounts, verifications and two_factors are better-auth's tables under our names.
-- Breaking: no.

create table calendars (
  id uuid primary key,
  name text not null,
  zone text not null,
  -- ISO weekday '1'..'7' to a list of {from, to}
  week jsonb not null,
  -- one-off closures, holidays, half days and openings: a list of {date, name, intervals}
  exceptions jsonb not null default '[]',
  holiday_region text,
  is_default boolean not null default false,
  version int not null default 1,
  changed_at timestamptz not null
);
create unique index one_default_calendar on calendars (is_default) where is_default;

-- Promises may pin the version of the calendar they were made under.
create table calendar_versions (
  calendar_id uuid not null references calendars (id) on delete cascade,
  version int not null,
  zone text not null,
  week jsonb not null,
  exceptions jsonb not null,
  at timestamptz not null,
  primary key (calendar_id, version)
);

-- Whoever writes a calendar, its version is kept: a promise counted by version 3 can always be counted again.
create function keep_calendar_version() returns trigger language plpgsql as $$
begin
  insert into calendar_versions (calendar_id, version, zone, week, exceptions, at)
    values (new.id, new.version, new.zone, new.week, new.exceptions, new.changed_at)
    on conflict (calendar_id, version) do nothing;
  return null;
end $$;
create trigger keep_calendar_version after insert or update of version on calendars
  for each row execute function keep_calendar_version();

create table users (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  role text not null default 'colleague' check (role in ('owner', 'admin', 'manager', 'lead', 'agent', 'colleague')),
  language text not null default 'en',
  time_zone text not null default 'UTC',
  calendar_id uuid references calendars (id),
  supervisor_id uuid references users (id),
  active boolean not null default true,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index users_by_name on users (name, id);

create table sessions (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_by_user on sessions (user_id);

create table accounts (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  id_token text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index accounts_by_user on accounts (user_id);

create table verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_by_identifier on verifications (identifier);

create table two_factors (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count int not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index two_factors_by_user on two_factors (user_id);

create table teams (
  id uuid primary key,
  name text not null unique,
  -- the cases of a private team do not exist for people outside it
  private boolean not null default false,
  calendar_id uuid references calendars (id),
  created_at timestamptz not null
);

create table team_members (
  team_id uuid not null references teams (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  primary key (team_id, user_id)
);
create index team_members_by_user on team_members (user_id);

create table api_keys (
  id uuid primary key,
  name text not null,
  role text not null check (role in ('owner', 'admin', 'manager', 'lead', 'agent', 'colleague')),
  -- sha-256 of the token: 256 random bits need no slow hash
  token_hash text not null unique,
  -- the first characters, so that a person recognises it
  hint text not null,
  created_by uuid references users (id),
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
