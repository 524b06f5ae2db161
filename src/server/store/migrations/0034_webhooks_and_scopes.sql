-- What: webhooks, what was and is to be sent to them, every try; what an API key is limited to.
-- Why: other programs hear of what happens at once, signed and at least once; a key may do only what it is for.
-- Breaking: no. Keys that exist stay as they are, limited by their role alone.

alter table api_keys
  -- null: whatever the role may do
  add column scopes text[],
  -- null: not limited to teams
  add column team_ids uuid[],
  add column expires_at timestamptz,
  -- addresses or networks it may be used from; null: anywhere
  add column allowed_ips text[];

create table webhooks (
  id uuid primary key,
  name text not null,
  url text not null,
  -- types of events, a star for the rest of a type: `cases.*`
  events text[] not null,
  -- only what concerns cases of these teams, or with one of these tags; empty: everything
  team_ids uuid[] not null default '{}',
  tags text[] not null default '{}',
  -- whose eyes it has
  role text not null check (role in ('owner', 'admin', 'manager', 'lead', 'agent', 'colleague')),
  state text not null check (state in ('active', 'paused', 'disabled')),
  -- why it was switched off by itself
  disabled_because text,
  -- nothing that happened before is sent
  active_since timestamptz not null,
  -- sealed under the secret of the installation
  secret bytea not null,
  previous_secret bytea,
  previous_until timestamptz,
  failures_in_a_row int not null default 0,
  failing_since timestamptz,
  -- nothing is tried before
  resting_until timestamptz,
  last_success_at timestamptz,
  created_by uuid references users (id),
  created_at timestamptz not null,
  changed_at timestamptz not null
);

create table webhook_messages (
  id uuid primary key,
  webhook_id uuid not null references webhooks (id) on delete cascade,
  type text not null,
  -- what happened; null for pings and for calls that name the webhook itself
  event_id bigint,
  at timestamptz not null,
  -- as it is sent, made at the first try and the same at every other
  body text,
  -- given with a call; null where the event says everything
  payload jsonb,
  state text not null check (state in ('waiting', 'sent', 'failed', 'withheld')),
  attempts int not null default 0,
  created_at timestamptz not null,
  -- tries before this instant of giving up; a replay moves it
  until timestamptz not null,
  next_at timestamptz,
  claimed_until timestamptz,
  last_status int,
  last_ms int,
  last_error text,
  last_at timestamptz
);
create unique index webhook_messages_once on webhook_messages (webhook_id, event_id) where event_id is not null;
create index webhook_messages_due on webhook_messages (webhook_id, next_at, id) where state = 'waiting';
create index webhook_messages_newest on webhook_messages (webhook_id, id desc);
create index webhook_messages_by_state on webhook_messages (webhook_id, state, id desc);
create index webhook_messages_old on webhook_messages (created_at);

create table webhook_attempts (
  id uuid primary key,
  message_id uuid not null references webhook_messages (id) on delete cascade,
  at timestamptz not null,
  ms int not null,
  -- null when nobody answered
  status int,
  error text,
  -- the first words of the answer
  excerpt text not null default ''
);
create index webhook_attempts_of on webhook_attempts (message_id, id desc);
