-- What: customers' words in one place, the needs and the themes they tell of, and what each customer expects of how we serve.
-- Why: what many customers say in their own words decides what is offered and what is stopped; who wants it brief gets it brief.
-- Breaking: no.

-- A copy of what customers said, wherever they said it. Whoever is erased takes his words with him.
create table heard_words (
  id uuid primary key,
  source text not null check (source in ('answer', 'review', 'observation', 'brief', 'wish', 'complaint', 'marked')),
  -- the record that holds the words first: answer, review, observation, answer of the brief, case, or message
  source_id uuid not null,
  -- the question of the brief, or where a review stands
  detail text not null default '',
  customer_id uuid references customers (id) on delete cascade,
  case_id uuid references cases (id) on delete cascade,
  message_id uuid references messages (id) on delete cascade,
  words text not null,
  feeling text check (feeling in ('won', 'neutral', 'lost')),
  at timestamptz not null
);
create unique index heard_words_once on heard_words (source, source_id) where source <> 'marked';
create index heard_words_by_time on heard_words (at desc, id desc);
create index heard_words_by_source on heard_words (source, at desc, id desc);
create index heard_words_by_feeling on heard_words (feeling, at desc, id desc) where feeling is not null;
create index heard_words_by_customer on heard_words (customer_id) where customer_id is not null;
create index heard_words_by_case on heard_words (case_id) where case_id is not null;
create index heard_words_by_message on heard_words (message_id) where message_id is not null;

-- How far each source was read.
create table heard_progress (
  source text primary key,
  at timestamptz not null
);
create index answers_by_change on answers (changed_at) where why is not null;
create index brief_answers_by_noting on brief_answers (noted_at);
create index reviews_by_adding on reviews (added_at);

create table needs (
  id uuid primary key,
  statement text not null,
  note text not null default '',
  -- what people judge it to matter, 1 little to 5 decisive, beside what counting says
  stated_importance int check (stated_importance between 1 and 5),
  merged_into uuid references needs (id),
  retired_at timestamptz,
  made_by uuid references users (id),
  made_at timestamptz not null,
  changed_at timestamptz not null
);
create index needs_by_making on needs (made_at desc, id desc) where merged_into is null;
create index needs_merged on needs (merged_into) where merged_into is not null;

-- Which words tell of which need; `came_from` is the need they were under before a merge.
create table need_words (
  words_id uuid primary key references heard_words (id) on delete cascade,
  need_id uuid not null references needs (id),
  came_from uuid references needs (id),
  by_user uuid references users (id),
  at timestamptz not null
);
create index need_words_by_need on need_words (need_id);

create table need_offers (
  need_id uuid not null references needs (id),
  kind text not null check (kind in ('form', 'article')),
  form_id uuid references case_forms (id) on delete cascade,
  article_id uuid references articles (id) on delete cascade,
  at timestamptz not null,
  check ((kind = 'form') = (form_id is not null) and (kind = 'article') = (article_id is not null))
);
create unique index need_offers_once on need_offers (need_id, coalesce(form_id, article_id));
create index need_offers_by_form on need_offers (form_id) where form_id is not null;
create index need_offers_by_article on need_offers (article_id) where article_id is not null;

create table themes (
  id uuid primary key,
  name text not null,
  -- any of these in the words puts them under the theme
  keywords text[] not null default '{}',
  -- what customers hate: a way we behave that drives them away
  hated boolean not null default false,
  behaviour_id uuid references behaviours (id),
  made_by uuid references users (id),
  made_at timestamptz not null,
  retired_at timestamptz
);
create index themes_by_making on themes (made_at desc, id desc) where retired_at is null;

-- `out`: a person said that these words do not belong here; the keywords do not bring them back.
create table theme_words (
  theme_id uuid not null references themes (id) on delete cascade,
  words_id uuid not null references heard_words (id) on delete cascade,
  by_person boolean not null default false,
  out boolean not null default false,
  at timestamptz not null,
  primary key (theme_id, words_id)
);
create index theme_words_by_words on theme_words (words_id);
create index theme_words_by_time on theme_words (theme_id, at desc) where not out;

-- How a customer wants to be served, one row for each thing that somebody said; what is learned is worked out when it is asked for.
create table expectations (
  customer_id uuid not null references customers (id) on delete cascade,
  aspect text not null check (aspect in ('pace', 'channel', 'language', 'formality', 'told-every')),
  said_by text not null check (said_by in ('customer', 'staff')),
  value text not null,
  by_user uuid references users (id),
  at timestamptz not null,
  primary key (customer_id, aspect, said_by)
);

-- Customers who were active within a year and whom nobody has heard from within 90 days, most valuable first; made anew each night.
create table unheard_customers (
  customer_id uuid primary key references customers (id) on delete cascade,
  value numeric(14, 2) not null,
  cases int not null,
  last_wrote_at timestamptz,
  heard_at timestamptz,
  counted_at timestamptz not null
);
create index unheard_by_value on unheard_customers (value desc, customer_id);
