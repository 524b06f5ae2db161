import type { WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { moveRow } from './recovery-opening.ts';
import { holdRecovery, insertMove, type RecoveryRow, updateRecovery } from './recovery-queries.ts';

/**
 * Ends a recovery by what the customer answered when asked again. While he may still change his answer, the verdict
 * follows it.
 */
export async function endByVerdict(
  ctx: WritingContext,
  recoveryId: string,
  verdict: { recovered: boolean; words: string | null },
): Promise<void> {
  const held = await holdRecovery(ctx.trx, recoveryId);
  if (held === undefined || held.state === stateOf(verdict.recovered)) return;
  await end(ctx, held, verdict.recovered, verdict.words);
}

/** The link of asking again expired without an answer: nobody can say that it is put right. */
export async function endUnanswered(ctx: WritingContext, recoveryId: string): Promise<void> {
  const held = await holdRecovery(ctx.trx, recoveryId);
  if (held?.state === 'asked-again') await end(ctx, held, false, null);
}

async function end(ctx: WritingContext, held: RecoveryRow, recovered: boolean, words: string | null): Promise<void> {
  const state = stateOf(recovered);
  await updateRecovery(ctx.trx, held.id, { state, ended_at: ctx.now, verdict_words: words });
  await insertMove(ctx.trx, moveRow(ctx, held.id, state, words ?? ''));
  await record(ctx, 'voice.recovery-ended', held.id, {
    recoveryId: held.id,
    customerId: held.customer_id,
    ...(held.case_id === null ? {} : { caseId: held.case_id }),
    recovered,
    quote: words?.slice(0, 280) ?? null,
  });
}

function stateOf(recovered: boolean): 'recovered' | 'not-recovered' {
  return recovered ? 'recovered' : 'not-recovered';
}
