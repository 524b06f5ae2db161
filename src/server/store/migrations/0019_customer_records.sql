-- What: custom fields with their definitions, tags, notes, portal role and holds of customers; merges that remember what
--   they changed; duplicates proposed; saved segments; erasures with their certificates; retention rules and their runs.
-- Why: one record per person over every channel that can be put together, taken apart, found, handed out and forgotten.
-- Breaking: no.

-- Fields of one's own, for customers, organisations and cases. Values lie beside the record, under `key`.
create table field_definitions (
  id uuid primary key,
  applies_to text not null check (applies_to in ('customer', 'organisation', 'case')),
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  name text not null,
  kind text not null check (kind in ('text', 'number', 'date', 'choice', 'choices', 'yes-no', 'link')),
  choices text[] not null default '{}',
  help text not null default '',
  required boolean not null default false,
  searchable boolean not null default false,
  position int not null,
  created_at timestamptz not null,
  -- no longer asked for; what was noted stays readable
  retired_at timestamptz,
  unique (applies_to, key)
);

alter table organisations add column fields jsonb not null default '{}';
create index organisations_by_field on organisations using gin (fields jsonb_path_ops);
create index organisations_by_parent on organisations (parent_id) where parent_id is not null;
create index organisations_by_piece on organisations using gin (name gin_trgm_ops);

alter table customers
  add column tags text[] not null default '{}',
  add column preferred_channel text check (preferred_channel in ('mail', 'phone', 'chat', 'portal')),
  add column do_not_survey boolean not null default false,
  -- what he sees in the portal: his own cases, or those of his whole organisation
  add column portal_role text not null default 'own' check (portal_role in ('own', 'organisation')),
  add column fields jsonb not null default '{}',
  -- values of searchable fields, as words
  add column fields_words text not null default '',
  -- why nothing of him may be erased now (a dispute, a duty to keep); null = it may
  add column legal_hold text,
  add column erased_at timestamptz,
  -- when others were last compared with him; null = waits for it
  add column compared_at timestamptz;
create index customers_by_tag on customers using gin (tags) where merged_into is null;
create index customers_by_field on customers using gin (fields jsonb_path_ops);
create index customers_by_field_words on customers using gin (fields_words gin_trgm_ops) where fields_words <> '';
create index customers_by_created on customers (created_at desc, id desc) where merged_into is null;
create index customers_vip on customers (last_heard_at desc nulls last, id) where vip and merged_into is null;
create index customers_of_organisation on customers (organisation_id, last_heard_at desc nulls last, id) where merged_into is null;
create index customers_to_compare on customers (id) where compared_at is null and merged_into is null;

-- An address is verified when its owner has proved it: he wrote from it, or a signed token said so.
alter table identities drop constraint identities_kind_check;
alter table identities
  add constraint identities_kind_check check (kind in ('email', 'phone', 'external', 'chat', 'form')),
  add column verified_at timestamptz;

create table customer_merges (
  id uuid primary key,
  into_id uuid not null references customers (id),
  from_id uuid not null references customers (id),
  -- why the two are one: 'by-hand', 'same-address', 'same-external-id', 'same-number'
  because text not null,
  -- records that had been merged into `from_id` before, and go with it again when this is undone
  carried uuid[] not null default '{}',
  -- what the merge changed in the record that stays: {column: {before, after}}
  changed jsonb not null default '{}',
  by_id uuid references users (id),
  at timestamptz not null,
  undone_at timestamptz,
  undone_by uuid references users (id)
);
create unique index one_present_merge on customer_merges (from_id) where undone_at is null;
create index customer_merges_into on customer_merges (into_id, at desc, id desc);

-- What colleagues should know, and the customer never sees.
create table customer_notes (
  id uuid primary key,
  customer_id uuid not null references customers (id),
  words text not null,
  by_id uuid references users (id),
  at timestamptz not null,
  changed_at timestamptz
);
create index customer_notes_by_customer on customer_notes (customer_id, at desc, id desc);

-- Two records that may be one person. What was dismissed is not proposed again.
create table customer_duplicates (
  one_id uuid not null references customers (id) on delete cascade,
  other_id uuid not null references customers (id) on delete cascade,
  -- 0 to 1
  score real not null,
  reasons text[] not null,
  found_at timestamptz not null,
  dismissed_at timestamptz,
  dismissed_by uuid references users (id),
  primary key (one_id, other_id),
  check (one_id < other_id)
);
create index customer_duplicates_open on customer_duplicates (score desc, one_id, other_id) where dismissed_at is null;
create index customer_duplicates_by_other on customer_duplicates (other_id);

create table customer_segments (
  id uuid primary key,
  name text not null,
  filter jsonb not null,
  shared boolean not null default false,
  owner_id uuid not null references users (id) on delete cascade,
  created_at timestamptz not null
);
create index customer_segments_by_owner on customer_segments (owner_id);

-- Erasing a person is a job; what stays of it is this certificate, which names nobody.
create table erasures (
  id uuid primary key,
  -- null once done: the certificate does not say who
  customer_id uuid,
  because text not null check (because in ('asked', 'retention', 'mistake')),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  step text,
  steps_done int not null default 0,
  steps int not null default 0,
  counts jsonb not null default '{}',
  error text,
  requested_by uuid references users (id),
  requested_at timestamptz not null,
  finished_at timestamptz
);
create index erasures_by_time on erasures (requested_at desc, id desc);
create unique index one_erasure_at_a_time on erasures (customer_id) where customer_id is not null and state in ('waiting', 'running');

create table retention_rules (
  kind text primary key check (kind in ('closed-cases', 'attachments', 'raw-mail', 'spam', 'inactive-customers')),
  after_days int not null check (after_days between 1 and 36500),
  active boolean not null default false,
  changed_by uuid references users (id),
  changed_at timestamptz not null
);
create table retention_runs (
  id uuid primary key,
  at timestamptz not null,
  kind text not null,
  after_days int not null,
  found int not null,
  done int not null,
  -- more waits for the next night
  more boolean not null default false,
  error text
);
create index retention_runs_by_time on retention_runs (at desc, id desc);
-- what retention looks for, oldest first
create index cases_by_closing on cases (closed_at, id) where state = 'closed';
create index attachments_by_age on attachments (created_at, id);
alter table cases add column anonymised_at timestamptz;

create index cases_open_by_organisation on cases (organisation_id, updated_at desc, id desc) where state <> 'closed' and organisation_id is not null;
create index mail_sources_by_case on mail_sources (case_id) where case_id is not null;
create index mail_sources_by_sender on mail_sources (lower(envelope_from)) where envelope_from is not null;
create index outbox_by_customer on outbox (customer_id) where customer_id is not null;
