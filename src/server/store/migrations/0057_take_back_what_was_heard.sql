-- What: who corrected what colleagues heard and what was said elsewhere; what of it was taken back and may be put back for a while;
--   the tables that reviews came with; recoveries whose cause is gone; anonymous answers sealed until they have company; which words
--   no need and no theme holds.
-- Why: a wrong line, or a wrong file, must not count for good; one answer alone must not be read by anybody; proposals must not
--   overlook old words.
-- Breaking: no.

alter table observations add column changed_at timestamptz, add column changed_by uuid references users (id);
create index observations_by_change on observations ((coalesce(changed_at, heard_at)));

create table review_imports (
  id uuid primary key,
  source text not null,
  -- of the file it was read from, where there was one
  file_name text not null default '',
  added int not null,
  known int not null,
  refused int not null,
  by_user uuid references users (id),
  at timestamptz not null,
  taken_back_at timestamptz,
  taken_back_by uuid references users (id)
);
create index review_imports_by_time on review_imports (at desc, id desc);

alter table reviews add column import_id uuid references review_imports (id), add column changed_at timestamptz,
  add column changed_by uuid references users (id);
create index reviews_by_import on reviews (import_id) where import_id is not null;
drop index reviews_by_adding;
create index reviews_by_change on reviews ((coalesce(changed_at, added_at)));

-- Rows as they were, for as long as they may be put back.
create table voice_taken_back (
  id uuid primary key,
  kind text not null check (kind in ('observation', 'review')),
  customer_id uuid references customers (id) on delete cascade,
  import_id uuid references review_imports (id) on delete cascade,
  was jsonb not null,
  by_user uuid references users (id),
  at timestamptz not null
);
create index voice_taken_back_by_time on voice_taken_back (at);
create index voice_taken_back_by_import on voice_taken_back (import_id) where import_id is not null;
create index voice_taken_back_by_customer on voice_taken_back (customer_id) where customer_id is not null;

-- The words of such rows, with the need and the themes that people had put them under.
create table heard_words_aside (
  source text not null,
  source_id uuid not null,
  customer_id uuid references customers (id) on delete cascade,
  was jsonb not null,
  at timestamptz not null,
  primary key (source, source_id)
);
create index heard_words_aside_by_time on heard_words_aside (at);
create index heard_words_aside_by_customer on heard_words_aside (customer_id) where customer_id is not null;

-- A recovery stays when what opened it was noted wrongly, and says so; it may be called off then, and what opened it may open another.
alter table recoveries add column cause_removed_at timestamptz;
alter table recoveries drop constraint recoveries_state_check;
alter table recoveries add constraint recoveries_state_check
  check (state in ('open', 'contacted', 'remedied', 'asked-again', 'recovered', 'not-recovered', 'called-off'));
drop index one_recovery_per_source;
create unique index one_recovery_per_source on recoveries (source, source_id) where source_id is not null and cause_removed_at is null;
create index recoveries_without_cause on recoveries (source, source_id) where source_id is not null and cause_removed_at is not null;

-- What was answered, with its version and way, under a key that is not in the database; null once it is shown, and of answers from before.
alter table anonymous_answers add column sealed bytea;
update surveys set fewest = 5 where anonymous and fewest < 5;

-- A moment that was taken back is told as gone.
alter table moment_announcements add column gone boolean not null default false;

-- Kept by the two tables that hold words: the newest loose words are found without looking at those that are sorted.
alter table heard_words add column in_need boolean not null default false, add column in_theme boolean not null default false;
update heard_words h set in_need = true where exists (select from need_words w where w.words_id = h.id);
update heard_words h set in_theme = true where exists (select from theme_words w where w.words_id = h.id and not w.out);
create function mark_words_in_need() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update heard_words h set in_need = true from changed c where h.id = c.words_id and not h.in_need;
  else
    update heard_words h set in_need = false from changed c where h.id = c.words_id and h.in_need;
  end if;
  return null;
end $$;
create trigger mark_in_need after insert on need_words referencing new table as changed for each statement execute function mark_words_in_need();
create trigger mark_loose after delete on need_words referencing old table as changed for each statement execute function mark_words_in_need();
create function mark_words_in_theme() returns trigger language plpgsql as $$
begin
  update heard_words h set in_theme = t.held from (
    select c.words_id, exists (select from theme_words w where w.words_id = c.words_id and not w.out) as held from (select distinct words_id from changed) c) t
  where h.id = t.words_id and h.in_theme <> t.held;
  return null;
end $$;
create trigger mark_in_theme after insert on theme_words referencing new table as changed for each statement execute function mark_words_in_theme();
create trigger mark_loose after delete on theme_words referencing old table as changed for each statement execute function mark_words_in_theme();
create trigger mark_moved after update on theme_words referencing new table as changed for each statement execute function mark_words_in_theme();
drop index heard_words_wanted;
drop index heard_words_told;
create index heard_words_wanted on heard_words (at desc, id desc)
  where not in_need and (source in ('wish', 'marked', 'answer') or (source = 'brief' and detail in ('need', 'why', 'expects', 'perfect-outcome')));
create index heard_words_told on heard_words (at desc, id desc) where not in_theme and source not in ('wish', 'brief');

-- What a customer wishes for in a case is words of his like any other.
alter table brief_answers drop constraint brief_answers_source_check;
alter table brief_answers add constraint brief_answers_source_check check (source in ('answer', 'observation', 'review', 'note', 'wish'));
