-- What: how each mailbox is fetched (IMAP) and how it sends (SMTP), where fetching stands, set-up tests, and what a mail tells
--   beside its words (authentication, signature, invitation, forwarding).
-- Why the place in a folder lies here: it moves in the transaction that stores the mail, so that a node that dies neither loses
--   nor repeats one.
-- Breaking: no.

create table mailbox_connections (
  mailbox_id uuid primary key references mailboxes (id) on delete cascade,
  -- rises with every change; whoever fetches begins again when it does
  revision int not null default 1,
  enabled boolean not null default true,
  imap_host text,
  imap_port int,
  imap_security text check (imap_security in ('tls', 'starttls', 'none')),
  imap_user text,
  folders text[] not null default '{INBOX}',
  start_with text not null default 'new' check (start_with in ('new', 'all')),
  -- with 'new': mail that arrived before this is left alone
  start_at timestamptz not null,
  after_fetch text not null default 'seen' check (after_fetch in ('leave', 'seen', 'move')),
  move_to text,
  sign_in text not null default 'password' check (sign_in in ('password', 'google', 'microsoft', 'other')),
  -- sealed with the secret of the installation
  imap_password bytea,
  oauth jsonb,
  oauth_client_secret bytea,
  oauth_refresh_token bytea,
  oauth_access_token bytea,
  oauth_expires_at timestamptz,
  smtp_host text,
  smtp_port int,
  smtp_security text check (smtp_security in ('tls', 'starttls', 'none')),
  smtp_user text,
  smtp_password bytea,
  -- whose Authentication-Results are believed
  trusted_server text,
  state text not null default 'waiting' check (state in ('waiting', 'connected', 'failing')),
  failures int not null default 0,
  -- what failed: a stable word, and the words of the other side
  problem text,
  problem_words text,
  problem_since timestamptz,
  next_try_at timestamptz,
  connected_at timestamptz,
  fetched_at timestamptz,
  changed_at timestamptz not null
);

create table mailbox_folders (
  mailbox_id uuid not null references mailbox_connections (mailbox_id) on delete cascade,
  folder text not null,
  uid_validity bigint not null,
  last_uid bigint not null,
  -- up to here the mail was marked or moved after it had been stored
  acted_uid bigint not null,
  -- after a change of UIDVALIDITY: up to here mail may have been stored under its former UID
  known_below bigint not null default 0,
  -- what the server would not hand out; asked for again every time
  stuck bigint[] not null default '{}',
  fetched bigint not null default 0,
  primary key (mailbox_id, folder)
);

create index mail_sources_fetched on mail_sources (rfc_message_id) where door = 'imap';

create table mailbox_tests (
  id uuid primary key,
  mailbox_id uuid not null references mailboxes (id) on delete cascade,
  started_at timestamptz not null,
  ended_at timestamptz,
  outbox_id uuid,
  steps jsonb not null
);
create index mailbox_tests_by_mailbox on mailbox_tests (mailbox_id, started_at desc);

create table mail_facts (
  message_id uuid primary key,
  source_id uuid not null references mail_sources (id) on delete cascade,
  authentication jsonb,
  security text check (security in ('signed', 'encrypted')),
  invitation jsonb,
  forwarded_by text
);
create index mail_facts_by_source on mail_facts (source_id);
