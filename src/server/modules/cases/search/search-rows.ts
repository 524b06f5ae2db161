import { sql } from 'kysely';
import type { Found } from '../../../../contract/search.ts';
import type { Context } from '../../../context.ts';
import { plannedAnew } from '../../../store/preparing.ts';
import { candidates } from './search-candidates.ts';
import type { FilterConditions } from './search-filters.ts';
import { hiddenTeams, visibleCases, visibleMessages } from '../visibility.ts';

/** Only so many of the newest matches of each kind are ranked: the cost of a search does not grow with what matches. */
const ranked = 400;
/** How `ts_rank` is to count the length of a text: divided by 1 + its logarithm. */
const longer = sql.lit(1);
/** How much less each further message of the same case counts. */
const again = 0.5;

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
  /** The words one by one, where subjects are to be read together with what was said below them. */
  each: readonly string[];
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

export interface FoundPage {
  rows: FoundRow[];
  /** How much of each kind was looked at. */
  counts: Record<string, number>;
  /** The kinds of which there may be more than was looked at; only told to whoever may see every case. */
  cut: ReadonlySet<string>;
  /** Some cases are hidden from the actor. */
  hides: boolean;
}

/**
 * One page of what matches, the best first, and how much there is of each kind (counted up to a bound). Best is: the words near the
 * front of what matters (a subject before a text, a short text before a long one), as they were typed, lately, in what is open; the
 * second message of a case stands behind the first of another.
 */
export async function findRows(ctx: Context, options: FindOptions): Promise<FoundPage> {
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
  const rank =
    query === null ? sql`1.0` : sql`(0.005 + ts_rank(array[0.1, 0.2, 0.4, 1.0], e.words, ${query}, ${longer}))`;
  const { rows } = await sql<
    FoundRow & { counts: Record<string, number> | null; cut: string[] | null; hides: boolean }
  >`
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
    rated as materialized (
      select e.subject_kind, e.subject_id, e.title, e.case_id, e.number, e.state, e.customer_id, e.at, (${rank} ${exact === null || exact === query ? sql`` : sql`* (case when e.words @@ ${exact} then 4 else 1 end)`}
        * (case e.subject_kind when 'case' then 2 when 'customer' then 2 when 'organisation' then 2 when 'article' then 1.5 when 'file' then 1.2 else 1 end)
        * (case when e.state is not null and e.state <> 'closed' then 1.5 else 1 end)
        / (1 + greatest(0, extract(epoch from ${options.asOf}::timestamptz - e.at)) / 15768000)
        + (case when e.subject_kind = 'case' and e.number = ${options.number}::bigint then 100 else 0 end))::float8 as rate
      from newest e),
    scored as materialized (
      select r.*, case when r.subject_kind in ('message', 'file') then r.rate / (1 + ${again}::float8
        * (row_number() over (partition by r.subject_kind, r.case_id order by r.rate desc, r.subject_id desc) - 1)) else r.rate end as score
      from rated r),
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
        select subject_kind, count(*) as n from seen group by 1) g) as counts,
      (select array_agg(c.subject_kind) from candidate c where c.subject_id is null and not exists (${hiddenTeams(ctx.actor)})) as cut,
      exists (${hiddenTeams(ctx.actor)}) as hides
    from (select 1) one left join best b on true left join cases k on k.id = b.case_id left join customers cu on cu.id = b.customer_id
      left join messages m on b.subject_kind = 'message' and m.id = b.subject_id and ${visibleMessages(ctx.actor)}
      left join articles a on b.subject_kind = 'article' and a.id = b.subject_id and a.state = 'published'
      left join attachments f on b.subject_kind = 'file' and f.id = b.subject_id
    order by b.score desc, b.subject_id desc
  `.execute(ctx.db);
  const { counts, cut, hides } = rows[0] ?? {};
  return {
    rows: rows.filter((row) => row.id !== null && !isGone(row)),
    counts: counts ?? {},
    hides: hides === true,
    cut: new Set((cut ?? []).flatMap((part) => kindsOf[part] ?? [])),
  };
}

const kindsOf: Readonly<Record<string, readonly Found['kind'][]>> = {
  messages: ['message'],
  cases: ['case'],
  records: ['customer', 'organisation', 'article', 'file'],
};

/** An entry outlives its record for the moment until the log is read. */
function isGone(row: FoundRow): boolean {
  return (row.kind === 'message' || row.kind === 'file') && row.message_id === null;
}
