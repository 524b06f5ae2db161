import { laterChecks } from '../../../../domain/voice/recovery.ts';
import type { WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { askAgain } from '../surveys/asking.ts';
import { findOpenRecoveryOf, holdCustomer } from '../surveys/invitation-queries.ts';
import { moveRow } from './recovery-opening.ts';
import { holdRecovery, insertMove, type RecoveryRow } from './recovery-queries.ts';
import {
  type CheckRow,
  insertChecks,
  takeDueCheck,
  takeUnansweredCheck,
  updateCheck,
} from './recovery-side-queries.ts';
import { linkDays } from '../surveys/survey-tokens.ts';

const day = 86_400_000;

/** The ask at the end of a recovery has gone out. */
export function noteAsked(ctx: WritingContext, held: Pick<RecoveryRow, 'id' | 'reopened'>) {
  const round = held.reopened + 1;
  return insertChecks(ctx.trx, [
    { recovery_id: held.id, round, days: 0, due_at: ctx.now, state: 'asked', asked_at: ctx.now },
  ]);
}

/** It is good: the customer is asked once more after 30 and after 90 days, whether it still is. */
export function planLaterChecks(ctx: WritingContext, held: Pick<RecoveryRow, 'id'>, round: number) {
  return insertChecks(
    ctx.trx,
    laterChecks.map((days) => ({
      recovery_id: held.id,
      round,
      days,
      due_at: new Date(ctx.now.getTime() + days * day),
      state: 'planned',
    })),
  );
}

/** Asks whoever is due after 30 or 90 days, or notes why not. @returns whether there was one */
export async function askLater(ctx: WritingContext): Promise<boolean> {
  const check = await takeDueCheck(ctx.trx, ctx.now);
  if (check === undefined) return false;
  const held = (await holdRecovery(ctx.trx, check.recovery_id))!;
  await holdCustomer(ctx.trx, held.customer_id);
  const because = await whyNot(ctx, held);
  const asked = because ?? (await askAgain(ctx, { id: held.id, customerId: held.customer_id, caseId: held.case_id }));
  const went = asked === 'asked';
  await updateCheck(
    ctx.trx,
    check,
    went ? { state: 'asked', asked_at: ctx.now } : { state: 'withheld', because: asked },
  );
  await tell(ctx, held, check, went ? `asked-${check.days}` : `not-asked-${check.days}`, '');
  return true;
}

/** The link of a later ask has expired: what the customer said last stands. @returns whether there was one */
export async function endUnansweredCheck(ctx: WritingContext): Promise<boolean> {
  const check = await takeUnansweredCheck(ctx.trx, new Date(ctx.now.getTime() - linkDays * day));
  if (check === undefined) return false;
  await updateCheck(ctx.trx, check, { state: 'unanswered' });
  return true;
}

/** Writes down in the recovery's history what came of an ask. */
export async function tell(
  ctx: WritingContext,
  held: RecoveryRow,
  check: Pick<CheckRow, 'days' | 'round'>,
  move: string,
  words: string,
): Promise<void> {
  await insertMove(ctx.trx, moveRow(ctx, held.id, move, words));
  await record(ctx, 'voice.recovery-checked', held.id, {
    recoveryId: held.id,
    customerId: held.customer_id,
    ...(held.case_id === null ? {} : { caseId: held.case_id }),
    days: check.days,
    round: check.round,
    move,
  });
}

/** Nobody is asked while we owe him another recovery. */
async function whyNot(ctx: WritingContext, held: RecoveryRow): Promise<string | undefined> {
  if (held.state !== 'recovered') return 'not_recovered';
  return (await findOpenRecoveryOf(ctx.trx, held.customer_id)) === undefined ? undefined : 'recovery_open';
}
