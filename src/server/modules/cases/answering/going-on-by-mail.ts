import { sql } from 'kysely';
import { bareSubject } from '../../../../domain/mail/threading.ts';
import { excerptOf } from '../../../../domain/cases/excerpt.ts';
import { say } from '../../../catalogue.ts';
import { type Context, transact } from '../../../context.ts';
import { escapeHtml } from '../../../mail/plain-text.ts';
import { findMailboxById, queueMail } from '../../channels/index.ts';
import { readAddressee, signMyLink } from '../../customers/index.ts';
import { lockCase } from '../finding.ts';
import { listThreadIds } from '../message-queries.ts';
import { readAttached } from './replying.ts';

/**
 * Mails answers that were given in a chat to whoever has left it: one mail, each answer in turn, whose answer finds the case again.
 * @param mail `link` adds the link to the customer's own page, which opens all of his cases: only to an address that was proved
 */
export function mailReplies(
  ctx: Context,
  caseId: string,
  mail: { messageIds: readonly string[]; to: string; link: boolean },
): Promise<void> {
  return transact(ctx, async (ctx) => {
    const found = await lockCase(ctx, caseId);
    const { rows } = await sql<{ id: string; html: string | null; text: string }>`
      select id, html, text from messages where id = any(${[...mail.messageIds]}::uuid[]) and case_id = ${found.id} order by at, id`.execute(
      ctx.trx,
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    const files = await ctx.trx
      .selectFrom('attachments')
      .select(['sha256', 'name', 'content_type'])
      .where(
        'message_id',
        'in',
        rows.map((row) => row.id),
      )
      .orderBy('id')
      .execute();
    const customer = await readAddressee(ctx, found.customer_id);
    const words = (key: string) => say(customer.language, 'widget-mail', `missed.${key}`, { number: found.number });
    const mailbox = found.mailbox_id === null ? undefined : await findMailboxById(ctx.trx, found.mailbox_id);
    const thread = await listThreadIds(ctx.trx, found.id);
    const subject = excerptOf(bareSubject(found.subject) || found.subject, 200);
    const follow = say(customer.language, 'mail', 'reply.follow');
    const link = mail.link ? signMyLink(ctx, found.customer_id, found.number) : undefined;
    await queueMail(ctx, {
      purpose: 'reply',
      to: [{ address: mail.to, name: customer.name }],
      subject: say(customer.language, 'mail', thread.length === 0 ? 'new.subject' : 'reply.subject', {
        subject,
        number: found.number,
      }),
      text: [
        words('you-left'),
        ...rows.map((row) => row.text),
        words('answer'),
        ...(link === undefined ? [] : [`${follow}: ${link}`]),
      ].join('\n\n'),
      html: [
        `<p>${escapeHtml(words('you-left'))}</p>`,
        ...rows.map((row) => row.html ?? `<p>${escapeHtml(row.text)}</p>`),
        `<p>${escapeHtml(words('answer'))}</p>`,
        link === undefined ? '' : `<p><a href="${escapeHtml(link)}">${escapeHtml(follow)}</a></p>`,
      ].join(''),
      caseId: found.id,
      caseNumber: found.number,
      messageId: last.id,
      customerId: found.customer_id,
      ...(mailbox === undefined ? {} : { mailbox }),
      references: thread.map((entry) => entry.rfc),
      attachments: await readAttached(ctx, files),
    });
  });
}
