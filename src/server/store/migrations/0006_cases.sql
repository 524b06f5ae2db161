-- What: cases of every ITIL type, their messages, attachments, tags, presence, drafts and search.
-- Why tallies: the inbox shows counts at once; nothing on a page load may grow with the size of the table.
-- Breaking: no.

create sequence case_numbers start 1001;

create table cases (
  id uuid primary key,
  number bigint not null unique default nextval('case_numbers'),
  kind text not null default 'question' check (kind in ('incident', 'request', 'question', 'complaint', 'compliment')),
  subject text not null,
  -- first words of the newest customer message, for the list
  excerpt text not null default '',
  state text not null default 'new' check (state in ('new', 'open', 'waiting', 'snoozed', 'closed')),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  customer_id uuid not null references customers (id),
  organisation_id uuid references organisations (id),
  team_id uuid references teams (id),
  assignee_id uuid references users (id),
  mailbox_id uuid references mailboxes (id),
  channel text not null check (channel in ('mail', 'portal', 'form', 'chat', 'phone', 'api')),
  tags text[] not null default '{}',
  emotion text,
  -- what solved looks like, in the customer's words
  success_wish text,
  snoozed_until timestamptz,
  -- rises with every message of the conversation: a reply names the revision it was written against
  revision int not null default 0,
  -- what is promised next, maintained by the promises room through an event
  next_promise_at timestamptz,
  next_promise text,
  next_promise_id uuid,
  promise_at_risk boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- since when the customer waits for a word of ours; null when it is his turn
  waiting_since timestamptz,
  -- where the customer wrote from last: answers go there
  reply_address text,
  last_customer_at timestamptz,
  last_staff_at timestamptz,
  first_replied_at timestamptz,
  closed_at timestamptz,
  closed_by uuid references users (id),
  -- after closing: has the customer said whether it is solved?
  verdict text check (verdict in ('confirmed', 'silent', 'refuted')),
  verdict_at timestamptz,
  value_created text,
  reopened int not null default 0,
  -- when the customer is told that his case is here; null once told, or when he is not to be
  acknowledge_at timestamptz,
  merged_into uuid references cases (id)
);
-- Lists of what is not closed are ordered by what is promised next; the unpromised come last.
create index cases_active on cases ((coalesce(next_promise_at, 'infinity'::timestamptz)), id) where state <> 'closed';
-- what nobody has, and what is at risk, are views of their own; `is null` keeps no order in an index over the assignee
create index cases_active_unassigned on cases ((coalesce(next_promise_at, 'infinity'::timestamptz)), id) where state <> 'closed' and assignee_id is null;
create index cases_active_at_risk on cases ((coalesce(next_promise_at, 'infinity'::timestamptz)), id) where state <> 'closed' and promise_at_risk;
create index cases_active_by_assignee on cases (assignee_id, (coalesce(next_promise_at, 'infinity'::timestamptz)), id) where state <> 'closed';
create index cases_active_by_team on cases (team_id, (coalesce(next_promise_at, 'infinity'::timestamptz)), id) where state <> 'closed';
create index cases_waiting on cases (waiting_since, id) where waiting_since is not null and state <> 'closed';
create index cases_by_updated on cases (updated_at desc, id desc);
create index cases_by_customer on cases (customer_id, number desc);
create index cases_by_tag on cases using gin (tags);
create index cases_to_acknowledge on cases (acknowledge_at) where acknowledge_at is not null;
create index cases_snoozed on cases (snoozed_until) where state = 'snoozed';

-- Cases that belong together. A late answer to a case closed long ago opens one that follows it.
create table case_links (
  case_id uuid not null references cases (id),
  other_id uuid not null references cases (id),
  relation text not null check (relation in ('follows', 'related', 'caused-by', 'duplicate', 'parent')),
  at timestamptz not null,
  primary key (case_id, other_id, relation)
);
create index case_links_by_other on case_links (other_id);

create table messages (
  id uuid primary key,
  case_id uuid not null references cases (id),
  at timestamptz not null,
  kind text not null check (kind in ('message', 'note')),
  direction text not null check (direction in ('in', 'out', 'internal')),
  channel text not null,
  author_kind text not null check (author_kind in ('customer', 'staff', 'system')),
  author_customer_id uuid references customers (id),
  author_user_id uuid references users (id),
  author_name text not null,
  subject text,
  -- what a person wrote now, without quoted history
  text text not null,
  html text,
  -- what was quoted below, kept one click away
  quoted text,
  mail_source_id uuid references mail_sources (id),
  mail_class text,
  emotion text,
  mentions uuid[] not null default '{}',
  defects text[] not null default '{}'
);
create index messages_by_case on messages (case_id, at, id);
create index messages_by_source on messages (mail_source_id) where mail_source_id is not null;

create table attachments (
  id uuid primary key,
  message_id uuid references messages (id),
  uploaded_by uuid references users (id),
  sha256 text not null references files (sha256),
  name text not null,
  content_type text not null,
  size bigint not null,
  content_id text,
  inline boolean not null default false,
  created_at timestamptz not null
);
create index attachments_by_message on attachments (message_id) where message_id is not null;
create index attachments_unsent on attachments (created_at) where message_id is null;

create table drafts (
  case_id uuid not null references cases (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  html text not null,
  kind text not null default 'message',
  revision int not null,
  saved_at timestamptz not null,
  primary key (case_id, user_id)
);

-- Who has a case open or is typing, on any node; rows older than a minute mean nothing.
create unlogged table presence (
  case_id uuid not null,
  user_id uuid not null,
  typing boolean not null,
  seen_at timestamptz not null,
  primary key (case_id, user_id)
);

-- Tallies: one row per combination that exists; deltas are appended by trigger and folded in, so no row is hot.
create table case_tallies (
  state text not null,
  team_id uuid,
  assignee_id uuid,
  at_risk boolean not null,
  n bigint not null,
  unique nulls not distinct (state, team_id, assignee_id, at_risk)
);
create table case_tally_deltas (
  id bigint generated always as identity primary key,
  state text not null,
  team_id uuid,
  assignee_id uuid,
  at_risk boolean not null,
  n int not null
);
create function tally_case_changes() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into case_tally_deltas (state, team_id, assignee_id, at_risk, n) values (new.state, new.team_id, new.assignee_id, new.promise_at_risk, 1);
  elsif tg_op = 'DELETE' then
    insert into case_tally_deltas (state, team_id, assignee_id, at_risk, n) values (old.state, old.team_id, old.assignee_id, old.promise_at_risk, -1);
  else
    insert into case_tally_deltas (state, team_id, assignee_id, at_risk, n) values
      (old.state, old.team_id, old.assignee_id, old.promise_at_risk, -1), (new.state, new.team_id, new.assignee_id, new.promise_at_risk, 1);
  end if;
  return null;
end $$;
create trigger tally_inserts after insert on cases for each row execute function tally_case_changes();
create trigger tally_deletes after delete on cases for each row execute function tally_case_changes();
-- most changes of a case (a message, a promise) move no count: those cost nothing here
create trigger tally_updates after update on cases for each row
  when (old.state <> new.state or old.team_id is distinct from new.team_id or old.assignee_id is distinct from new.assignee_id or old.promise_at_risk <> new.promise_at_risk)
  execute function tally_case_changes();

-- Words as they are typed in any language: lower case, without accents, without stemming (which would need one language).
create text search configuration kept (copy = simple);
alter text search configuration kept alter mapping for hword, hword_part, word with unaccent, simple;

-- Search over everything, one table, one way; derived from the records by a subscription.
create table search_entries (
  subject_kind text not null check (subject_kind in ('case', 'message', 'customer', 'article')),
  subject_id uuid not null,
  -- whoever may not see the case finds nothing of it
  case_id uuid,
  title text not null,
  at timestamptz not null,
  words tsvector not null,
  primary key (subject_kind, subject_id)
);
create index search_by_words on search_entries using gin (words);
create index search_by_title on search_entries using gin (title gin_trgm_ops);
-- common words are found by walking back in time, rare ones through the word index: the planner chooses
create index search_by_time on search_entries (at desc);
create index search_by_case on search_entries (case_id) where case_id is not null;
