-- What: search over organisations and attachments' names too; words as people write them in every script; numbers in any spelling;
--   the words there are, for help with typing errors.
-- Why search_text: PostgreSQL's parser reads addresses, numbers with signs and scripts without spaces as one word each. Here every
--   run of letters and digits is a word; Chinese, Japanese, Korean, Thai, Khmer, Lao and Burmese become pairs of neighbouring letters.
-- Why the version: entries made before are taken in again in the background, newest first; meanwhile they are found as before.
-- Breaking: no.

alter table search_entries drop constraint search_entries_subject_kind_check;
alter table search_entries add constraint search_entries_subject_kind_check
  check (subject_kind in ('case', 'message', 'customer', 'organisation', 'article', 'file'));
-- how the entry was made; 0 = before this version
alter table search_entries add column version smallint not null default 0;
create index search_to_take_in on search_entries (at desc) where version < 1;

-- messages are many: what is few has indexes of its own, so that a common word in messages hides nothing else
create index search_messages_by_time on search_entries (at desc) where subject_kind = 'message';
create index search_cases_by_words on search_entries using gin (words) where subject_kind = 'case';
create index search_cases_by_time on search_entries (at desc) where subject_kind = 'case';
create index search_records_by_words on search_entries using gin (words) where subject_kind not in ('case', 'message');
create index search_records_by_time on search_entries (at desc) where subject_kind not in ('case', 'message');

create table search_words (
  word text primary key
);
create index search_words_by_piece on search_words using gin (word gin_trgm_ops);

-- how far the records that were there before have been taken in; one row
create table search_progress (
  one boolean primary key default true check (one),
  -- the step, and the last record of it
  step text not null,
  after uuid,
  done bigint not null default 0,
  total bigint
);
insert into search_progress (step) values ('organisations');

-- A text as the words that are looked for. Vowel signs of Arabic and Hebrew do not count, nor which alef was written.
create function search_text(given text) returns text language plpgsql immutable parallel safe as $$
declare
  t text := given;
begin
  if octet_length(t) <> length(t) then
    t := normalize(t, nfkc);
    if t ~ '[\u0591-\u06ff]' then
      t := translate(regexp_replace(t, '[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]', '', 'g'), 'أإآٱىة', 'اااايه');
    end if;
    t := regexp_replace(t, '[\u0080-\u00bf\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4\u2000-\u206f\u20a0-\u2bff\u3000-\u3004\u3006-\u303f\u30fb\ufe10-\ufe6f\uff00-\uff0f]+', ' ', 'g');
    if t ~ '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]' then
      select string_agg(case when r.m[2] is null then r.m[1] else
          (select string_agg(substr(r.m[2], i, 2), ' ' order by i) from generate_series(1, length(r.m[2])) i) end, ' ' order by r.n)
        into t
        from regexp_matches(t, '([^\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+)|([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+)', 'g')
          with ordinality r(m, n);
    end if;
  end if;
  return regexp_replace(t, '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f]+', ' ', 'g');
end $$;

-- Numbers of a text that are written with signs or spaces, as digits: whole, and without each of up to six digits before (a country
-- code, a zero), so that a phone number is found in whatever spelling it is asked for.
create function search_numbers(given text) returns text language sql immutable parallel safe as $$
  select coalesce(string_agg(distinct substr(d, i), ' '), '') from (
    select ltrim(regexp_replace(replace(m[1], '(0)', ''), '\D', '', 'g'), '0') as d
    from regexp_matches(given, '(\+?[(]?[0-9][0-9()./ \u00a0\u2010-\u2013-]{4,24}[0-9])', 'g') m limit 200) found,
    generate_series(1, greatest(1, least(6, length(d) - 6))) i
  where length(d) between 5 and 20
$$;

create function search_vector(given text) returns tsvector language sql stable parallel safe as $$
  select to_tsvector('kept', search_text(given)) || to_tsvector('simple', search_numbers(given))
$$;

-- Where something may be found, bounded whatever is asked: what is common among the newest entries, else as much as the word index
-- gives first. PostgreSQL cannot tell how often two words occur together, or what begins with some letters; left to choose, it would
-- now and then read the whole table.
create function search_candidates(parts text[], q tsquery, near int, enough int, far int)
returns table (subject_kind text, subject_id uuid) language plpgsql stable
set enable_seqscan = off set enable_indexscan = on set plan_cache_mode = force_generic_plan as $$
declare
  n bigint;
  first uuid[];
  newest uuid[];
begin
  if 'messages' = any(parts) then
    -- a word of every tenth entry is found by walking back in time; any other through the word index, which says when it is common after all
    select count(*) into n from (select s.words from search_entries s where s.subject_kind = 'message' order by s.at desc limit 300) e where e.words @@ q;
    perform set_config('enable_indexscan', 'off', true);
    first := case when n >= 30 then '{}' else array(select s.subject_id from search_entries s where s.subject_kind = 'message' and s.words @@ q limit far) end;
    perform set_config('enable_indexscan', 'on', true);
    if n >= 30 or cardinality(first) = far then
      newest := array(select e.subject_id from (select s.subject_id, s.words from search_entries s
        where s.subject_kind = 'message' order by s.at desc limit near) e where e.words @@ q limit enough);
      if cardinality(newest) >= least(enough, 100) then first := '{}'; end if;
    else
      newest := '{}';
    end if;
    return query select 'message', unnest(newest || first);
  end if;
  if 'cases' = any(parts) then
    -- a word of every tenth entry is found by walking back in time; any other through the word index, which says when it is common after all
    select count(*) into n from (select s.words from search_entries s where s.subject_kind = 'case' order by s.at desc limit 300) e where e.words @@ q;
    perform set_config('enable_indexscan', 'off', true);
    first := case when n >= 30 then '{}' else array(select s.subject_id from search_entries s where s.subject_kind = 'case' and s.words @@ q limit far) end;
    perform set_config('enable_indexscan', 'on', true);
    if n >= 30 or cardinality(first) = far then
      newest := array(select e.subject_id from (select s.subject_id, s.words from search_entries s
        where s.subject_kind = 'case' order by s.at desc limit near) e where e.words @@ q limit enough);
      if cardinality(newest) >= least(enough, 100) then first := '{}'; end if;
    else
      newest := '{}';
    end if;
    return query select 'case', unnest(newest || first);
  end if;
  if 'records' = any(parts) then
    -- a word of every tenth entry is found by walking back in time; any other through the word index, which says when it is common after all
    select count(*) into n from (select s.words from search_entries s where s.subject_kind not in ('case', 'message') order by s.at desc limit 300) e where e.words @@ q;
    perform set_config('enable_indexscan', 'off', true);
    first := case when n >= 30 then '{}' else array(select s.subject_id from search_entries s where s.subject_kind not in ('case', 'message') and s.words @@ q limit far) end;
    perform set_config('enable_indexscan', 'on', true);
    if n >= 30 or cardinality(first) = far then
      newest := array(select e.subject_id from (select s.subject_id, s.words from search_entries s
        where s.subject_kind not in ('case', 'message') order by s.at desc limit near) e where e.words @@ q limit enough);
      if cardinality(newest) >= least(enough, 100) then first := '{}'; end if;
    else
      newest := '{}';
    end if;
    return query select k.kind, i.id from unnest(newest || first) as i(id)
      cross join lateral (select s.subject_kind as kind from search_entries s where s.subject_kind in ('customer', 'organisation', 'article', 'file') and s.subject_id = i.id) k;
  end if;
end $$;
