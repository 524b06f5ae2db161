import { sql } from 'kysely';
import { shareFigure } from '../../../contract/figures.ts';
import type { Need } from '../../../contract/needs.ts';
import { needStanding } from '../../../domain/voice/themes-needs.ts';
import type { Database } from '../../store/database.ts';

/** More needs than this nobody keeps in order. */
export const mostNeeds = 500;

/**
 * Needs with what their words say: different customers (merged ones count once), and the cases of these words that ended well
 * among those on which the customer spoke (a rating, or whether it was solved).
 */
export async function readNeeds(
  db: Database,
  which: { id: string } | { retired: boolean },
): Promise<{ needs: Need[]; customers: number }> {
  const only =
    'id' in which
      ? sql`n.id = ${which.id}`
      : sql`n.merged_into is null and n.retired_at is ${which.retired ? sql`not null` : sql`null`}`;
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
    with listed as (select n.* from needs n where ${only} order by n.made_at desc, n.id limit ${mostNeeds}),
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
    verdicts as (select need_id, count(*) filter (where good)::int as good, count(good)::int as judged from ends group by 1)
    select n.id, n.statement, n.note, n.stated_importance, n.retired_at, n.changed_at,
      coalesce(t.words, 0) as words, coalesce(t.customers, 0) as customers, coalesce(v.good, 0) as good, coalesce(v.judged, 0) as judged,
      (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'statement', m.statement) order by m.statement), '[]') from needs m where m.merged_into = n.id) as merged,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', o.kind, 'id', coalesce(o.form_id, o.article_id),
          'name', coalesce(a.title, f.texts -> f.language ->> 'title', f.texts -> f.language ->> 'name', f.slug)) order by o.at), '[]')
        from need_offers o left join articles a on a.id = o.article_id left join case_forms f on f.id = o.form_id where o.need_id = n.id) as offers
    from listed n left join counts t on t.need_id = n.id left join verdicts v on v.need_id = n.id
  `.execute(db);
  const { rows: all } = await sql<{ n: number }>`
    select count(distinct coalesce(c.merged_into, c.id, h.id))::int as n from need_words w join heard_words h on h.id = w.words_id left join customers c on c.id = h.customer_id
      join needs n on n.id = w.need_id and n.retired_at is null`.execute(db);
  const customers = Math.max(all[0]?.n ?? 0, ...rows.map((row) => row.customers));
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
  return { needs, customers };
}
