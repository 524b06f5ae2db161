-- What: widgets for other people's pages, the visitors who open them, their chats, the tabs they have open, mailed codes, limits.
-- Why: a chat is a case like any other; what lies here is only what a case does not know: by which browser it was begun, who is
--   there now, and what was seen.
-- Breaking: no.

create table widgets (
  id uuid primary key,
  name text not null,
  -- stands in the page of the host; names the widget, proves nothing
  key text not null unique,
  -- signs who a visitor is; closed under the secret of this installation
  secret bytea not null,
  -- pages that may embed it, as origins: scheme, host, port
  origins text[] not null default '{}',
  team_id uuid references teams (id),
  settings jsonb not null,
  created_at timestamptz not null
);
create index widgets_by_origin on widgets using gin (origins);

create table chat_visitors (
  id uuid primary key,
  widget_id uuid not null references widgets (id) on delete cascade,
  -- of the token that only the visitor's browser has
  token_sha256 text not null unique,
  customer_id uuid references customers (id),
  -- by which he proved who he is; null = he did not
  verified_by text check (verified_by in ('host', 'code')),
  verified_at timestamptz,
  name text,
  -- claimed, or proved when verified_by is set
  email text,
  language text,
  banned_at timestamptz,
  banned_by uuid references users (id),
  created_at timestamptz not null,
  seen_at timestamptz not null
);
create index chat_visitors_by_customer on chat_visitors (customer_id) where customer_id is not null;
create index chat_visitors_by_widget on chat_visitors (widget_id);
create index chat_visitors_by_age on chat_visitors (seen_at);

create table chats (
  case_id uuid primary key references cases (id) on delete cascade,
  visitor_id uuid not null references chat_visitors (id) on delete cascade,
  widget_id uuid not null references widgets (id) on delete cascade,
  started_at timestamptz not null,
  within_hours boolean not null,
  -- where the visitor stood: origin and path only, and only where the host wants it
  page text,
  first_answered_at timestamptz,
  -- nobody had answered within the time that the widget allows
  overdue_at timestamptz,
  -- the visitor has seen what was said up to here
  read_at timestamptz,
  typing_at timestamptz,
  ended_at timestamptz
);
create index chats_by_visitor on chats (visitor_id, started_at desc);
create index chats_by_time on chats (widget_id, started_at desc);

-- What a visitor said: his browser's own name for it makes sending it twice the same as once.
create table chat_messages (
  visitor_id uuid not null references chat_visitors (id) on delete cascade,
  client_id text not null,
  message_id uuid,
  case_id uuid,
  at timestamptz not null,
  primary key (visitor_id, client_id)
);
create index chat_messages_by_message on chat_messages (message_id) where message_id is not null;

-- Files a visitor has sent up and not said anything with yet.
create table chat_uploads (
  attachment_id uuid primary key references attachments (id) on delete cascade,
  visitor_id uuid not null references chat_visitors (id) on delete cascade
);
create index chat_uploads_by_visitor on chat_uploads (visitor_id);

-- Tabs that listen now, on any node; rows older than a minute mean nothing.
create unlogged table chat_streams (
  id uuid primary key,
  visitor_id uuid not null,
  seen_at timestamptz not null
);
create index chat_streams_by_visitor on chat_streams (visitor_id, seen_at);

-- Codes mailed to an address that a visitor says is his.
create table chat_codes (
  visitor_id uuid not null references chat_visitors (id) on delete cascade,
  email text not null,
  code_sha256 text not null,
  tries int not null default 0,
  expires_at timestamptz not null,
  primary key (visitor_id, email)
);

-- How often somebody did something lately, by the hash of his address or by visitor; old rows are dropped.
create unlogged table chat_limits (
  what text not null,
  slot timestamptz not null,
  n int not null,
  primary key (what, slot)
);
create index chat_limits_by_slot on chat_limits (slot);

-- An address from which nothing more is taken, as a hash.
create table chat_bans (
  address_sha256 text primary key,
  until timestamptz not null,
  by uuid references users (id),
  at timestamptz not null
);
