import { type RawBuilder, sql } from 'kysely';
import { shareFigure } from '../../../contract/figures.ts';
import type { Need } from '../../../contract/needs.ts';
import { needStanding } from '../../../domain/voice/themes-needs.ts';
import type { Database } from '../../store/database.ts';

/** A need's place in the order: the most urgent first. */
export interface RankedNeed {
  id: string;
  opportunity: number;
  customers: number;
  /** Weighs enough, and enough have said how it ended: below five answers nobody speaks of satisfaction. */
  unmet: boolean;
}

/** Words of some needs counted, by different customers (merged ones once) and by how the cases of these words ended. */
function counting(only: RawBuilder<unknown>) {
  return sql`with listed as (select n.* from needs n where ${only}),
    spoken as (
      select w.need_id, h.case_id, coalesce(c.merged_into, c.id, h.id) as customer from listed n join need_words w on w.need_id = n.id
        join heard_words h on h.id = w.words_id left join customers c on c.id = h.customer_id),
    counts as (select need_id, count(*)::int as words, count(distinct customer)::int as customers from spoken group by 1),
    ends as (
      select s.need_id, s.case_id, coalesce(bool_and(a.good), case k.verdict when 'confirmed' then true when 'refuted' then false end) as good
      from (select distinct need_id, case_id from spoken where case_id is not null) s join cases k on k.id = s.case_id
        left join lateral (select case when rating is not null then rating >= 4 else solved end as good from answers
          where case_id = s.case_id and (rating is not null or solved is not null)) a on true
      group by s.need_id, s.case_id, k.verdict),
    verdicts as (select need_id, count(*) filter (where good)::int as good, count(good)::int as judged from ends group by 1)`;
}

/** Every need of the catalogue in the order of urgency, with as little as the order needs; the rest is read for one page. */
export async function rankNeeds(
  db: Database,
  query: { retired: boolean; offered?: boolean | undefined },
): Promise<{ ranked: RankedNeed[]; customers: number }> {
  const offers = sql`exists (select from need_offers o where o.need_id = n.id)`;
  const { rows } = await sql<{
    id: string;
    stated_importance: number | null;
    customers: number;
    good: number;
    judged: number;
  }>`
    ${counting(sql`n.merged_into is null and n.retired_at is ${query.retired ? sql`not null` : sql`null`}
      ${query.offered === undefined ? sql`` : query.offered ? sql`and ${offers}` : sql`and not ${offers}`}`)}
    select n.id, n.stated_importance, coalesce(t.customers, 0) as customers, coalesce(v.good, 0) as good, coalesce(v.judged, 0) as judged
    from listed n left join counts t on t.need_id = n.id left join verdicts v on v.need_id = n.id
  `.execute(db);
  const customers = await countSpeakers(db, rows);
  const ranked = rows
    .map(({ id, stated_importance: stated, good, judged, customers: own }) => {
      const { opportunity } = needStanding({
        customers: own,
        ofCustomers: customers,
        stated,
        good,
        judged,
      });
      const met = shareFigure(good, judged).say;
      return { id, opportunity, customers: own, unmet: opportunity >= 10 && met !== 'unknown' && met !== 'count' };
    })
    .toSorted(byUrgency);
  return { ranked, customers };
}

/** The most urgent first; of two alike, whom more customers voice. */
export function byUrgency(one: RankedNeed, two: RankedNeed): number {
  return (
    two.opportunity - one.opportunity ||
    two.customers - one.customers ||
    (one.id < two.id ? -1 : one.id > two.id ? 1 : 0)
  );
}

/** Different customers who voiced any need that is kept. */
async function countSpeakers(db: Database, rows: readonly { customers: number }[]): Promise<number> {
  const { rows: all } = await sql<{ n: number }>`
    select count(distinct coalesce(c.merged_into, c.id, h.id))::int as n from need_words w join heard_words h on h.id = w.words_id left join customers c on c.id = h.customer_id
      join needs n on n.id = w.need_id and n.retired_at is null`.execute(db);
  return Math.max(all[0]?.n ?? 0, ...rows.map((row) => row.customers));
}

/**
 * Needs with what their words say, in the order they are named: different customers (merged ones count once), and the cases of these words that ended well
 * among those on which the customer spoke (a rating, or whether it was solved).
 */
export async function readNeeds(db: Database, ids: readonly string[], ofCustomers?: number): Promise<Need[]> {
  const { rows } = await sql<{
    id: string;
    statement: string;
    note: string;
    stated_importance: number | null;
    retired_at: Date | null;
    changed_at: Date;
    words: number;
    customers: number;
    good: number;
    judged: number;
    merged: Need['merged'];
    offers: Need['offers'];
  }>`
    ${counting(sql`n.id = any(${ids}::uuid[])`)}
    select n.id, n.statement, n.note, n.stated_importance, n.retired_at, n.changed_at,
      coalesce(t.words, 0) as words, coalesce(t.customers, 0) as customers, coalesce(v.good, 0) as good, coalesce(v.judged, 0) as judged,
      (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'statement', m.statement) order by m.statement), '[]') from needs m where m.merged_into = n.id) as merged,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', o.kind, 'id', coalesce(o.form_id, o.article_id),
          'name', coalesce(a.title, f.texts -> f.language ->> 'title', f.texts -> f.language ->> 'name', f.slug)) order by o.at), '[]')
        from need_offers o left join articles a on a.id = o.article_id left join case_forms f on f.id = o.form_id where o.need_id = n.id) as offers
    from listed n left join counts t on t.need_id = n.id left join verdicts v on v.need_id = n.id
  `.execute(db);
  const customers = Math.max(ofCustomers ?? (await countSpeakers(db, rows)), ...rows.map((row) => row.customers));
  const needs = rows.map((row): Need => ({
    id: row.id,
    statement: row.statement,
    note: row.note,
    statedImportance: row.stated_importance,
    retired: row.retired_at !== null,
    words: row.words,
    customers: row.customers,
    voiced: shareFigure(row.customers, customers),
    met: shareFigure(row.good, row.judged),
    ...needStanding({
      customers: row.customers,
      ofCustomers: customers,
      stated: row.stated_importance,
      good: row.good,
      judged: row.judged,
    }),
    offers: row.offers,
    merged: row.merged,
    changedAt: row.changed_at.toISOString(),
  }));
  return needs.toSorted((one, two) => ids.indexOf(one.id) - ids.indexOf(two.id));
}
