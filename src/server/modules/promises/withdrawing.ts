import * as rules from '../../../domain/promises/promise-states.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { settlePart } from '../cases/index.ts';
import { actingStaff, addFact } from './ledger.ts';
import { movePromise } from './moving.ts';

/**
 * Takes a promise back before it is due: a fresh mistake of one's own, or the customer lets us off. It stays in the
 * ledger as withdrawn.
 * @throws Refusal conflict `promise_not_open`, `promise_past_due`, `withdrawal_too_late`, `policy-stands`; forbidden
 *   `withdrawal_not_yours`.
 */
export async function withdrawPromise(
  ctx: Context,
  id: string,
  input: { because?: 'mistake' | 'released' | undefined; reason?: string | undefined } = {},
): Promise<null> {
  await movePromise(ctx, id, async (ctx, { ledger, entry, standing }) => {
    const by = actingStaff(ctx);
    const because = input.because ?? 'mistake';
    if (standing.kind === 'policy' && because === 'mistake')
      throw new Refusal('conflict', 'policy-stands', 'A policy promised this; only the customer can let us off.');
    rules.withdrawPromise(standing, ctx.now, because === 'mistake' ? { because, by: by ?? '' } : { because });
    addFact(ledger, entry, 'withdrawn', ctx.now, by, { reason: because, note: input.reason ?? null });
    if (entry.row.party_task && entry.row.party_id !== null) await settlePart(ctx, entry.row.party_id, { dueAt: null });
  });
  return null;
}
