-- What: what is counted of needs and themes is kept beside them; a no to where a customer stands may open a recovery.
-- Why: counting all words on every look at a page grows with the company; who says that he is not where we say he is was let down.
-- Breaking: no.

-- Words of a need, the different customers behind them (merged ones once), and how the cases of these words ended.
create table need_figures (
  need_id uuid primary key references needs (id) on delete cascade,
  words int not null,
  customers int not null,
  good int not null,
  judged int not null,
  counted_at timestamptz not null
);

-- The same of a theme within so many days, and within as many before them.
create table theme_figures (
  theme_id uuid not null references themes (id) on delete cascade,
  days int not null,
  words int not null,
  customers int not null,
  words_before int not null,
  customers_before int not null,
  primary key (theme_id, days)
);

-- Customers who spoke of a theme in each month of the last half year.
create table theme_months (
  theme_id uuid not null references themes (id) on delete cascade,
  month text not null,
  customers int not null,
  primary key (theme_id, month)
);

-- Different customers: who were heard within so many days, and (days = 0) who voiced any need ever.
create table heard_figures (
  days int primary key,
  customers int not null,
  counted_at timestamptz not null
);

-- The newest words that say what somebody wants, and the newest that say how it was, wherever they were said.
create index heard_words_wanted on heard_words (at desc, id desc)
  where source in ('wish', 'marked', 'answer') or (source = 'brief' and detail in ('need', 'why', 'expects', 'perfect-outcome'));
create index heard_words_told on heard_words (at desc, id desc) where source not in ('wish', 'brief');

alter table recoveries drop constraint recoveries_source_check;
alter table recoveries add constraint recoveries_source_check
  check (source in ('answer', 'complaint', 'promise', 'review', 'destination', 'manual'));
alter table voice_settings add column destinations_open_recovery boolean not null default true;
