import { type RawBuilder, sql } from 'kysely';
import { Refusal } from '../../../domain/refusal.ts';
import type { CaseSort } from '../../../domain/cases/words.ts';
import type { Context } from '../../context.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { plannedAnew } from '../../store/preparing.ts';
import { type CaseListRecord, selectCaseRows } from './queries.ts';
import { showCaseRow } from './showing.ts';
import { visibleCases } from './visibility.ts';

export interface CaseListQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
  state?: string | undefined;
  assignee?: string | undefined;
  teamId?: string | undefined;
  tag?: string | undefined;
  kind?: string | undefined;
  priority?: string | undefined;
  channel?: string | undefined;
  customerId?: string | undefined;
  organisationId?: string | undefined;
  atRisk?: boolean | undefined;
  verdict?: string | undefined;
  sort?: CaseSort | undefined;
}

interface Order {
  by: RawBuilder<unknown>;
  after: (keys: (string | number | null)[]) => RawBuilder<unknown>;
  keysOf: (row: CaseListRecord) => (string | number | null)[];
  only?: RawBuilder<unknown>;
}

/** Each order has an index of its own, so that any page of any list costs the same. */
const orders: Record<CaseSort, Order> = {
  promise: {
    by: sql`coalesce(k.next_promise_at, 'infinity'::timestamptz), k.id`,
    after: ([at, id]) =>
      sql`(coalesce(k.next_promise_at, 'infinity'::timestamptz), k.id) > (${at}::timestamptz, ${id}::uuid)`,
    keysOf: (row) => [row.next_promise_at?.toISOString() ?? 'infinity', row.id],
  },
  newest: {
    by: sql`k.number desc`,
    after: ([number]) => sql`k.number < ${number}::bigint`,
    keysOf: (row) => [row.number, row.id],
  },
  waiting: {
    by: sql`k.waiting_since, k.id`,
    after: ([at, id]) => sql`(k.waiting_since, k.id) > (${at}::timestamptz, ${id}::uuid)`,
    keysOf: (row) => [row.waiting_since?.toISOString() ?? null, row.id],
    only: sql`k.waiting_since is not null`,
  },
  updated: {
    by: sql`k.updated_at desc, k.id desc`,
    after: ([at, id]) => sql`(k.updated_at, k.id) < (${at}::timestamptz, ${id}::uuid)`,
    keysOf: (row) => [row.updated_at.toISOString(), row.id],
  },
};

/**
 * A page of the cases the actor may see. Without a state: those not closed, by what is promised next. Closed ones have nothing
 * promised and nobody waiting: they come by their last change.
 */
export async function listCases(ctx: Context, query: CaseListQuery) {
  const limit = query.limit ?? 50;
  const done = query.state === 'closed' || query.state === 'all' || query.verdict !== undefined;
  const wished = query.sort ?? (done ? 'updated' : 'promise');
  const order = orders[done && wished !== 'newest' ? 'updated' : wished];
  const after = readCursor(query.cursor, 2);
  const conditions = [
    visibleCases(ctx.actor),
    sql`k.merged_into is null`,
    ...filters(ctx, query),
    ...(order.only === undefined ? [] : [order.only]),
    ...(after === undefined ? [] : [order.after(after)]),
  ];
  const rows = await selectCaseRows(ctx.db, {
    where: sql.join(conditions, sql` and `),
    order: order.by,
    limit: limit + 1,
    now: ctx.now,
  });
  return cutPage(rows, limit, order.keysOf, showCaseRow);
}

function filters(ctx: Context, query: CaseListQuery): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = isNarrow(query) ? [sql`${plannedAnew} true`] : [];
  const state = query.state ?? (query.verdict === undefined ? 'active' : 'closed');
  if (state === 'active') conditions.push(sql`k.state <> 'closed'`);
  else if (state === 'ours') conditions.push(sql`k.state <> 'closed' and k.state in ('new', 'open')`);
  // said twice for the indexes, which hold only what is not closed
  else if (state !== 'all')
    conditions.push(state === 'closed' ? sql`k.state = 'closed'` : sql`k.state <> 'closed' and k.state = ${state}`);
  if (query.assignee === 'none') conditions.push(sql`k.assignee_id is null`);
  else if (query.assignee !== undefined) conditions.push(sql`k.assignee_id = ${meOr(ctx, query.assignee)}::uuid`);
  if (query.teamId === 'none') conditions.push(sql`k.team_id is null`);
  else if (query.teamId === 'mine')
    conditions.push(sql`k.team_id = any(${'teamIds' in ctx.actor ? [...ctx.actor.teamIds] : []}::uuid[])`);
  else if (query.teamId !== undefined) conditions.push(sql`k.team_id = ${query.teamId}::uuid`);
  if (query.tag !== undefined) conditions.push(sql`k.tags @> array[${query.tag}]::text[]`);
  if (query.kind !== undefined) conditions.push(sql`k.kind = ${query.kind}`);
  if (query.priority !== undefined) conditions.push(sql`k.priority = ${query.priority}`);
  if (query.channel !== undefined) conditions.push(sql`k.channel = ${query.channel}`);
  if (query.customerId !== undefined)
    conditions.push(
      sql`k.customer_id = any(array(select id from customers where id = ${query.customerId}::uuid or merged_into = ${query.customerId}::uuid))`,
    );
  if (query.organisationId !== undefined) conditions.push(sql`k.organisation_id = ${query.organisationId}::uuid`);
  if (query.atRisk !== undefined) conditions.push(query.atRisk ? sql`k.promise_at_risk` : sql`not k.promise_at_risk`);
  if (query.verdict === 'none') conditions.push(sql`k.verdict is null`);
  else if (query.verdict !== undefined) conditions.push(sql`k.verdict = ${query.verdict}`);
  return conditions;
}

/** Asked for by something that few or most cases have: which index is best depends on the very value. */
function isNarrow(query: CaseListQuery): boolean {
  const { tag, kind, priority, channel, organisationId, verdict } = query;
  return [tag, kind, priority, channel, organisationId, verdict].some((value) => value !== undefined);
}

function meOr(ctx: Context, assignee: string): string {
  if (assignee !== 'me') return assignee;
  if (ctx.actor.kind !== 'staff')
    throw new Refusal('invalid', 'not-a-person', 'An API key has no cases of its own; name a colleague.', {
      field: 'assignee',
    });
  return ctx.actor.id;
}
