import type { Context } from '../context.ts';
import { type Subscription, takeBatch } from './subscriptions.ts';
import { withWork } from './unread.ts';

/** Runs every subscription until none has anything left. Used by tests, by the simulator and after a replay. */
export async function drain(ctx: Context, subscriptions: readonly Subscription[]): Promise<void> {
  for (;;) {
    const { waiting, passed } = await withWork(ctx, subscriptions);
    let taken = 0;
    for (const subscription of waiting) taken += await takeBatch(ctx, subscription);
    if (taken === 0 && !passed) return;
  }
}

/** Empties what a subscription has derived and reads the log again from zero. */
export async function replay(ctx: Context, subscription: Subscription): Promise<void> {
  const reset = subscription.reset;
  if (reset === undefined)
    throw new Error(`${subscription.name} cannot be replayed: it has effects outside the tables it derives`);
  await ctx.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('subscriptions')
      .set({ xid: '0', event_id: 0 })
      .where('name', '=', subscription.name)
      .execute();
    await reset({ ...ctx, db: trx, trx, actor: { kind: 'system', name: subscription.name } });
  });
  await drain(ctx, [subscription]);
}
