import { type RawBuilder, sql } from 'kysely';
import type { Found } from '../../../../contract/search.ts';
import type { Context } from '../../../context.ts';
import { plannedAnew } from '../../../store/preparing.ts';
import type { FilterConditions } from './search-filters.ts';
import { visibleCases, visibleMessages } from '../visibility.ts';

/** So many of the newest entries are walked through before the word index is asked. */
const near = 2000;
/** So many matches among them are enough to rank from. */
const enough = 300;
/** As many more the word index gives. */
const far = 1000;
/** Only so many of the newest matches of each kind are ranked: the cost of a search does not grow with what matches. */
const ranked = 250;
/** So many cases that meet a filter few meet are looked through as a whole. */
const fewCases = 300;

export interface FoundRow {
  kind: Found['kind'];
  id: string;
  title: string;
  text: string;
  at: Date;
  case_id: string | null;
  number: number | null;
  state: string | null;
  customer: string | null;
  message_id: string | null;
  score: number;
}

export interface FindOptions {
  /** As `to_tsquery` reads it; null for filters alone. */
  words: string | null;
  /** Entries that hold these rank above the others. */
  exact: string | null;
  /** What must not occur, where there are no words. */
  without: string | null;
  filters: FilterConditions;
  /** What may be found at all; counts cover these. */
  kinds: readonly string[];
  /** What the page shows of it. */
  kind: Found['kind'] | undefined;
  /** The number that was typed, if it is one: its case comes first. */
  number: number | null;
  /** What recency is counted from: the same on all pages. */
  asOf: Date;
  after: { score: number; id: string } | undefined;
  limit: number;
}

/** One page of what matches, the best first, and how much there is of each kind (counted up to a bound). */
export async function findRows(
  ctx: Context,
  options: FindOptions,
): Promise<{ rows: FoundRow[]; counts: Record<string, number> }> {
  const { filters, kinds } = options;
  const query = options.words === null ? null : sql`${options.words}::tsquery`;
  const exact = options.exact === null ? null : sql`${options.exact}::tsquery`;
  const conditions = [
    sql`e.subject_kind = any(${[...kinds]}::text[])`,
    // what belongs to a case is there for whoever may see the case, and for nobody else
    sql`(case when e.case_id is null then e.subject_kind in ('customer', 'organisation', 'article') else k.id is not null and ${visibleCases(ctx.actor)} end)`,
    ...(filters.ofCases ? [sql`k.id is not null`] : []),
    ...(options.without === null ? [] : [sql`e.words @@ ${options.without}::tsquery`]),
    ...filters.on,
  ];
  const rank = query === null ? sql`1.0` : sql`(0.02 + ts_rank(array[0.1, 0.2, 0.4, 1.0], e.words, ${query}))`;
  const { rows } = await sql<FoundRow & { counts: Record<string, number> | null }>`
    ${plannedAnew} with candidate as materialized (${candidates(ctx, options, query)}),
    seen as materialized (
      select e.subject_kind, e.subject_id, e.title, e.words, e.case_id, k.number, k.state, k.customer_id,
        case when e.subject_kind = 'case' then greatest(e.at, k.updated_at) else e.at end as at
      from candidate c join search_entries e on e.subject_kind = c.subject_kind and e.subject_id = c.subject_id
        left join cases k on k.id = e.case_id
      where ${sql.join(conditions, sql` and `)}),
    newest as materialized (
      select * from (select s.*, row_number() over (partition by s.subject_kind order by s.at desc) as place from seen s) numbered
      where place <= ${ranked}),
    scored as materialized (
      select e.*, (${rank} ${exact === null || exact === query ? sql`` : sql`* (case when e.words @@ ${exact} then 4 else 1 end)`}
        * (case e.subject_kind when 'case' then 2 when 'customer' then 2 when 'organisation' then 2 when 'article' then 1.5 when 'file' then 1.2 else 1 end)
        * (case when e.state is not null and e.state <> 'closed' then 1.5 else 1 end)
        / (1 + greatest(0, extract(epoch from ${options.asOf}::timestamptz - e.at)) / 15768000)
        + (case when e.subject_kind = 'case' and e.number = ${options.number}::bigint then 100 else 0 end))::float8 as score
      from newest e),
    best as materialized (
      select * from scored b where ${options.kind === undefined ? sql`true` : sql`b.subject_kind = ${options.kind}`}
        and ${options.after === undefined ? sql`true` : sql`(b.score, b.subject_id) < (${options.after.score}::float8, ${options.after.id}::uuid)`}
      order by b.score desc, b.subject_id desc limit ${options.limit})
    select b.subject_kind as kind, b.subject_id as id, coalesce(nullif(b.title, ''), k.subject, '') as title,
      left(coalesce(m.text, a.text, case when b.subject_kind = 'case' then k.excerpt when b.subject_kind = 'file' then k.subject end,
        (select string_agg(i.value, ' · ' order by i.kind, i.value) from identities i where b.subject_kind = 'customer' and i.customer_id = b.subject_id),
        (select string_agg(d.domain, ' · ' order by d.domain) from organisation_domains d where b.subject_kind = 'organisation' and d.organisation_id = b.subject_id), ''), 20000) as text,
      b.at, b.case_id, k.number, coalesce(k.state, a.state) as state, b.score,
      coalesce(cu.name, (select o.name from customers oc join organisations o on o.id = oc.organisation_id where b.subject_kind = 'customer' and oc.id = b.subject_id)) as customer,
      coalesce(f.message_id, m.id) as message_id, (select jsonb_object_agg(g.subject_kind, g.n) from (
        select subject_kind, count(*) as n from seen group by 1) g) as counts
    from (select 1) one left join best b on true left join cases k on k.id = b.case_id left join customers cu on cu.id = b.customer_id
      left join messages m on b.subject_kind = 'message' and m.id = b.subject_id and ${visibleMessages(ctx.actor)}
      left join articles a on b.subject_kind = 'article' and a.id = b.subject_id and a.state = 'published'
      left join attachments f on b.subject_kind = 'file' and f.id = b.subject_id
    order by b.score desc, b.subject_id desc
  `.execute(ctx.db);
  return { rows: rows.filter((row) => row.id !== null && !isGone(row)), counts: rows[0]?.counts ?? {} };
}

/** An entry outlives its record for the moment until the log is read. */
function isGone(row: FoundRow): boolean {
  return (row.kind === 'message' || row.kind === 'file') && row.message_id === null;
}

function candidates(ctx: Context, options: FindOptions, query: RawBuilder<unknown> | null): RawBuilder<unknown> {
  const { filters, kinds } = options;
  const ofFew =
    filters.few.length === 0
      ? null
      : sql`select k.id from cases k where ${sql.join(filters.few, sql` and `)} and ${visibleCases(ctx.actor)} order by k.updated_at desc limit ${fewCases}`;
  const sources: RawBuilder<unknown>[] = [];
  if (query !== null) {
    const parts = [
      ...(kinds.includes('message') ? ['messages'] : []),
      ...(kinds.includes('case') ? ['cases'] : []),
      ...(kinds.some((kind) => kind !== 'message' && kind !== 'case') ? ['records'] : []),
    ];
    // a filter leaves fewer of them: then both ways are gone
    const narrowed = filters.on.length > 0;
    sources.push(
      sql`select subject_kind, subject_id from search_candidates(${parts}::text[], ${query}, ${near}, ${narrowed ? near + 1 : enough}, ${far})`,
    );
    if (ofFew !== null)
      sources.push(
        sql`select w.subject_kind, w.subject_id from search_entries w where w.case_id = any(array(${ofFew})) and w.words @@ ${query}`,
      );
  } else {
    if (kinds.includes('case'))
      sources.push(
        sql`(select 'case', k.id from search_entries e join cases k on k.id = e.subject_id where e.subject_kind = 'case' and ${sql.join([visibleCases(ctx.actor), ...filters.on], sql` and `)}
          order by k.updated_at desc limit ${ranked})`,
      );
    const others = kinds.filter((kind) => kind !== 'case');
    for (const kind of others)
      sources.push(
        sql`(select subject_kind, subject_id from search_entries where subject_kind = ${sql.lit(kind)} order by at desc limit ${near})`,
      );
    if (ofFew !== null && others.length > 0)
      sources.push(
        sql`select w.subject_kind, w.subject_id from search_entries w where w.case_id = any(array(${ofFew}))`,
      );
  }
  return sql`select distinct * from (${sql.join(sources, sql` union all `)}) found (subject_kind, subject_id)`;
}
