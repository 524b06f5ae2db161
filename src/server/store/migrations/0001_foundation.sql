-- What: the log of everything that happened, its readers, and small things every room needs.
-- Why: events are audit, source of replays and measures, and outbox at once (see ARCHITECTURE.md).
-- Breaking: no (first).

create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gin;

create table events (
  id bigint generated always as identity primary key,
  -- the transaction that wrote it: readers take only what lies below pg_snapshot_xmin, so they see commit order
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('staff', 'customer', 'key', 'system')),
  actor_id uuid,
  type text not null,
  subject_id uuid,
  data jsonb not null default '{}'
);
create index events_by_commit on events (xid, id);
create index events_by_subject on events (subject_id, id) where subject_id is not null;
create index events_by_actor on events (actor_id, id) where actor_id is not null;

create table subscriptions (
  name text primary key,
  -- everything up to and including (xid, event_id) has had its effects
  xid xid8 not null default '0',
  event_id bigint not null default 0,
  moved_at timestamptz not null default now()
);

-- An event whose handler fails again and again is set aside here, seen in Settings, and may be run again.
create table subscription_failures (
  subscription text not null references subscriptions (name) on delete cascade,
  event_id bigint not null references events (id),
  error text not null,
  attempts int not null default 1,
  set_aside boolean not null default false,
  at timestamptz not null default now(),
  primary key (subscription, event_id)
);

create table idempotency_keys (
  key text not null,
  caller text not null,
  request_hash text not null,
  status int,
  reply jsonb,
  created_at timestamptz not null default now(),
  primary key (caller, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- The company this installation serves: exactly one row once set up.
create table company (
  one boolean primary key default true check (one),
  name text not null,
  time_zone text not null,
  language text not null,
  currency text not null default 'EUR',
  sample boolean not null default false,
  set_up_at timestamptz not null
);

-- Content-addressed files: bytes live on disk or in S3 under their sha-256.
create table files (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  created_at timestamptz not null default now()
);
