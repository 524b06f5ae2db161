import { decideLoop, DEFAULT_LOOP_LIMITS } from '../../../domain/mail/sender-limits.ts';
import type { WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { countSender, insertBreaker } from './source-queries.ts';

/**
 * Counts a mail for its sender and conversation and says whether a machine may still answer. Mail itself is always
 * taken. When a limit is passed for the first time in a window, that is kept for the health page and recorded.
 */
export async function mayStillAnswer(
  ctx: WritingContext,
  mail: { sender: string; caseId: string | undefined; mailboxId: string; mailbox: string },
): Promise<{ answer: boolean; reason: string }> {
  const keys = {
    sender: mail.sender,
    conversation: mail.caseId === undefined ? undefined : `case:${mail.caseId}`,
  };
  const counts = await countSender(
    ctx.trx,
    [keys.sender, ...(keys.conversation === undefined ? [] : [keys.conversation])],
    ctx.now,
    DEFAULT_LOOP_LIMITS.windowMinutes,
  );
  const fromSender = counts.get(keys.sender) ?? 0;
  const inConversation = keys.conversation === undefined ? 0 : (counts.get(keys.conversation) ?? 0);
  const decision = decideLoop({ fromSender, inConversation, inMailbox: 0 });
  const justNow =
    fromSender === DEFAULT_LOOP_LIMITS.perSender || inConversation === DEFAULT_LOOP_LIMITS.perConversation;
  if (!decision.answer && justNow) {
    await insertBreaker(ctx.trx, { address: mail.sender, reason: decision.reason, since: ctx.now });
    await record(ctx, 'channels.breaker-opened', mail.mailboxId, { address: mail.sender, reason: decision.reason });
  }
  return decision;
}
