import { type RawBuilder, sql } from 'kysely';
import type { Earnings } from '../../../contract/authority.ts';
import { shareFigure } from '../../../contract/figures.ts';
import type { Context } from '../../context.ts';
import { companyCurrency } from './queries.ts';

/** Days after which coming back is judged, and after which buying is. */
const backWithin = 30;
const boughtWithin = 90;

interface Seen {
  n: number;
  judged: number;
  confirmed: number;
  back: number;
  rated: number;
  content: number;
}

/**
 * What gestures of the last year cost and what was seen afterwards: confirmed solutions, customers who came back with another
 * case, later ratings, purchases. Each with its n; beside it the same of closed cases without a gesture. Those cases differ in
 * more than the gesture, so nothing here says what the gesture did.
 */
export async function readEarnings(ctx: Context, query: { kindId?: string | undefined }): Promise<Earnings> {
  const since = new Date(ctx.now.getTime() - 365 * 86_400_000);
  const old = new Date(ctx.now.getTime() - backWithin * 86_400_000);
  const older = new Date(ctx.now.getTime() - boughtWithin * 86_400_000);
  const currency = await companyCurrency(ctx.db);
  const kind = query.kindId ?? null;
  const given = sql`gestures e where e.undone_at is null and e.at > ${since} and (${kind}::uuid is null or e.kind_id = ${kind}::uuid)`;
  const totals = await sql<{ given: number; customers: number; cost: number; old: number }>`
    select count(*)::int as given, count(distinct e.customer_id)::int as customers,
      coalesce(sum(e.cost) filter (where e.currency = ${currency}), 0) as cost,
      count(distinct e.case_id) filter (where e.at <= ${old})::int as old
    from ${given}
  `.execute(ctx.db);
  const withOne = await seen(
    ctx,
    sql`select g.customer_id, g.at, k.verdict from (select e.case_id, e.customer_id, min(e.at) as at from ${given} and e.at <= ${old}
      group by e.case_id, e.customer_id) g join cases k on k.id = g.case_id`,
  );
  const without = await seen(
    ctx,
    sql`select k.customer_id, k.closed_at as at, k.verdict from cases k
      where k.state = 'closed' and k.closed_at > ${since} and k.closed_at <= ${old} and k.merged_into is null
        and not exists (select from gestures e where e.case_id = k.id and e.undone_at is null)
      order by k.closed_at desc limit 5000`,
  );
  const bought = await sql<{ n: number; k: number; amount: number }>`
    with one as (select e.customer_id, min(e.at) as at from ${given} and e.at <= ${older} group by e.customer_id)
    select count(*)::int as n, count(*) filter (where b.n > 0)::int as k, coalesce(sum(b.amount), 0) as amount
    from one cross join lateral (select count(*) as n, sum(p.amount) filter (where p.currency = ${currency}) as amount from purchases p
      where p.customer_id = one.customer_id and p.at > one.at and p.at <= one.at + make_interval(days => ${boughtWithin})) b
  `.execute(ctx.db);
  const total = totals.rows[0]!;
  const purchases = bought.rows[0]!;
  return {
    since: since.toISOString(),
    given: total.given,
    customers: total.customers,
    cost: Number(total.cost),
    currency,
    old: total.old,
    ...figuresOf(withOne),
    bought: shareFigure(purchases.k, purchases.n),
    boughtFor: Number(purchases.amount),
    without: figuresOf(without),
  };
}

/**
 * What was seen after a set of cases with the moment from which each is watched. Whether a customer came back is read off all
 * his moments in order, once for all: to look for each case through everything its customer ever asked takes seconds where
 * some ask often.
 */
async function seen(ctx: Context, cases: RawBuilder<unknown>): Promise<Seen> {
  const within = sql`make_interval(days => ${backWithin})`;
  const { rows } = await sql<Seen>`
    with one as materialized (${cases}),
    span as (select min(at) as since, max(at) + ${within} as until from one),
    moments as (
      select customer_id, at, true as watched, verdict, null::timestamptz as opened_at from one
      union all
      select o.customer_id, o.created_at, false, null, o.created_at from cases o cross join span
      where o.created_at > span.since and o.created_at <= span.until and o.customer_id in (select customer_id from one)),
    inorder as (
      select *, min(opened_at) over (partition by customer_id order by at desc, watched desc
        rows between unbounded preceding and 1 preceding) as next_at
      from moments)
    select count(*)::int as n,
      count(*) filter (where i.verdict in ('confirmed', 'refuted'))::int as judged,
      count(*) filter (where i.verdict = 'confirmed')::int as confirmed,
      count(*) filter (where i.next_at <= i.at + ${within})::int as back,
      count(a.rating)::int as rated,
      count(*) filter (where a.rating >= 4)::int as content
    from inorder i
      left join lateral (select rating from answers a where a.customer_id = i.customer_id and a.rating is not null and a.at > i.at
        order by a.at limit 1) a on true
    where i.watched
  `.execute(ctx.db);
  return rows[0]!;
}

function figuresOf(row: Seen) {
  return {
    confirmed: shareFigure(row.confirmed, row.judged),
    cameBack: shareFigure(row.back, row.n),
    content: shareFigure(row.content, row.rated),
  };
}
