import { sql } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { type Subscription, takeBatch } from './subscriptions.ts';
import { withWork } from './unread.ts';

/**
 * Runs every subscription until none has anything left. Used by tests, by the simulator and after a replay.
 * @param atOnce how many read at the same time: what one waits for the database, another uses
 */
export async function drain(ctx: Context, subscriptions: readonly Subscription[], atOnce = 1): Promise<void> {
  for (;;) {
    const { waiting, passed } = await withWork(ctx, subscriptions);
    let taken = 0;
    const reader = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const passedNow = await takeBatch(ctx, next);
        taken += passedNow;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, reader));
    if (taken === 0 && !passed) return;
  }
}

/**
 * Runs every subscription until each has read everything that happened. A transaction of somebody else on the same server, be it
 * in another database, holds events back for a moment: they are waited for.
 * @throws when they are still not read after twenty seconds
 */
export async function drainAll(ctx: Context, subscriptions: readonly Subscription[], atOnce = 1): Promise<void> {
  const names = subscriptions.map(({ name }) => name);
  for (let turn = 0; turn < 4000; turn++) {
    await drain(ctx, subscriptions, atOnce);
    if (await everythingIsRead(ctx, names)) return;
    await pause(5);
  }
  throw new Error('The subscriptions have not read everything after twenty seconds.');
}

async function everythingIsRead(ctx: Context, names: readonly string[]): Promise<boolean> {
  if (names.length === 0) return true;
  const behind = await sql`select 1 from subscriptions s where s.name = any(${names})
    and exists (select 1 from events e where (e.xid, e.id) > (s.xid, s.event_id)) limit 1`.execute(ctx.db);
  return behind.rows.length === 0;
}

/** Empties what a subscription has derived and reads the log again from zero. */
export async function replay(ctx: Context, subscription: Subscription): Promise<void> {
  const reset = subscription.reset;
  if (reset === undefined)
    throw new Error(`${subscription.name} cannot be replayed: it has effects outside the tables it derives`);
  await ctx.db.transaction().execute(async (trx) => {
    // nobody reads on meanwhile, and what is emptied may ask up to where it was read
    await trx
      .selectFrom('subscriptions')
      .select('name')
      .where('name', '=', subscription.name)
      .forUpdate()
      .executeTakeFirst();
    await reset({ ...ctx, db: trx, trx, actor: { kind: 'system', name: subscription.name } });
    await trx
      .updateTable('subscriptions')
      .set({ xid: '0', event_id: 0 })
      .where('name', '=', subscription.name)
      .execute();
  });
  await drain(ctx, [subscription]);
}
