-- What: surveys with versions, branching questions, a look, quotas, priorities and ways; waves; asks that wait; answers from
--   nobody known; who opened a page; reviews from elsewhere.
-- Why: whoever manages must be able to trust what customers say: who was asked, who was not and why, and that anonymous means it.
-- Breaking: no.

alter table surveys
  add column version int not null default 1,
  -- nothing leads from an answer to whoever gave it
  add column anonymous boolean not null default false,
  -- 1 goes first: of two questions to one person the more important one is asked
  add column priority int not null default 5 check (priority between 1 and 9),
  add column way text not null default 'mail' check (way in ('mail', 'my', 'widget')),
  -- {colour, title: {language: words}, thanks: {language: words}}
  add column theme jsonb not null default '{}',
  -- {answers, perWeek, perSegment: [{tag, answers}]}
  add column quota jsonb not null default '{}',
  add column expires_days int not null default 30 check (expires_days between 1 and 365),
  -- for the programme "destination": which one; null = every one
  add column destination_id uuid references destinations (id),
  add column wait_hours int not null default 0 check (wait_hours between 0 and 8760),
  -- names the public page, when there is one
  add column link_key text unique,
  -- of groups smaller than this nothing is shown
  add column fewest int not null default 5 check (fewest between 1 and 100);
update surveys set priority = case programme when 'recovery' then 1 when 'after-case' then 3 else 5 end;
create index surveys_by_destination on surveys (destination_id) where programme = 'destination';

create table survey_versions (
  survey_id uuid not null references surveys (id),
  version int not null,
  questions jsonb not null,
  made_by uuid references users (id),
  made_at timestamptz not null,
  primary key (survey_id, version)
);
insert into survey_versions (survey_id, version, questions, made_at) select id, 1, questions, created_at from surveys;

-- A random share of the customers, asked at one time. The seed lets anybody draw the same people again.
create table survey_waves (
  id uuid primary key,
  survey_id uuid not null references surveys (id),
  name text not null,
  starts_at timestamptz not null,
  state text not null default 'planned' check (state in ('planned', 'drawn', 'called-off')),
  seed text not null,
  share numeric not null check (share > 0 and share <= 1),
  strata text not null default 'none' check (strata in ('none', 'language', 'organisation', 'channel', 'vip')),
  -- so many of each stratum instead of the share
  per_stratum int check (per_stratum > 0),
  -- only customers with this tag
  tag text,
  -- who was heard from within so many days
  active_days int not null default 365 check (active_days between 1 and 3650),
  -- the next wave follows after so many days
  every_days int check (every_days between 1 and 1000),
  eligible int,
  drawn int,
  counts jsonb not null default '[]',
  drawn_at timestamptz,
  created_at timestamptz not null
);
create index survey_waves_by_survey on survey_waves (survey_id, starts_at desc, id desc);
create index survey_waves_planned on survey_waves (starts_at) where state = 'planned';

-- Who is to be asked what, until he is or it is said why not.
create table survey_asks_due (
  id uuid primary key,
  survey_id uuid not null references surveys (id),
  customer_id uuid not null references customers (id),
  wave_id uuid references survey_waves (id),
  destination_id uuid references destinations (id),
  due_at timestamptz not null,
  unique nulls not distinct (survey_id, customer_id, wave_id, destination_id)
);
create index survey_asks_due_by_time on survey_asks_due (due_at);
create index survey_asks_due_by_customer on survey_asks_due (customer_id);

alter table invitations
  add column way text not null default 'mail' check (way in ('mail', 'my', 'widget', 'link')),
  add column wave_id uuid references survey_waves (id),
  add column destination_id uuid references destinations (id),
  -- the page was shown; mail scanners open pages, too
  add column opened boolean not null default false;
create index invitations_waiting on invitations (customer_id, at desc) where state = 'sent';
alter table survey_days add column opened int not null default 0;

alter table answers
  add column version int not null default 1,
  -- answers to questions of the company's own: {key: value}
  add column more jsonb not null default '{}';

-- Answers from nobody known: no customer, no case, no invitation, no time but the day. Rewritten together once the day is
-- over, so that neither the order of rows nor the transaction that wrote one says who was asked with it.
create table anonymous_answers (
  id uuid primary key,
  survey_id uuid not null references surveys (id),
  version int not null,
  day date not null,
  way text not null,
  answers jsonb not null,
  complete boolean not null,
  -- of a secret that only the browser got; gone once the day is over
  key_hash text unique,
  mixed boolean not null default false,
  -- counted only once enough of them wait together
  shown boolean not null default false
);
create index anonymous_answers_by_survey on anonymous_answers (survey_id, day) where shown;
create index anonymous_answers_to_mix on anonymous_answers (day) where not mixed;
create index anonymous_answers_to_show on anonymous_answers (survey_id) where mixed and not shown;

-- What customers say elsewhere.
create table reviews (
  id uuid primary key,
  source text not null,
  -- the source's own name of it: the same one twice is one
  source_key text not null,
  rating numeric,
  scale_from numeric,
  scale_to numeric,
  -- the rating on its scale, 0 to 1
  score real check (score between 0 and 1),
  language text,
  author text not null default '',
  words text not null default '',
  url text,
  customer_id uuid references customers (id),
  at timestamptz not null,
  added_by uuid references users (id),
  added_at timestamptz not null,
  unique (source, source_key)
);
create index reviews_by_time on reviews (at desc, id desc);
create index reviews_by_customer on reviews (customer_id, at desc, id desc) where customer_id is not null;
