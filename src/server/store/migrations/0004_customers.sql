-- What: one record per person over all addresses, organisations, and the brief of eight answers.
-- Breaking: no.

create table organisations (
  id uuid primary key,
  name text not null,
  parent_id uuid references organisations (id),
  notes text not null default '',
  created_at timestamptz not null
);
create index organisations_by_name on organisations (lower(name), id);
-- Mail from one of its domains finds the organisation; free mail providers are never in here.
create table organisation_domains (
  domain text primary key check (domain = lower(domain)),
  organisation_id uuid not null references organisations (id) on delete cascade
);
create index organisation_domains_by_organisation on organisation_domains (organisation_id);

create table customers (
  id uuid primary key,
  name text not null,
  organisation_id uuid references organisations (id),
  language text,
  time_zone text,
  vip boolean not null default false,
  notes text not null default '',
  -- set when this record was merged into another: reads follow it, merging can be undone
  merged_into uuid references customers (id),
  first_seen_at timestamptz not null,
  last_heard_at timestamptz,
  created_at timestamptz not null
);
create index customers_by_name on customers (lower(name), id) where merged_into is null;
create index customers_by_last_heard on customers (last_heard_at desc nulls last, id) where merged_into is null;
create index customers_merged on customers (merged_into) where merged_into is not null;
create index customers_by_organisation on customers (organisation_id) where organisation_id is not null;

-- How we recognise a person: mail addresses, phone numbers, names in other systems.
create table identities (
  id uuid primary key,
  customer_id uuid not null references customers (id),
  kind text not null check (kind in ('email', 'phone', 'external')),
  value text not null,
  -- a hard bounce marks the address; mail to it waits for a person
  bounced_at timestamptz,
  created_at timestamptz not null,
  unique (kind, value)
);
create index identities_by_customer on identities (customer_id);
-- people look for somebody by a piece of a name or address
create index customers_by_piece on customers using gin (name gin_trgm_ops);
create index identities_by_piece on identities using gin (value gin_trgm_ops);

-- The brief: eight questions, each answer with the customer's own words and where they stand.
create table brief_answers (
  id uuid primary key,
  customer_id uuid not null references customers (id),
  question text not null check (question in ('need', 'why', 'why-us', 'expects', 'worries', 'perfect-outcome', 'compared', 'will-keep')),
  statement text not null,
  quote text,
  message_id uuid,
  confidence text not null default 'heard' check (confidence in ('think', 'heard', 'confirmed')),
  said_at timestamptz not null,
  noted_by uuid references users (id),
  noted_at timestamptz not null,
  replaced_at timestamptz
);
create index brief_answers_by_customer on brief_answers (customer_id, question, said_at desc);
create unique index one_current_brief_answer on brief_answers (customer_id, question) where replaced_at is null;

create table purchases (
  id uuid primary key,
  customer_id uuid not null references customers (id),
  at timestamptz not null,
  amount numeric(14, 2) not null,
  currency text not null,
  external_ref text unique,
  description text not null default ''
);
create index purchases_by_customer on purchases (customer_id, at);
