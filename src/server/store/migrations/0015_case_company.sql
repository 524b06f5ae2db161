-- What: cases that belong together (merged, split, linked, tasks) and everybody who takes part in one, with who may see which message.
-- Why merging is kept as a record of its own: taking it back must restore both cases exactly as they stood.
-- Why the audience stands on each message: what an outside party or the customer may see is decided there and in one condition.
-- Breaking: no.

create table case_merges (
  id uuid primary key,
  case_id uuid not null references cases (id) on delete cascade,
  into_id uuid not null references cases (id) on delete cascade,
  merged_at timestamptz not null,
  merged_by uuid references users (id),
  -- how both stood, column by column
  source_before jsonb not null,
  target_before jsonb not null,
  target_after jsonb not null,
  undone_at timestamptz,
  undone_by uuid references users (id)
);
create unique index case_merges_standing on case_merges (case_id) where undone_at is null;
create index case_merges_by_target on case_merges (into_id);
create index cases_merged_into on cases (merged_into) where merged_into is not null;

alter table case_links drop constraint case_links_relation_check;
alter table case_links add constraint case_links_relation_check
  check (relation in ('follows', 'related', 'caused-by', 'duplicate', 'parent', 'split'));
alter table case_links add column by_user uuid references users (id);

create table case_tasks (
  id uuid primary key,
  case_id uuid not null references cases (id) on delete cascade,
  what text not null,
  assignee_id uuid references users (id),
  due_at timestamptz,
  created_at timestamptz not null,
  created_by uuid references users (id),
  done_at timestamptz,
  done_by uuid references users (id)
);
create index case_tasks_by_case on case_tasks (case_id, created_at, id);
create index case_tasks_open_by_assignee on case_tasks (assignee_id, due_at) where done_at is null;

create table case_parties (
  id uuid primary key,
  case_id uuid not null references cases (id) on delete cascade,
  -- counts within the case; part of the signed reply address
  place int not null,
  role text not null check (role in ('customer', 'colleague', 'team', 'supplier')),
  name text not null,
  email text,
  customer_id uuid references customers (id),
  user_id uuid references users (id),
  team_id uuid references teams (id),
  language text,
  -- what an outside party sees as the subject; the customer's own words stay with us
  topic text not null default '',
  -- a customer who joined sees what was said from then on; all of it when null
  sees_since timestamptz,
  -- came with a merged case, and goes with it
  through_case_id uuid references cases (id),
  -- his part in it
  task text,
  due_at timestamptz,
  task_done_at timestamptz,
  added_at timestamptz not null,
  added_by uuid references users (id),
  removed_at timestamptz,
  unique (case_id, place),
  check (role <> 'supplier' or email is not null),
  check (role <> 'customer' or customer_id is not null),
  check (role <> 'colleague' or user_id is not null),
  check (role <> 'team' or team_id is not null)
);
create unique index case_parties_address on case_parties (case_id, email) where removed_at is null and role = 'supplier';
create unique index case_parties_customer on case_parties (case_id, customer_id) where removed_at is null and role = 'customer';
create unique index case_parties_user on case_parties (case_id, user_id) where removed_at is null and role = 'colleague';
create unique index case_parties_team on case_parties (case_id, team_id) where removed_at is null and role = 'team';
create index case_parties_by_customer on case_parties (customer_id) where customer_id is not null and removed_at is null;
create index case_parties_by_user on case_parties (user_id) where user_id is not null and removed_at is null;

-- Who may see a message: the customer (and customers in copy), only the parties named, or nobody but us. Notes are always ours alone.
alter table messages add column audience text not null default 'customer' check (audience in ('customer', 'parties', 'staff'));
alter table messages add column party_ids uuid[] not null default '{}';
alter table messages add column author_party_id uuid references case_parties (id);
alter table messages drop constraint messages_author_kind_check;
alter table messages add constraint messages_author_kind_check check (author_kind in ('customer', 'staff', 'system', 'party'));
update messages set audience = 'staff' where kind = 'note';
alter table outbox add column party_id uuid references case_parties (id);

create table case_meetings (
  id uuid primary key,
  case_id uuid not null references cases (id) on delete cascade,
  message_id uuid not null references messages (id) on delete cascade,
  uid text not null unique,
  sequence int not null default 0,
  title text not null,
  place text not null default '',
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_at timestamptz not null,
  created_by uuid references users (id),
  cancelled_at timestamptz,
  check (ends_at > starts_at)
);
create index case_meetings_by_case on case_meetings (case_id, starts_at);

create table case_meeting_guests (
  meeting_id uuid not null references case_meetings (id) on delete cascade,
  email text not null,
  name text not null,
  party_id uuid references case_parties (id),
  answer text not null default 'needs-action' check (answer in ('needs-action', 'accepted', 'declined', 'tentative')),
  answered_at timestamptz,
  primary key (meeting_id, email)
);
