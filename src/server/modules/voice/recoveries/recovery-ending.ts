import type { WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { planLaterChecks, tell } from './recovery-checks.ts';
import { keepCloseClock, releaseClocks } from './recovery-clocks.ts';
import { moveRow } from './recovery-opening.ts';
import { holdRecovery, insertMove, type RecoveryRow, updateRecovery } from './recovery-queries.ts';
import { reopen } from './recovery-reopening.ts';
import { dropPlannedChecks, findLastAsked, updateCheck } from './recovery-side-queries.ts';

/** After so many attempts that the customer said were none, only a person opens it again. */
const mostByItself = 1;

/**
 * Ends a recovery by what the customer answered when asked again. While he may still change his answer, the verdict
 * follows it. A no opens it once more by itself; a no after 30 or 90 days always does. A yes is asked again then.
 */
export async function endByVerdict(
  ctx: WritingContext,
  recoveryId: string,
  verdict: { recovered: boolean; words: string | null },
): Promise<void> {
  const held = await holdRecovery(ctx.trx, recoveryId);
  if (held === undefined) return;
  const { recovered, words } = verdict;
  const check = await findLastAsked(ctx.trx, recoveryId);
  const said = recovered ? 'good' : 'not-good';
  const same = check?.state === said;
  if (check !== undefined) await updateCheck(ctx.trx, check, { state: said, said_at: ctx.now, words });
  if (same || held.state === stateOf(recovered)) {
    if (!same && check !== undefined && check.days > 0)
      await tell(ctx, held, check, `${said}-${check.days}`, words ?? '');
    return;
  }
  await end(ctx, held, recovered, words);
  if (recovered) {
    await planLaterChecks(ctx, held, check?.round ?? held.reopened + 1);
    return;
  }
  if ((check?.days ?? 0) > 0 || held.reopened < mostByItself) await reopen(ctx, recoveryId, words ?? '');
}

/** The link of asking again expired without an answer: nobody can say that it is put right. */
export async function endUnanswered(ctx: WritingContext, recoveryId: string): Promise<void> {
  const held = await holdRecovery(ctx.trx, recoveryId);
  if (held?.state !== 'asked-again') return;
  const check = await findLastAsked(ctx.trx, recoveryId);
  if (check?.state === 'asked') await updateCheck(ctx.trx, check, { state: 'unanswered' });
  await end(ctx, held, false, null);
}

async function end(ctx: WritingContext, held: RecoveryRow, recovered: boolean, words: string | null): Promise<void> {
  const state = stateOf(recovered);
  await updateRecovery(ctx.trx, held.id, { state, ended_at: ctx.now, verdict_words: words });
  await dropPlannedChecks(ctx.trx, held.id);
  if (recovered) await releaseClocks(ctx, held);
  else await keepCloseClock(ctx, held);
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
