-- What: moving in from another desk and moving out: imports with their files, what was read of them and what became of
--   each record; exports that can be fetched for a while.
-- Why read first: sources give people, cases and messages in any order. They are read once into plain records, which are
--   shown, mapped and then written case by case; both steps go on where they stopped after any interruption.
-- Breaking: no.

create table imports (
  id uuid primary key,
  source text not null check (source in ('zendesk', 'freshdesk', 'zammad', 'freescout', 'osticket', 'csv-cases', 'csv-customers')),
  -- tells two installations of the same program apart: ids of theirs mean something only together with it
  origin text not null,
  state text not null check (state in ('files', 'reading', 'ready', 'running', 'paused', 'done', 'cancelled', 'failed')),
  -- where to fetch from, and the key to it, sealed; the key goes when the reading has ended
  url text,
  sealed_token text,
  -- of CSV: which column holds what
  columns jsonb,
  mapping jsonb,
  preview jsonb,
  -- how far reading and running are
  read_to jsonb not null default '{}',
  ran_to jsonb not null default '{}',
  total int not null default 0,
  done int not null default 0,
  created int not null default 0,
  updated int not null default 0,
  unchanged int not null default 0,
  skipped int not null default 0,
  error text,
  -- who works on it now: whoever lost the lease writes nothing any more
  lease uuid,
  leased_until timestamptz,
  worked_ms bigint not null default 0,
  created_by uuid references users (id),
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz
);
create index imports_by_time on imports (created_at desc, id desc);
create index imports_at_work on imports (leased_until) where state in ('reading', 'running');

-- A large file comes in parts of some megabytes; the parts lie in the file store.
create table import_files (
  import_id uuid not null references imports (id) on delete cascade,
  file int not null,
  part int not null,
  name text not null,
  sha256 text not null,
  size bigint not null,
  primary key (import_id, file, part)
);

-- What was read of a source, in our words; gone when the import has ended.
create table import_items (
  import_id uuid not null references imports (id) on delete cascade,
  kind text not null check (kind in ('organisation', 'person', 'team', 'case', 'message', 'field')),
  external_id text not null,
  -- of a message: its case
  parent_id text,
  place bigint generated always as identity,
  data jsonb not null,
  primary key (import_id, kind, external_id)
);
create index import_items_in_order on import_items (import_id, kind, place);
create index import_items_by_parent on import_items (import_id, parent_id) where parent_id is not null;

-- Which record of ours stands for which of theirs: a second import finds what the first one made.
create table imported_records (
  origin text not null,
  kind text not null,
  external_id text not null,
  own_id uuid not null,
  -- what was taken over last, to tell whether theirs or ours changed since
  taken jsonb not null default '{}',
  import_id uuid not null,
  primary key (origin, kind, external_id)
);
create index imported_records_by_own on imported_records (own_id);

-- What became of each record, for the report.
create table import_rows (
  import_id uuid not null references imports (id) on delete cascade,
  place bigint generated always as identity,
  kind text not null,
  external_id text not null,
  outcome text not null check (outcome in ('created', 'updated', 'unchanged', 'skipped', 'noted')),
  reason text not null default '',
  own_id uuid,
  primary key (import_id, place)
);
create index import_rows_by_outcome on import_rows (import_id, outcome, place);

create table exports (
  id uuid primary key,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'expired')),
  total bigint not null default 0,
  done bigint not null default 0,
  what text not null default '',
  sha256 text,
  size bigint,
  error text,
  lease uuid,
  leased_until timestamptz,
  created_by uuid references users (id),
  created_at timestamptz not null,
  ended_at timestamptz,
  expires_at timestamptz,
  fetched int not null default 0
);
create index exports_by_time on exports (created_at desc, id desc);
create index exports_at_work on exports (created_at) where state in ('waiting', 'running', 'done');
