import { asSystem, type Context, transact } from '../../../context.ts';
import { callOff } from './recoveries.ts';
import { holdOpenRecoveriesOf } from './recovery-queries.ts';

/**
 * Ends what a person who is forgotten was still owed, and what he was still to be asked: nobody is left who could say that it is put
 * right. His recoveries are called off, so that no figure counts them as lost or late. What he was promised is withdrawn before.
 */
export function endForgotten(ctx: Context, customerIds: readonly string[]): Promise<void> {
  return transact(asSystem(ctx, 'privacy'), async (ctx) => {
    const his = [...customerIds];
    if (his.length === 0) return;
    await ctx.trx.deleteFrom('survey_asks_due').where('customer_id', 'in', his).execute();
    await ctx.trx.deleteFrom('asks_due').where('customer_id', 'in', his).execute();
    for (const held of await holdOpenRecoveriesOf(ctx.trx, his)) await callOff(ctx, held);
  });
}
