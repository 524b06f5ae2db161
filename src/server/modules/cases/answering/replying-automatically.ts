import { excerptOf } from '../../../../domain/cases/excerpt.ts';
import { bareSubject } from '../../../../domain/mail/threading.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { say } from '../../../catalogue.ts';
import { type Context, transact } from '../../../context.ts';
import { escapeHtml } from '../../../mail/plain-text.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { queueMail } from '../../channels/index.ts';
import { readAddressee, signMyLink } from '../../customers/index.ts';
import { lockCase } from '../finding.ts';
import { insertMessage, listThreadIds } from '../message-queries.ts';
import { oneRevisionOn, updateCase } from '../queries.ts';
import type { Said } from './replying.ts';

/**
 * Answers the customer in nobody's name: by a rule, marked as automatic in the conversation and in the mail's head (RFC
 * 3834). It is no answer of a person: whose turn it is and what was promised stay as they were. Records
 * `cases.answered-automatically`.
 */
export function replyAutomatically(ctx: Context, ref: string, input: { text: string }): Promise<Said> {
  return transact(ctx, async (ctx) => {
    const found = await lockCase(ctx, ref);
    const text = input.text.trim();
    if (text === '') throw new Refusal('invalid', 'nothing-said', 'The reply has no words.', { field: 'text' });
    const messageId = newId();
    const html = text
      .split(/\n{2,}/)
      .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
      .join('');
    const thread = await listThreadIds(ctx.trx, found.id);
    await insertMessage(ctx.trx, {
      id: messageId,
      case_id: found.id,
      at: ctx.now,
      kind: 'message',
      direction: 'out',
      channel: found.channel === 'phone' || found.channel === 'api' ? 'mail' : found.channel,
      author_kind: 'system',
      author_name: ctx.actor.name,
      text,
      html,
    });
    await updateCase(ctx.trx, found.id, { revision: oneRevisionOn }, ctx.now);
    const customer = await readAddressee(ctx, found.customer_id);
    const address = found.reply_address ?? customer.email;
    const bounced = customer.identities.some((one) => one.bouncedAt !== null && one.value === address);
    if (address !== null && !bounced) {
      const follow = `${say(customer.language, 'mail', 'reply.follow')}: ${signMyLink(ctx, found.customer_id, found.number)}`;
      const incoming = thread.findLast((entry) => entry.incoming);
      await queueMail(ctx, {
        purpose: 'other',
        to: [{ address, name: customer.name }],
        subject: say(customer.language, 'mail', 'reply.subject', {
          subject: excerptOf(bareSubject(incoming?.subject ?? found.subject) || found.subject, 200),
          number: found.number,
        }),
        text: `${text}\n\n${follow}`,
        caseId: found.id,
        caseNumber: found.number,
        messageId,
        customerId: found.customer_id,
        mailboxId: found.mailbox_id,
        automatic: 'auto-replied',
        ...(incoming === undefined ? {} : { inReplyTo: incoming.rfc }),
        references: thread.map((entry) => entry.rfc),
      });
    }
    const told = { caseId: found.id, messageId, customerId: found.customer_id };
    await record(ctx, 'cases.answered-automatically', found.id, told);
    return { caseId: found.id, messageId };
  });
}
