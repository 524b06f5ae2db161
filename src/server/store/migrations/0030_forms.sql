-- What: values of own fields on cases and when they are asked; forms with their service catalogue; what visitors of a form
--   read before they sent it, or did not; calls that were noted, some held back for a moment so that they can be undone.
-- Why: a request comes in complete, a customer sees his company's cases where he may, a call is noted in ten seconds.
-- Breaking: no.

-- Only of fields of cases: for which kinds (none named: all), on what condition, and when a required one must be filled in.
alter table field_definitions
  add column kinds text[] not null default '{}',
  add column show_when jsonb,
  add column required_at text not null default 'closing' check (required_at in ('opening', 'closing'));

alter table cases
  add column fields jsonb not null default '{}',
  -- opened by its customer for his eyes alone: colleagues who see the organisation's cases do not see this one
  add column only_his boolean not null default false;
create index cases_by_field on cases using gin (fields jsonb_path_ops) where fields <> '{}';
create index cases_of_organisation on cases (organisation_id, number desc) where organisation_id is not null;

create table case_forms (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9-]{1,80}$'),
  kind text not null check (kind in ('incident', 'request', 'question', 'complaint', 'compliment')),
  audience text not null check (audience in ('public', 'customers', 'staff')),
  state text not null check (state in ('draft', 'live', 'retired')),
  -- the language its texts are complete in; others stand in where they are there
  language text not null,
  texts jsonb not null,
  questions jsonb not null default '[]',
  asks jsonb not null,
  team_id uuid references teams (id),
  tags text[] not null default '{}',
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  -- stands in the catalogue of what can be asked for
  catalogue boolean not null default false,
  -- working days it usually takes
  expected_days int check (expected_days between 0 and 365),
  -- what is to be done once it is asked for, in order
  steps jsonb not null default '[]',
  position int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by uuid references users (id)
);
create index case_forms_in_order on case_forms (position, id);

-- One row for each visit of a form that read an article or sent the form; a visit that did neither leaves nothing.
create table form_visits (
  id uuid primary key,
  form_id uuid not null references case_forms (id) on delete cascade,
  at timestamptz not null,
  article_id uuid references articles (id) on delete set null,
  read_at timestamptz,
  sent_at timestamptz,
  case_id uuid references cases (id)
);
create index form_visits_by_form on form_visits (form_id, at desc);
create index form_visits_by_case on form_visits (case_id) where case_id is not null;

-- A call as somebody noted it. `held` until its case is opened, which may be a moment later so that it can be undone.
create table phone_calls (
  id uuid primary key,
  state text not null check (state in ('held', 'logged', 'undone', 'failed')),
  input jsonb not null,
  logged_by uuid references users (id),
  at timestamptz not null,
  due_at timestamptz not null,
  seconds int,
  case_id uuid references cases (id),
  error text
);
create index phone_calls_held on phone_calls (due_at) where state = 'held';
create index phone_calls_by_case on phone_calls (case_id) where case_id is not null;
create index phone_calls_by_time on phone_calls (at desc, id desc);
