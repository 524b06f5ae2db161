-- What: where something may be found is looked for within days, the newest first, with as much as costs the same whatever the
--   table holds; and it is said when there may be more. `search_matches` takes the place of `search_candidates`.
-- Why: what was found of a middling word were its oldest matches, a day beside a common word found nothing, and a rare phrase of
--   common words was looked for in every message.
-- Breaking: no. While nodes of the version before run beside this one, their searches fail until they are restarted.

drop function search_candidates(text[], tsquery, int, int, int);

-- A query without the order of its words, which the word index does not know: whatever matches the one matches the other. What must
-- not occur cannot be loosened.
create function search_loose(q tsquery) returns tsquery language sql immutable parallel safe as $$
  select case when q::text ~ '!' then q else regexp_replace(q::text, '<(-|\d+)>', '&', 'g')::tsquery end
$$;

-- Where words may be found, the newest first, at most `most` of each part; a row without an id says that there may be more in its part.
-- PostgreSQL cannot tell how often two words occur together, or what begins with some letters: left to choose, it would now and
-- then read the whole table. So a sample of the newest entries decides. What every fiftieth of them holds is found by walking back
-- in time; any other through the word index, which says when it is common after all.
create function search_matches(parts text[], q tsquery, since timestamptz, until timestamptz, most int)
returns table (subject_kind text, subject_id uuid) language plpgsql stable set enable_seqscan = off as $$
declare
  -- so many entries are walked through, about half a millisecond a thousand
  near constant int := 20000;
  loose constant tsquery := search_loose(q);
  -- so many matches the word index gives; where the order of words must be read in the entries, so many may hold them in any order
  far constant int := case when loose::text = q::text then 4000 else 20000 end;
  part record;
  kinds text[];
  ids uuid[];
  n int;
begin
  -- the partial index over time must not serve to say that an entry is a message: the word index says what is needed
  for part in select * from (values
      ('messages', 's.subject_kind = ''message''', 's.subject_kind || '''' = ''message'''),
      ('cases', 's.subject_kind = ''case''', 's.subject_kind = ''case'''),
      ('records', 's.subject_kind not in (''case'', ''message'')', 's.subject_kind not in (''case'', ''message'')')) p (name, in_time, in_words)
      where p.name = any(parts) loop
    execute format('select count(*) from (select s.words from search_entries s
        where %s and s.at >= $2 and s.at < $3 order by s.at desc limit 300) e where e.words @@ $1', part.in_time)
      into n using q, since, until;
    if n >= 6 then
      execute format('select array_agg(e.subject_kind), array_agg(e.subject_id) from (select * from (select s.subject_kind, s.subject_id, s.words
          from search_entries s where %s and s.at >= $2 and s.at < $3 order by s.at desc limit $4) w where w.words @@ $1 limit $5) e', part.in_time)
        into kinds, ids using q, since, until, near, most;
      if cardinality(ids) >= 100 then
        return query select * from unnest(kinds, ids);
        if cardinality(ids) < most then
          execute format('select count(*) from (select from search_entries s where %s and s.at >= $1 and s.at < $2 limit $3) e', part.in_time)
            into n using since, until, near + 1;
        end if;
        if cardinality(ids) = most or n > near then return query select part.name, null::uuid; end if;
        continue;
      end if;
    end if;
    perform set_config('enable_indexscan', 'off', true);
    execute format('select count(*), (array_agg(e.subject_kind order by e.at desc) filter (where e.fits))[1:$6], (array_agg(e.subject_id order by e.at desc)
        filter (where e.fits))[1:$6] from (select s.subject_kind, s.subject_id, s.at, s.words @@ $1 as fits
        from search_entries s where %s and s.words @@ $2 and s.at >= $3 and s.at < $4 limit $5) e', part.in_words)
      into n, kinds, ids using q, loose, since, until, far + 1, most;
    perform set_config('enable_indexscan', 'on', true);
    return query select * from unnest(kinds, ids);
    if n > far then
      return query execute format('select e.subject_kind, e.subject_id from (select s.subject_kind, s.subject_id, s.words
          from search_entries s where %s and s.at >= $2 and s.at < $3 order by s.at desc limit $4) e where e.words @@ $1 limit $5', part.in_time)
        using q, since, until, near, most;
    end if;
    if n > far or cardinality(ids) = most then return query select part.name, null::uuid; end if;
  end loop;
end $$;
