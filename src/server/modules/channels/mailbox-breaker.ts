import { DEFAULT_LOOP_LIMITS } from '../../../domain/mail/sender-limits.ts';
import type { WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { countAutomaticMails } from './queries.ts';
import { insertBreaker } from './source-queries.ts';

/**
 * The breaker of a whole mailbox: which of these mailboxes have sent so many automatic mails within the window that no machine may
 * write from them now. Two machines that answer each other under ever new addresses pass every limit per sender; this one
 * they do not pass. Tripping it is kept for the health page and recorded once.
 */
export async function trippedMailboxes(ctx: WritingContext, mailboxIds: readonly string[]): Promise<Set<string>> {
  const since = new Date(ctx.now.getTime() - DEFAULT_LOOP_LIMITS.windowMinutes * 60_000);
  const sent = await countAutomaticMails(ctx.trx, mailboxIds, since, DEFAULT_LOOP_LIMITS.perMailbox);
  const tripped = sent.filter((row) => row.n >= DEFAULT_LOOP_LIMITS.perMailbox);
  for (const { id, address } of tripped) {
    const reason = `more than ${DEFAULT_LOOP_LIMITS.perMailbox} automatic mails in ${DEFAULT_LOOP_LIMITS.windowMinutes} minutes`;
    if (await insertBreaker(ctx.trx, { address, reason, since: ctx.now }, since))
      await record(ctx, 'channels.breaker-opened', id, { address, reason, mailbox: true });
  }
  return new Set(tripped.map((row) => row.id));
}
