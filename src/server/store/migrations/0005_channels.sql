-- What: mailboxes, every mail that came in (raw), every mail that goes out.
-- Why raw mail lies in the database: it is stored in the transaction that acknowledges it.
-- Breaking: no.

create table mailboxes (
  id uuid primary key,
  name text not null,
  address text not null unique check (address = lower(address)),
  from_name text not null default '',
  signature text not null default '',
  team_id uuid references teams (id),
  is_default boolean not null default false,
  -- a new case is answered at once with what happens next
  acknowledges boolean not null default true,
  last_sent_at timestamptz,
  -- of the sample company: its customers do not exist, so what is sent to them counts as sent and never leaves
  simulated boolean not null default false,
  created_at timestamptz not null
);
create unique index one_default_mailbox on mailboxes (is_default) where is_default;

create table mail_sources (
  id uuid primary key,
  received_at timestamptz not null,
  door text not null check (door in ('smtp', 'lmtp', 'http', 'imap', 'simulator')),
  sha256 text not null,
  size int not null,
  envelope_from text,
  envelope_to text[] not null default '{}',
  raw bytea not null,
  mailbox_id uuid references mailboxes (id),
  rfc_message_id text,
  class text,
  state text not null default 'received' check (state in ('received', 'processed', 'set-aside')),
  defects text[] not null default '{}',
  -- why it was set aside, or dropped
  error text,
  message_id uuid,
  case_id uuid,
  processed_at timestamptz
);
alter table mail_sources alter column raw set storage external;
create index mail_sources_by_time on mail_sources (received_at desc, id desc);
create index mail_sources_by_mailbox on mail_sources (mailbox_id, received_at desc);
create index mail_sources_set_aside on mail_sources (received_at desc, id desc) where state = 'set-aside';
-- the same mail delivered twice (a retry after a lost acknowledgement) is processed once
create unique index mail_sources_once on mail_sources (sha256, coalesce(rfc_message_id, ''));

-- Every RFC Message-ID that we have seen or seen referenced, so that replies find their case even when mails are missing.
create table mail_ids (
  rfc_message_id text not null,
  case_id uuid not null,
  message_id uuid,
  primary key (rfc_message_id, case_id)
);
create index mail_ids_by_case on mail_ids (case_id);

-- Outgoing mail: made in the transaction of the verb that says it, delivered by a job, its state shown to the agent.
create table outbox (
  id uuid primary key,
  message_id uuid,
  case_id uuid,
  mailbox_id uuid references mailboxes (id),
  customer_id uuid references customers (id),
  -- who gets what bounces; '' for automatic answers, so that nobody does
  envelope_from text not null default '',
  purpose text not null check (purpose in ('reply', 'acknowledgement', 'survey', 'my-link', 'receipt', 'invitation', 'alert', 'other')),
  to_addresses text[] not null,
  cc_addresses text[] not null default '{}',
  -- whoever has not got it yet, after a server took it for some only; null = everybody
  remaining_addresses text[],
  subject text not null,
  rfc_message_id text not null unique,
  raw bytea not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'deferred', 'failed', 'bounced', 'held')),
  attempts int not null default 0,
  last_error text,
  queued_at timestamptz not null,
  -- when delivery is tried next; moved ahead while one node tries
  next_attempt_at timestamptz,
  sent_at timestamptz,
  bounced_at timestamptz,
  bounce_status text
);
alter table outbox alter column raw set storage external;
create index outbox_by_time on outbox (queued_at desc, id desc);
create index outbox_due on outbox (next_attempt_at) where state in ('queued', 'deferred');
create index outbox_by_state on outbox (state, queued_at desc, id desc) where state in ('queued', 'deferred', 'failed', 'bounced', 'held');
create index outbox_by_message on outbox (message_id) where message_id is not null;
create index outbox_by_case on outbox (case_id) where case_id is not null;

-- How much mail came from whom lately, and how many automatic answers went out: the circuit breaker against loops.
create table senders_seen (
  address text primary key,
  since timestamptz not null,
  count int not null
);
create table breakers (
  address text primary key,
  reason text not null,
  since timestamptz not null
);
