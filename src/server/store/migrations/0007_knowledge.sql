-- What: articles in the customer's words, public or for staff.
-- Breaking: no.

create table articles (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title text not null,
  summary text not null default '',
  html text not null,
  text text not null,
  state text not null default 'draft' check (state in ('draft', 'published', 'retired')),
  audience text not null default 'public' check (audience in ('public', 'staff')),
  language text not null default 'en',
  author_id uuid references users (id),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  published_at timestamptz,
  helped int not null default 0,
  not_helped int not null default 0,
  -- stemmed in the article's own language, for suggestions and for the help page's search
  words tsvector not null default ''
);
create index articles_by_change on articles (updated_at desc, id desc);
create index articles_by_words on articles using gin (words) where state = 'published';
create index articles_published on articles (audience, title) where state = 'published';

create table case_articles (
  case_id uuid not null references cases (id),
  article_id uuid not null references articles (id),
  linked_by uuid references users (id),
  at timestamptz not null,
  primary key (case_id, article_id)
);
