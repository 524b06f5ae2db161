import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { isWanted, type Subscription } from './subscriptions.ts';

interface Ahead {
  name: string;
  xid: string;
  event_id: number;
  last_xid: string;
  last_id: number;
  types: string[];
}

/** How far one look goes: as far as a batch. */
const lookAhead = 500;

/**
 * Which subscriptions have something for them to read now, in their order. Whoever finds ahead only events that are not
 * for him is moved past them here, all at once: most events concern few readers, and a transaction for each of the
 * others would cost more than the work itself. `passed` says that some were moved: there may be more behind.
 */
export async function withWork(
  ctx: Context,
  subscriptions: readonly Subscription[],
): Promise<{ waiting: Subscription[]; passed: boolean }> {
  const { rows } = await sql<Ahead>`
    select s.name, s.xid::text as xid, s.event_id, ahead.last_xid, ahead.last_id, ahead.types
    from subscriptions s cross join lateral (
      select array_agg(distinct near.type) as types, (array_agg(near.xid::text order by near.xid desc, near.id desc))[1] as last_xid,
        (array_agg(near.id order by near.xid desc, near.id desc))[1] as last_id
      from (select e.xid, e.id, e.type from events e where (e.xid, e.id) > (s.xid, s.event_id) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by e.xid, e.id limit ${lookAhead}) near
    ) ahead where ahead.types is not null
  `.execute(ctx.db);
  const ahead = new Map(rows.map((row) => [row.name, row]));
  const concerned = (subscription: Subscription) =>
    ahead.get(subscription.name)?.types.some((type) => isWanted(subscription.types, type)) === true;
  const passing = subscriptions.flatMap((subscription) =>
    concerned(subscription) ? [] : (ahead.get(subscription.name) ?? []),
  );
  if (passing.length > 0) await moveOn(ctx, passing);
  return { waiting: subscriptions.filter(concerned), passed: passing.length > 0 };
}

/** Moves checkpoints that still stand where they were seen; one that a node has moved meanwhile stays with that node. */
async function moveOn(ctx: Context, passing: readonly Ahead[]): Promise<void> {
  await sql`
    update subscriptions s set xid = seen.last_xid::xid8, event_id = seen.last_id, moved_at = now()
    from unnest(${passing.map((row) => row.name)}::text[], ${passing.map((row) => row.xid)}::text[], ${passing.map((row) => row.event_id)}::bigint[],
      ${passing.map((row) => row.last_xid)}::text[], ${passing.map((row) => row.last_id)}::bigint[]) as seen (name, xid, event_id, last_xid, last_id)
    where s.name = seen.name and s.xid = seen.xid::xid8 and s.event_id = seen.event_id
  `.execute(ctx.db);
}
