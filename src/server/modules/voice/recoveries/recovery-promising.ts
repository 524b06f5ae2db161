import type { RecoverySide } from '../../../../contract/recoveries.ts';
import { hasEnded, type RecoveryState } from '../../../../domain/voice/recovery.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { makePromise } from '../../promises/index.ts';
import { moveRow } from './recovery-opening.ts';
import { findRecovery, holdRecovery, insertMove, updateRecovery } from './recovery-queries.ts';
import { mayKeepPromises } from './recovery-side-queries.ts';
import { readRecoverySide } from './recovery-side.ts';

/**
 * Promises the customer what puts it right. It is his promise, on the case's page and in the ledger, with one keeper and one hour;
 * a later one stands beside it there, and the recovery names the latest.
 * @throws Refusal not_found · conflict recovery-ended
 */
export function promiseInRecovery(
  ctx: Context,
  id: string,
  input: { what: string; dueAt: string; keeperId?: string | undefined },
): Promise<RecoverySide> {
  return transact(ctx, async (ctx) => {
    if ((await findRecovery(ctx.trx, ctx.actor, id)) === undefined)
      throw new Refusal('not_found', 'recovery-not-found', 'There is no such recovery.');
    const held = (await holdRecovery(ctx.trx, id))!;
    if (hasEnded(held.state as RecoveryState))
      throw new Refusal('conflict', 'recovery-ended', 'This recovery has ended.');
    const owner = held.owner_id !== null && (await mayKeepPromises(ctx.trx, held.owner_id)) ? held.owner_id : null;
    const promiseId = await makePromise(ctx, {
      kind: 'personal',
      what: input.what,
      dueAt: input.dueAt,
      keeperId: input.keeperId ?? owner ?? staffId(ctx.actor),
      ...(held.case_id === null ? { customerId: held.customer_id } : { caseId: held.case_id }),
    });
    await updateRecovery(ctx.trx, id, { promise_id: promiseId });
    await insertMove(ctx.trx, moveRow(ctx, id, 'promised', input.what.trim()));
    await record(ctx, 'voice.recovery-moved', id, {
      recoveryId: id,
      customerId: held.customer_id,
      ...(held.case_id === null ? {} : { caseId: held.case_id }),
      state: held.state,
      move: 'promised',
      promiseId,
    });
    return readRecoverySide(ctx, id);
  });
}
