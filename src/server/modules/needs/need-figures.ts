import { sql } from 'kysely';
import { shareFigure } from '../../../contract/figures.ts';
import type { Need } from '../../../contract/needs.ts';
import { needStanding } from '../../../domain/voice/themes-needs.ts';
import type { Database } from '../../store/database.ts';
import { voicedEver } from './counting-needs.ts';

/** A need's place in the order: the most urgent first. */
export interface RankedNeed {
  id: string;
  opportunity: number;
  customers: number;
  /** Weighs enough, and enough have said how it ended: below five answers nobody speaks of satisfaction. */
  unmet: boolean;
}

const counted = sql`coalesce(f.customers, 0) as customers, coalesce(f.good, 0) as good, coalesce(f.judged, 0) as judged`;

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
    select n.id, n.stated_importance, ${counted} from needs n left join need_figures f on f.need_id = n.id
    where n.merged_into is null and n.retired_at is ${query.retired ? sql`not null` : sql`null`}
      ${query.offered === undefined ? sql`` : query.offered ? sql`and ${offers}` : sql`and not ${offers}`}
  `.execute(db);
  const customers = await findSpeakers(db, rows);
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

/** Different customers who voiced any need that is kept, as they were last counted. */
async function findSpeakers(db: Database, rows: readonly { customers: number }[]): Promise<number> {
  const all = await db
    .selectFrom('heard_figures')
    .select('customers')
    .where('days', '=', voicedEver)
    .executeTakeFirst();
  return Math.max(all?.customers ?? 0, ...rows.map((row) => row.customers));
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
    select n.id, n.statement, n.note, n.stated_importance, n.retired_at, n.changed_at, coalesce(f.words, 0) as words, ${counted},
      (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'statement', m.statement) order by m.statement), '[]') from needs m where m.merged_into = n.id) as merged,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', o.kind, 'id', coalesce(o.form_id, o.article_id),
          'name', coalesce(a.title, q.texts -> q.language ->> 'title', q.texts -> q.language ->> 'name', q.slug)) order by o.at), '[]')
        from need_offers o left join articles a on a.id = o.article_id left join case_forms q on q.id = o.form_id where o.need_id = n.id) as offers
    from needs n left join need_figures f on f.need_id = n.id where n.id = any(${[...ids]}::uuid[])
  `.execute(db);
  const customers = Math.max(ofCustomers ?? (await findSpeakers(db, rows)), ...rows.map((row) => row.customers));
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
