import { type RawBuilder, sql } from 'kysely';
import type { ViewFilter } from '../../../../contract/cases-views.ts';
import type { ViewSort } from '../../../../domain/cases/views.ts';
import type { Context } from '../../../context.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { plannedAnew } from '../../../store/preparing.ts';
import { selectCaseRows } from '../queries.ts';
import { showCaseRow } from '../showing.ts';
import { filterConditions } from './views-filter.ts';
import { keysOfOrder, viewOrders } from './views-order.ts';

/** A page of the cases that a filter lets through, as far as the actor may see them. */
export async function listFiltered(
  ctx: Context,
  query: { filter: ViewFilter; sort: ViewSort; limit?: number | undefined; cursor?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const order = viewOrders[query.sort];
  const after = readCursor(query.cursor, keysOfOrder[query.sort]);
  const conditions = [
    sql`${plannedAnew} true`,
    ...filterConditions(ctx, query.filter),
    ...(order.only === undefined ? [] : [order.only]),
    ...(after === undefined ? [] : [order.after(after)]),
  ];
  const where = sql.join(conditions, sql` and `);
  const rows = await selectCaseRows(ctx.db, { where, order: order.by, limit: limit + 1, now: ctx.now });
  return cutPage(rows, limit, order.keysOf, showCaseRow);
}

/** At most so many cases are named by a bulk run. */
export const mostNamed = 5000;

/** The ids of everything a filter lets through, newest first, at most one more than may be named. */
export async function listFilteredIds(ctx: Context, filter: ViewFilter): Promise<string[]> {
  const where = sql.join(filterConditions(ctx, filter), sql` and `);
  const { rows } = await sql<{ id: string }>`
    ${plannedAnew} select k.id from cases k where ${where} order by k.number desc limit ${mostNamed + 1}
  `.execute(ctx.db);
  return rows.map((row) => row.id);
}

const mostCounted = 100;
/** So many rows are looked at in search of the hundred; whoever needs more is told the count reached so far, and that there may be more. */
const mostLookedAt = 3000;

/**
 * How many cases a filter lets through: exact up to 99, and looked for among so many rows that a count costs the same whether
 * there are a thousand cases or a million. `more` says that there are more, or that there may be.
 */
export async function countFiltered(ctx: Context, filter: ViewFilter): Promise<{ n: number; more: boolean }> {
  const conditions = sql.join(filterConditions(ctx, filter), sql` and `);
  const narrow = narrowest(ctx, filter);
  const { rows } = await sql<{ n: number; seen: number }>`
    ${plannedAnew} with seen as materialized (select k.* from cases k where ${narrow.where} ${narrow.order === undefined ? sql`` : sql`order by ${narrow.order}`} limit ${mostLookedAt}),
    fitting as (select 1 from seen k where ${conditions} limit ${mostCounted})
    select (select count(*)::int from fitting) as n, (select count(*)::int from seen) as seen
  `.execute(ctx.db);
  const { n, seen } = rows[0] ?? { n: 0, seen: 0 };
  return { n: Math.min(n, mostCounted - 1), more: n >= mostCounted || seen >= mostLookedAt };
}

/** The one condition whose index holds the fewest rows, and the order of that index: its first rows are the candidates. */
function narrowest(
  ctx: Context,
  filter: ViewFilter,
): {
  where: RawBuilder<unknown>;
  order: RawBuilder<unknown> | undefined;
} {
  const promise = sql`coalesce(k.next_promise_at, 'infinity'::timestamptz), k.id`;
  const open = filter.states === undefined || filter.states.length === 0 || !filter.states.includes('closed');
  const [assignee, ...others] = filter.assignees ?? [];
  const me = ctx.actor.kind === 'staff' ? ctx.actor.id : undefined;
  const person = others.length > 0 || assignee === 'none' ? undefined : assignee === 'me' ? me : assignee;
  const newest = sql`k.updated_at desc, k.id desc`;
  if (
    filter.draft === true ||
    filter.following === true ||
    filter.scheduled === true ||
    filter.customerId !== undefined
  )
    return {
      where: sql.join(
        filterConditions(ctx, {
          states: ['new', 'open', 'waiting', 'snoozed', 'closed'],
          ...(filter.draft === undefined ? {} : { draft: filter.draft }),
          ...(filter.following === undefined ? {} : { following: filter.following }),
          ...(filter.scheduled === undefined ? {} : { scheduled: filter.scheduled }),
          ...(filter.customerId === undefined ? {} : { customerId: filter.customerId }),
        }),
        sql` and `,
      ),
      order: sql`k.id`,
    };
  if (filter.organisationId !== undefined)
    return { where: sql`k.organisation_id = ${filter.organisationId}::uuid`, order: newest };
  if (open && filter.atRisk === true) return { where: sql`k.state <> 'closed' and k.promise_at_risk`, order: promise };
  if (person !== undefined)
    return open
      ? { where: sql`k.state <> 'closed' and k.assignee_id = ${person}::uuid`, order: promise }
      : { where: sql`k.assignee_id = ${person}::uuid`, order: newest };
  if (open && assignee === 'none' && others.length === 0)
    return { where: sql`k.state <> 'closed' and k.assignee_id is null`, order: promise };
  const past = (hours: number) => new Date(ctx.now.getTime() - hours * 3_600_000);
  // the beginning of an index: whoever is looked at fits already
  if (open && filter.promiseWithinHours !== undefined)
    return {
      where: sql`k.state <> 'closed' and coalesce(k.next_promise_at, 'infinity'::timestamptz) <= ${past(-filter.promiseWithinHours)}`,
      order: promise,
    };
  if (open && filter.waitingHours !== undefined)
    return {
      where: sql`k.state <> 'closed' and k.waiting_since is not null and k.waiting_since <= ${past(filter.waitingHours)}`,
      order: sql`k.waiting_since, k.id`,
    };
  if (filter.createdWithinHours !== undefined)
    return { where: sql`k.created_at >= ${past(filter.createdWithinHours)}`, order: sql`k.created_at, k.id` };
  if (filter.tags !== undefined && filter.tags.length > 0)
    // in no order: the index of the tags gives them as they lie
    return {
      where: sql`k.tags @> ${filter.tags}::text[] ${open ? sql`and k.state <> 'closed'` : sql``}`,
      order: undefined,
    };
  const [priority, ...morePriorities] = filter.priorities ?? [];
  if (open && priority !== undefined && morePriorities.length === 0)
    return {
      where: sql`k.state <> 'closed' and priority_rank(k.priority) = priority_rank(${priority})`,
      order: sql`priority_rank(k.priority), ${promise}`,
    };
  if (filter.emotions?.length === 1) return { where: sql`k.emotion = ${filter.emotions[0]}`, order: newest };
  if (filter.mailboxIds?.length === 1)
    return { where: sql`k.mailbox_id = ${filter.mailboxIds[0]}::uuid`, order: newest };
  if (open && filter.teams?.length === 1 && !['mine', 'none'].includes(filter.teams[0]!))
    return { where: sql`k.state <> 'closed' and k.team_id = ${filter.teams[0]}::uuid`, order: promise };
  return open ? { where: sql`k.state <> 'closed'`, order: promise } : { where: sql`true`, order: newest };
}
