import { sql } from 'kysely';
import type { Context, WritingContext } from '../context.ts';
import type { KeptEvent } from './events.ts';

/** A reader of the log: when one of `types` happened, do `handle` in the transaction that moves the checkpoint. */
export interface Subscription {
  /** Stable: the checkpoint is kept under it. */
  readonly name: string;
  /** Exact types, or a room with a star: `cases.*`. */
  readonly types: readonly string[];
  /** Empties what the subscription has derived, so that a replay from zero gives the same state. Absent = not replayable. */
  readonly reset?: (ctx: WritingContext) => Promise<void>;
  /** Acts on a batch, in commit order. `ctx.now` is the time of the last event of the batch, never the wall clock. */
  readonly handle: (ctx: WritingContext, events: KeptEvent[]) => Promise<void>;
}

const batchSize = 500;
const attemptsBeforeSetAside = 5;

/**
 * Takes one batch of a subscription, if there is one and no other node holds it. Effects and checkpoint are one
 * transaction: exactly once inside the database. Only rows whose transaction id lies below `pg_snapshot_xmin` are read:
 * every transaction below it has ended, so nothing can appear behind the checkpoint later.
 * @returns how many log rows were passed; 0 when there is nothing to do now
 */
export async function takeBatch(ctx: Context, subscription: Subscription): Promise<number> {
  let refused = false;
  try {
    return await handOver(ctx, subscription, async (ctx, events) => {
      try {
        await subscription.handle(ctx, events);
      } catch (error) {
        // a connection that is gone is nobody's bad event
        refused = await isConnected(ctx);
        throw error;
      }
    });
  } catch (error) {
    if (!refused) throw error;
    return handOver(ctx, subscription, (ctx, events) => handleOneByOne(ctx, subscription, events));
  }
}

/** A failed transaction refuses to answer (25P02), but one whose connection is gone cannot. */
async function isConnected(ctx: WritingContext): Promise<boolean> {
  try {
    await sql`select`.execute(ctx.trx);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === '25P02';
  }
}

/** One transaction: the checkpoint is held, what lies behind it is read and handled, the checkpoint moves. */
function handOver(
  ctx: Context,
  subscription: Subscription,
  handle: (ctx: WritingContext, events: KeptEvent[]) => Promise<void>,
): Promise<number> {
  return ctx.db.transaction().execute(async (trx) => {
    // whoever holds the checkpoint now reads it as it is now, not as it was when the statement began (EvalPlanQual)
    const { rows } = await sql<KeptEvent>`
      with held as materialized (
        select xid, event_id from subscriptions where name = ${subscription.name} for update skip locked
      )
      select behind.id, behind.xid::text as xid, behind.at, behind.actor_kind as "actorKind", behind.actor_id as "actorId",
        behind.type, behind.subject_id as "subjectId", behind.data
      from held cross join lateral (
        select * from events e
        where (e.xid, e.id) > (held.xid, held.event_id) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by e.xid, e.id limit ${batchSize}
      ) behind
      order by behind.xid, behind.id
    `.execute(trx);
    const last = rows.at(-1);
    if (last === undefined) return 0;
    const wanted = rows.filter((event) => isWanted(subscription.types, event.type));
    if (wanted.length > 0) {
      const writing: WritingContext = {
        ...ctx,
        db: trx,
        trx,
        now: wanted.at(-1)!.at,
        actor: { kind: 'system', name: subscription.name },
      };
      await handle(writing, wanted);
    }
    await trx
      .updateTable('subscriptions')
      .set({ xid: last.xid, event_id: last.id, moved_at: new Date() })
      .where('name', '=', subscription.name)
      .execute();
    return rows.length;
  });
}

/** Makes the checkpoints of subscriptions that are new; they start at the beginning of the log. */
export async function registerSubscriptions(ctx: Context, subscriptions: readonly Subscription[]): Promise<void> {
  for (const { name } of subscriptions) {
    await ctx.db
      .insertInto('subscriptions')
      .values({ name, xid: '0' })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Whether an event of `type` is one of those that a subscription names. */
export function isWanted(types: readonly string[], type: string): boolean {
  return types.some((wanted) => wanted === type || (wanted.endsWith('.*') && type.startsWith(wanted.slice(0, -1))));
}

/**
 * Where a whole batch has failed: one event after the other, each under a savepoint, so that one bad event neither stops the
 * rest nor is skipped in silence: it is tried again and, after five times, set aside where people see it.
 */
async function handleOneByOne(ctx: WritingContext, subscription: Subscription, events: KeptEvent[]): Promise<void> {
  for (const event of events) {
    const one: WritingContext = { ...ctx, now: event.at };
    for (let attempt = 1; attempt <= attemptsBeforeSetAside; attempt++) {
      const error = await underSavepoint(ctx, () => subscription.handle(one, [event]));
      if (error === undefined) break;
      if (attempt === attemptsBeforeSetAside) await setAside(ctx, subscription.name, event.id, error);
    }
  }
}

async function underSavepoint(ctx: WritingContext, work: () => Promise<void>): Promise<unknown> {
  await sql`savepoint batch`.execute(ctx.trx);
  try {
    await work();
    await sql`release savepoint batch`.execute(ctx.trx);
    return undefined;
  } catch (error) {
    await sql`rollback to savepoint batch`.execute(ctx.trx);
    return error ?? new Error('unknown');
  }
}

async function setAside(ctx: WritingContext, subscription: string, eventId: number, error: unknown): Promise<void> {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  await ctx.trx
    .insertInto('subscription_failures')
    .values({
      subscription,
      event_id: eventId,
      error: text.slice(0, 4000),
      attempts: attemptsBeforeSetAside,
      set_aside: true,
      at: ctx.now,
    })
    .onConflict((conflict) =>
      conflict.columns(['subscription', 'event_id']).doUpdateSet({ error: text.slice(0, 4000), set_aside: true }),
    )
    .execute();
}
