import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { startClocks } from './recovery-clocks.ts';
import { deadlines, moveRow } from './recovery-opening.ts';
import { findOpenRecoveryOfCase, findRecovery, holdRecovery, insertMove, updateRecovery } from './recovery-queries.ts';

/**
 * The customer says that it is not good: the recovery goes on from the first human contact, with new clocks, and severe.
 * Where his case has another one open by now, that one takes his words.
 */
export async function reopen(ctx: WritingContext, recoveryId: string, words: string): Promise<void> {
  const held = (await holdRecovery(ctx.trx, recoveryId))!;
  const other = held.case_id === null ? undefined : await findOpenRecoveryOfCase(ctx.trx, held.case_id);
  if (other !== undefined) {
    if (other.id !== held.id) await insertMove(ctx.trx, moveRow(ctx, other.id, 'again-answer', words));
    return;
  }
  const { contactDue, closeDue } = await deadlines(ctx);
  const clocks = await startClocks(ctx, {
    customerId: held.customer_id,
    ownerId: held.owner_id,
    contactDueAt: contactDue,
    closeDueAt: closeDue,
  });
  await updateRecovery(ctx.trx, held.id, {
    state: 'open',
    ended_at: null,
    contacted_at: null,
    asked_again_at: null,
    remedy_offered: '',
    remedy_accepted: null,
    contact_due_at: contactDue,
    close_due_at: closeDue,
    due_at: contactDue,
    reopened: held.reopened + 1,
    severity: 'severe',
    severity_because: [...new Set([...held.severity_because, 'repeated'])],
    ...clocks,
  });
  await insertMove(ctx.trx, moveRow(ctx, held.id, 'reopened', words));
  await record(ctx, 'voice.recovery-moved', held.id, {
    recoveryId: held.id,
    customerId: held.customer_id,
    ...(held.case_id === null ? {} : { caseId: held.case_id }),
    state: 'open',
    move: 'reopened',
  });
}

/** A person tries once more where the customer was not won back. @throws Refusal conflict `not-ended` */
export function reopenByHand(ctx: Context, id: string, input: { words?: string | undefined }): Promise<void> {
  return transact(ctx, async (ctx) => {
    const found = await findRecovery(ctx.trx, ctx.actor, id);
    if (found === undefined) throw new Refusal('not_found', 'recovery-not-found', 'There is no such recovery.');
    if (found.state !== 'not-recovered')
      throw new Refusal(
        'conflict',
        'not-ended',
        found.state === 'recovered' ? 'The customer says that it is good.' : 'This recovery is open.',
      );
    if (found.case_id !== null && (await findOpenRecoveryOfCase(ctx.trx, found.case_id)) !== undefined)
      throw new Refusal('conflict', 'recovery-open', 'There is already an open recovery for this case.');
    await reopen(ctx, id, input.words?.trim() ?? '');
  });
}
