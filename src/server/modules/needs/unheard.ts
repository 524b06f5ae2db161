import { sql } from 'kysely';
import { type Context, transact } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { cutPage, readCursor } from '../../store/pages.ts';

const day = 86_400_000;

/**
 * Counts anew whom nobody has heard from: who wrote within a year and gave no opinion within 90 days (answer, observation, brief,
 * review). Value is what he bought within a year.
 */
export function countUnheard(ctx: Context): Promise<void> {
  return transact(ctx, async (ctx) => {
    const active = new Date(ctx.now.getTime() - 365 * day);
    const heard = new Date(ctx.now.getTime() - 90 * day);
    await ctx.trx.deleteFrom('unheard_customers').execute();
    await sql`
      with root as (select id, coalesce(merged_into, id) as is from customers),
      bought as (select r.is as customer_id, sum(p.amount) as value from purchases p join root r on r.id = p.customer_id
        where p.at >= ${active} and p.at <= ${ctx.now} group by 1),
      asked as (select r.is as customer_id, count(*)::int as cases from cases k join root r on r.id = k.customer_id where k.created_at >= ${active} group by 1),
      heard as (select r.is as customer_id, max(h.at) as at from heard_customers h join root r on r.id = h.customer_id group by 1),
      reviewed as (select distinct r.is as customer_id from reviews v join root r on r.id = v.customer_id where v.at >= ${heard})
      insert into unheard_customers (customer_id, value, cases, last_wrote_at, heard_at, counted_at)
      select c.id, coalesce(b.value, 0), coalesce(a.cases, 0), c.last_heard_at, h.at, ${ctx.now}
      from customers c left join heard h on h.customer_id = c.id left join bought b on b.customer_id = c.id left join asked a on a.customer_id = c.id
      where c.merged_into is null and c.last_heard_at >= ${active} and (h.at is null or h.at < ${heard})
        and not exists (select 1 from reviewed v where v.customer_id = c.id)
    `.execute(ctx.trx);
  });
}

/** The most valuable customers nobody has heard from; whoever was heard since the count is left out. */
export async function listUnheard(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  const { rows } = await sql<{
    id: string;
    name: string;
    organisation: { id: string; name: string } | null;
    value: string;
    cases: number;
    last_wrote_at: Date | null;
    heard_at: Date | null;
  }>`
    select c.id, c.name, case when o.id is null then null else jsonb_build_object('id', o.id, 'name', o.name) end as organisation,
      u.value::text as value, u.cases, u.last_wrote_at, u.heard_at
    from unheard_customers u join customers c on c.id = u.customer_id left join organisations o on o.id = c.organisation_id
    where c.merged_into is null and not exists (select 1 from heard_customers h where h.customer_id = c.id and h.at > u.counted_at)
      ${after === undefined ? sql`` : sql`and (u.value < ${String(after[0])}::numeric or (u.value = ${String(after[0])}::numeric and u.customer_id > ${String(after[1])}::uuid))`}
    order by u.value desc, u.customer_id limit ${limit + 1}
  `.execute(ctx.db);
  return cutPage(
    rows,
    limit,
    (row) => [row.value, row.id],
    (row) => ({
      customer: { id: row.id, name: row.name },
      organisation: row.organisation,
      value: Number(row.value),
      cases: row.cases,
      lastWroteAt: row.last_wrote_at?.toISOString() ?? null,
      heardAt: row.heard_at?.toISOString() ?? null,
    }),
  );
}

export const countUnheardJob: Job = { name: 'needs.count-unheard', work: countUnheard };
