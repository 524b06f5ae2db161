import { afterCustomerWords } from '../../../domain/cases/customer-words.ts';
import type { CaseState } from '../../../domain/cases/words.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { closeLocked, giveVerdict, reopenLocked } from './changing.ts';
import { lockConversation } from './company/family.ts';
import { findCase } from './finding.ts';
import { readLateReplyDays } from './late-words.ts';
import { readMyCase, writeToMyCase } from './my-cases.ts';

/** "That solves it": the customer closes his case and says that it is solved. Records `cases.closed` and `cases.verdict-given`. */
export function solveMyCase(ctx: Context, number: number): Promise<void> {
  return transact(ctx, async (ctx) => {
    const found = await hisOwn(ctx, number);
    // what we still had to do for it falls away with his word
    if (found.state !== 'closed') await closeLocked(ctx, found, null, true);
    await giveVerdict(ctx, found.id, 'confirmed');
  });
}

/**
 * Opens a closed case again, with a reason that stands in the conversation. What was closed long ago goes on in a new case.
 * @returns the number of the case it goes on in
 */
export function reopenMyCase(ctx: Context, number: number, why: string): Promise<number> {
  return transact(ctx, async (ctx) => {
    const found = await hisOwn(ctx, number);
    const words = { counts: true, reopens: true, thanksOnly: false };
    const effect = afterCustomerWords(
      { state: found.state as CaseState, closedAt: found.closed_at },
      words,
      ctx.now,
      await readLateReplyDays({ db: ctx.trx }),
    );
    if (found.state === 'closed' && effect.do === 'append')
      await reopenLocked(ctx, found, 'customer', why.slice(0, 300));
    return (await writeToMyCase(ctx, number, { text: why })).number;
  });
}

/** The conversation, locked, if he asked it himself: a colleague's case he may read and write in, not close. */
async function hisOwn(ctx: WritingContext, number: number) {
  const seen = await readMyCase(ctx, number);
  if (!seen.mine) throw new Refusal('forbidden', 'not-his', 'Only the person who asked may do this.');
  const asked = await findCase(ctx, seen.id);
  const conversation = await lockConversation(ctx, asked.id);
  if (conversation.customer_id !== asked.customer_id)
    throw new Refusal('forbidden', 'not-his', 'This goes on in a case of somebody else.');
  return conversation;
}
