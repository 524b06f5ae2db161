import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { closeBreaker } from './source-queries.ts';

/** Lets machines answer a sender, or from a mailbox, again; counting begins anew. */
export function resetBreaker(ctx: Context, address: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    if (!(await closeBreaker(ctx.trx, address.trim().toLowerCase(), ctx.now)))
      throw new Refusal('not_found', 'breaker-not-found', 'Nothing is stopped for this address.');
    await record(ctx, 'channels.breaker-reset', null, { address });
    return null;
  });
}
