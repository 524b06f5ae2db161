import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../../context.ts';
import { visibleCases } from '../visibility.ts';
import type { FilterConditions } from './search-filters.ts';

/** As many of the newest matches of a word are ranked; more where filters leave fewer of them. */
const matches = 400;
const matchesToNarrow = 1000;
/** So many of the newest cases are looked at for those that meet filters which many meet. */
const newestCases = 4000;
/** So many cases that meet the filters are looked through for words: all of them, or of more the newest. */
const casesWithin = 4000;
/** So many cases that meet filters are put in order where there are no words. */
const casesInOrder = 3000;
/** So many of the newest subjects that hold one of several words are read together with what was said below them. */
const subjects = 600;
/** So many of the words are looked for in subjects; all of them must be in the subject or below it. */
const mostHeads = 4;
/** So many entries of other kinds are listed where there are no words. */
const listed = 2000;

export interface CandidateOptions {
  filters: FilterConditions;
  kinds: readonly string[];
  /** The words one by one, where subjects are to be read together with what was said below them. */
  each: readonly string[];
}

/**
 * Where something may be found, as rows of kind and id: as much as can be told and ranked at the same cost whatever there is. A row
 * without an id names a part (`messages`, `cases`, `records`) of which there may be more.
 */
export function candidates(
  ctx: Context,
  options: CandidateOptions,
  query: RawBuilder<unknown> | null,
): RawBuilder<unknown> {
  const sources =
    query === null ? withoutWords(ctx, options) : [...withWords(ctx, options, query), ...together(options, query)];
  return sql`select distinct * from (${sql.join(sources, sql` union all `)}) found (subject_kind, subject_id)`;
}

function withWords(
  ctx: Context,
  { filters, kinds }: CandidateOptions,
  query: RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  const parts = [
    ...(kinds.includes('message') ? ['messages'] : []),
    ...(kinds.includes('case') ? ['cases'] : []),
    ...(kinds.some((kind) => kind !== 'message' && kind !== 'case') ? ['records'] : []),
  ];
  const days = (filters.since === null ? 0 : 1) + (filters.until === null ? 0 : 1);
  const narrowed = filters.on.length > Math.min(days, 1) || filters.ofCase.length > 0;
  const { since, until } = spanOf(filters);
  const most = narrowed ? matchesToNarrow : matches;
  const found = sql`select f.subject_kind, f.subject_id from search_matches(${parts}::text[], ${query}, ${since}, ${until}, ${most}) f`;
  if (filters.ofCase.length === 0) return [found];
  // what is common in all may be rare in the cases that are meant: these are looked through themselves
  const meets = sql.join([visibleCases(ctx.actor), ...filters.ofCase], sql` and `);
  return [
    sql`(with met as materialized (select k.id from cases k where ${meets} limit ${casesWithin}),
        many as materialized (select count(*) >= ${casesWithin} as yes from met),
        meant as materialized (select id from met where not (select yes from many)
          union all select k.id from ${newest(filters)} k where (select yes from many) and ${meets})
      (select w.subject_kind, w.subject_id from search_entries w where w.words @@ ${query} and w.at >= ${since} and w.at < ${until}
        and w.case_id = any(array(select id from meant)) order by w.at desc limit ${matchesToNarrow})
      union all ${found} where f.subject_id is not null or (select yes from many))`,
  ];
}

/** Messages and files that hold, together with the subject above them, what neither holds alone; a subject that holds all is found itself. */
function together({ filters, kinds, each }: CandidateOptions, query: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const below = ['message', 'file'].filter((kind) => kinds.includes(kind));
  if (each.length < 2 || below.length === 0) return [];
  const { since, until } = spanOf(filters);
  const heads = each.slice(0, mostHeads).map(
    (word) => sql`(select f.subject_id from search_matches(array['cases'], ${word}::tsquery, '-infinity', 'infinity',
      ${Math.floor(subjects / Math.min(each.length, mostHeads))}) f where f.subject_id is not null)`,
  );
  return [
    sql`(with head as materialized (select h.subject_id, h.words from search_entries h
        where h.subject_kind = 'case' and h.subject_id = any(array(${sql.join(heads, sql` union `)})) and not h.words @@ ${query})
      select e.subject_kind, e.subject_id from head join search_entries e on e.case_id = head.subject_id
      where e.subject_kind = any(${below}::text[]) and e.at >= ${since} and e.at < ${until} and (e.words || head.words) @@ ${query}
      limit ${matches})`,
  ];
}

function withoutWords(ctx: Context, { filters, kinds }: CandidateOptions): RawBuilder<unknown>[] {
  const { since, until } = spanOf(filters);
  const others = kinds
    .filter((kind) => kind !== 'case')
    .map(
      (kind) => sql`(select subject_kind, subject_id from search_entries where subject_kind = ${sql.lit(kind)}
        and at >= ${since} and at < ${until} order by at desc limit ${listed})`,
    );
  const meets = sql.join([visibleCases(ctx.actor), ...filters.ofCase], sql` and `);
  const all = sql.join([sql`true`, ...filters.on], sql` and `);
  const entry = sql`search_entries e on e.subject_kind = 'case' and e.subject_id = k.id`;
  // of those that many meet the newest hold enough; those that few meet are put in order as a whole
  const whole =
    filters.ofCase.length === 0
      ? sql``
      : sql`union all (select k.* from cases k where ${meets} and k.created_at >= ${since} and k.created_at < ${until} limit ${casesInOrder})`;
  const cases = sql`(with met as materialized ((select k.* from ${newest(filters)} k where ${meets}) ${whole}),
      meant as materialized (select distinct on (k.updated_at, k.id) k.id from met k join ${entry} where ${all}
        order by k.updated_at desc, k.id limit ${matches})
    select 'case', id from meant union all
    select 'cases', null where (select count(*) from met) >= ${filters.ofCase.length === 0 ? newestCases : casesInOrder})`;
  const ofCases =
    filters.ofCase.length === 0 || others.length === 0
      ? []
      : [
          sql`select w.subject_kind, w.subject_id from search_entries w where w.at >= ${since} and w.at < ${until}
            and w.case_id = any(array(select k.id from cases k where ${meets} limit ${casesWithin}))`,
        ];
  return [...(kinds.includes('case') ? [cases] : []), ...others, ...ofCases];
}

/** The newest cases of the days that are meant, as a table. */
function newest({ until }: FilterConditions): RawBuilder<unknown> {
  return until === null
    ? sql`(select * from cases order by updated_at desc, id desc limit ${newestCases})`
    : sql`(select * from cases where created_at < ${until} order by created_at desc, id desc limit ${newestCases})`;
}

function spanOf({ since, until }: FilterConditions): { since: RawBuilder<unknown>; until: RawBuilder<unknown> } {
  return { since: since ?? sql`'-infinity'::timestamptz`, until: until ?? sql`'infinity'::timestamptz` };
}
