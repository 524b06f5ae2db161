import { type RawBuilder, sql } from 'kysely';
import { type Context, transact, type WritingContext } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import type { Subscription } from '../../store/subscriptions.ts';

const day = 86_400_000;

/**
 * Counts anew whom nobody has heard from: who wrote or bought within a year and gave no opinion within 90 days (answer, observation, brief,
 * review). Value is what he bought within a year.
 */
export function countUnheard(ctx: Context): Promise<void> {
  return transact(ctx, async (ctx) => {
    await holdCount(ctx);
    await ctx.trx.deleteFrom('unheard_customers').execute();
    await insertUnheard(ctx, sql`true`, sql`select customer_id, at from heard_customers`);
  });
}

/**
 * Whoever is heard, was not heard after all, bought or is known under another record now is counted anew at once; that time passes is
 * counted at night.
 */
export const unheardFollows: Subscription = {
  name: 'needs.unheard',
  types: [
    ...(['voice.observed', 'voice.observation-corrected', 'voice.observation-removed'] as const),
    ...(['voice.observation-put-back', 'voice.reviewed', 'voice.review-corrected', 'voice.review-removed'] as const),
    ...(['voice.review-put-back', 'voice.answered', 'customers.brief-answered', 'customers.brief-taken-back'] as const),
    ...(['customers.purchased', 'customers.purchase-removed', 'customers.merged', 'customers.unmerged'] as const),
  ],
  handle: async (ctx, events) => {
    const named = events.flatMap(({ data: { customerId, from, into } }) => [customerId, from, into]);
    const ids = [...new Set(named.filter((id) => typeof id === 'string'))].toSorted();
    if (ids.length > 0) await countAnew(ctx, ids);
  },
};

async function countAnew(ctx: WritingContext, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string; is: string }>`
    with root as (select distinct coalesce(merged_into, id) as id from customers where id = any(${[...ids]}::uuid[]))
    select c.id, coalesce(c.merged_into, c.id) as is from root join customers c on c.id = root.id
    union select c.id, c.merged_into from root join customers c on c.merged_into = root.id
  `.execute(ctx.trx);
  const his = rows.map(({ id }) => id);
  if (his.length === 0) return;
  await holdCount(ctx);
  const of = sql`any(${his}::uuid[])`;
  await ctx.trx
    .deleteFrom('unheard_customers')
    .where('customer_id', 'in', [...new Set([...ids, ...his])].toSorted())
    .execute();
  // what he said itself rather than when he was heard last: that follows the same events, at its own pace
  await insertUnheard(
    ctx,
    sql`id = ${of}`,
    sql`select customer_id, at from answers where customer_id = ${of} union all select customer_id, heard_at from observations where customer_id = ${of}
      union all select customer_id, noted_at from brief_answers where customer_id = ${of}`,
  );
}

/** The night and the day count one after the other. */
async function holdCount(ctx: WritingContext): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('needs.unheard', 0))`.execute(ctx.trx);
}

/** @param whose of which customers, merged ones too @param said when which of them gave an opinion other than a review */
async function insertUnheard(
  ctx: WritingContext,
  whose: RawBuilder<unknown>,
  said: RawBuilder<unknown>,
): Promise<void> {
  const active = new Date(ctx.now.getTime() - 365 * day);
  const heard = new Date(ctx.now.getTime() - 90 * day);
  await sql`
    with root as (select id, coalesce(merged_into, id) as is from customers where ${whose}),
    bought as (select r.is as customer_id, sum(p.amount) as value from purchases p join root r on r.id = p.customer_id
      where p.at >= ${active} and p.at <= ${ctx.now} group by 1),
    asked as (select r.is as customer_id, count(*)::int as cases from cases k join root r on r.id = k.customer_id where k.created_at >= ${active} group by 1),
    heard as (select r.is as customer_id, max(h.at) as at from (${said}) h join root r on r.id = h.customer_id group by 1),
    reviewed as (select distinct r.is as customer_id from reviews v join root r on r.id = v.customer_id where v.at >= ${heard})
    insert into unheard_customers (customer_id, value, cases, last_wrote_at, heard_at, counted_at)
    select c.id, coalesce(b.value, 0), coalesce(a.cases, 0), c.last_heard_at, h.at, ${ctx.now}
    from customers c left join heard h on h.customer_id = c.id left join bought b on b.customer_id = c.id left join asked a on a.customer_id = c.id
    where c.id in (select "is" from root) and c.merged_into is null and c.erased_at is null
      and (c.last_heard_at >= ${active} or b.customer_id is not null) and (h.at is null or h.at < ${heard})
      and not exists (select 1 from reviewed v where v.customer_id = c.id)
    on conflict (customer_id) do update set value = excluded.value, cases = excluded.cases, last_wrote_at = excluded.last_wrote_at,
      heard_at = excluded.heard_at, counted_at = excluded.counted_at
  `.execute(ctx.trx);
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

/** At night: who falls silent, or has not written for a year, does nothing that could be heard. */
export const countUnheardJob: Job = { name: 'needs.count-unheard', work: countUnheard };
