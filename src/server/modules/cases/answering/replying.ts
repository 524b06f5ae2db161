import { signedBy } from '../../../../domain/mail/signing.ts';
import { excerptOf } from '../../../../domain/cases/excerpt.ts';
import { bareSubject } from '../../../../domain/mail/threading.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { say } from '../../../catalogue.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import { readFileFrom } from '../../../files/store.ts';
import type { ComposedAttachment } from '../../../mail/composing.ts';
import { escapeHtml, htmlToPlainText } from '../../../mail/plain-text.ts';
import { sanitiseHtml } from '../../../mail/sanitising.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { findMailboxById, queueMail } from '../../channels/index.ts';
import { readAddressee, signMyLink } from '../../customers/index.ts';
import { applyChange, closeLocked } from '../changing.ts';
import { deleteDraft } from './drafts.ts';
import { lockCase } from '../finding.ts';
import { insertMessage, listMessagesBefore, listThreadIds } from '../message-queries.ts';
import { attachUploads } from '../opening.ts';
import { mailCopies } from '../company/party-mails.ts';
import { type CaseRecord, oneRevisionOn } from '../queries.ts';
import { showMessage } from '../showing.ts';
import { speaksByChat } from './spoken-by-chat.ts';

export interface ReplyInput {
  html: string;
  revision: number;
  sendAnyway?: boolean | undefined;
  attachmentIds?: string[] | undefined;
  to?: string[] | undefined;
  cc?: string[] | undefined;
  stateAfter?: 'waiting' | 'open' | undefined;
  close?: { valueCreated?: string | undefined; withOpenTasks?: boolean | undefined } | undefined;
  /** It was written before and goes out now: of what its author has begun since, nothing is thrown away. */
  later?: boolean | undefined;
  /** An invitation that goes with it. */
  calendar?: { method: string; content: string } | undefined;
}

/** What was said, and in which case. */
export interface Said {
  caseId: string;
  messageId: string;
}

/**
 * Answers the customer: the message, the mail that carries it, the state of the case and the event are one transaction. An
 * answer written against an older revision is held back when somebody else has said something since. Records `cases.replied`.
 */
export function replyToCase(ctx: Context, ref: string, input: ReplyInput): Promise<Said> {
  return transact(ctx, async (ctx) => {
    const found = await lockCase(ctx, ref);
    if (found.merged_into !== null)
      throw new Refusal('conflict', 'case-merged', 'This case was merged into another; answer there.');
    if (input.sendAnyway !== true) await holdIfMovedOn(ctx, found, input.revision);
    const html = sanitiseHtml(input.html).html;
    const text = htmlToPlainText(html);
    if (text.trim() === '' && (input.attachmentIds ?? []).length === 0)
      throw new Refusal('invalid', 'nothing-said', 'The reply has no words.', { field: 'html' });
    const messageId = newId();
    const thread = await listThreadIds(ctx.trx, found.id);
    // who speaks in a chat hears the answer there; what he misses is mailed once he has left
    const inChat = input.to === undefined && input.cc === undefined && (await speaksByChat(ctx.trx, found.id));
    await insertMessage(ctx.trx, {
      id: messageId,
      case_id: found.id,
      at: ctx.now,
      kind: 'message',
      direction: 'out',
      channel: inChat ? 'chat' : ['phone', 'api', 'chat'].includes(found.channel) ? 'mail' : found.channel,
      author_kind: 'staff',
      author_user_id: staffId(ctx.actor),
      author_name: ctx.actor.name,
      text,
      html,
    });
    const attached =
      input.attachmentIds === undefined || input.attachmentIds.length === 0
        ? []
        : await attachUploads(ctx, messageId, input.attachmentIds);
    const attachments = await readAttached(ctx, attached);
    const { calendar } = input;
    if (!inChat || calendar !== undefined)
      await queueReply(ctx, found, {
        messageId,
        html,
        text,
        to: input.to,
        cc: input.cc,
        thread,
        attachments,
        calendar,
      });
    await mailCopies(ctx, found, { messageId, html, text, attachments }, [...(input.to ?? []), ...(input.cc ?? [])]);
    await applyChange(ctx, found, {
      revision: oneRevisionOn,
      state: input.stateAfter ?? 'waiting',
      snoozed_until: null,
      waiting_since: null,
      last_staff_at: ctx.now,
      acknowledge_at: null,
      ...(found.state === 'closed' ? { closed_at: null, closed_by: null } : {}),
      ...(found.first_replied_at === null ? { first_replied_at: ctx.now } : {}),
      ...(found.assignee_id === null && ctx.actor.kind === 'staff' ? { assignee_id: ctx.actor.id } : {}),
    });
    await deleteDraft(ctx.trx, found.id, staffId(ctx.actor), {
      kind: 'message',
      ...(input.later === true ? { html } : {}),
    });
    await record(ctx, 'cases.replied', found.id, {
      caseId: found.id,
      messageId,
      customerId: found.customer_id,
      userId: staffId(ctx.actor),
    });
    if (input.close !== undefined) {
      const now = await lockCase({ ...ctx, actor: { kind: 'system', name: 'closing' } }, found.id);
      await closeLocked(ctx, now, input.close.valueCreated?.trim() || null, input.close.withOpenTasks);
    }
    return { caseId: found.id, messageId };
  });
}

/** Refuses an answer that does not know what somebody else has said since, and shows it. */
export async function holdIfMovedOn(ctx: WritingContext, found: CaseRecord, revision: number): Promise<void> {
  const behind = found.revision - revision;
  if (behind <= 0) return;
  const newest = await listMessagesBefore(ctx.trx, found.id, {
    before: undefined,
    limit: Math.min(behind, 50),
    viewer: ctx.actor,
  });
  const me = staffId(ctx.actor);
  const missed = newest.filter((message) => me === null || message.author_user_id !== me);
  if (missed.length === 0) return;
  throw new Refusal(
    'conflict',
    'case-moved-on',
    `${missed.length === 1 ? 'A message has' : `${String(missed.length)} messages have`} come since you began to write. Read, then send it anyway or change it.`,
    { extension: { missed: missed.reverse().map((message) => showMessage(ctx, message)), revision: found.revision } },
  );
}

/** The mail that carries an answer. Without an address (a call) the answer waits on the customer's page. */
async function queueReply(
  ctx: WritingContext,
  found: CaseRecord,
  reply: {
    messageId: string;
    html: string;
    text: string;
    to: string[] | undefined;
    cc: string[] | undefined;
    thread: { rfc: string; incoming: boolean; subject: string | null }[];
    attachments: ComposedAttachment[];
    calendar: { method: string; content: string } | undefined;
  },
): Promise<void> {
  const customer = await readAddressee(ctx, found.customer_id);
  const own = customer.identities.filter((identity) => identity.kind === 'email');
  const to = reply.to ?? [found.reply_address ?? customer.email].filter((address) => address !== null);
  if (to.length === 0) return;
  const bounced = own.find((identity) => identity.bouncedAt !== null && to.includes(identity.value));
  const mailbox = found.mailbox_id === null ? undefined : await findMailboxById(ctx.trx, found.mailbox_id);
  const link = signMyLink(ctx, found.customer_id, found.number);
  const follow = say(customer.language, 'mail', 'reply.follow');
  const signature = signedBy(mailbox?.signature ?? '', ctx.actor.kind === 'staff' ? ctx.actor.name : undefined);
  const incoming = reply.thread.filter((entry) => entry.incoming).at(-1);
  const subject = bareSubject(incoming?.subject ?? found.subject) || found.subject;
  await queueMail(ctx, {
    purpose: 'reply',
    to: to.map((address) => ({
      address,
      ...(own.some((identity) => identity.value === address) ? { name: customer.name } : {}),
    })),
    ...(reply.cc === undefined ? {} : { cc: reply.cc.map((address) => ({ address })) }),
    subject: say(customer.language, 'mail', reply.thread.length === 0 ? 'new.subject' : 'reply.subject', {
      subject: excerptOf(subject, 200),
      number: found.number,
    }),
    text: [reply.text, signature, `${follow}: ${link}`].filter((part) => part !== '').join('\n\n'),
    html: `${reply.html}${signature === '' ? '' : `<p>${escapeHtml(signature).replaceAll('\n', '<br>')}</p>`}<p><a href="${escapeHtml(link)}">${escapeHtml(follow)}</a></p>`,
    caseId: found.id,
    caseNumber: found.number,
    messageId: reply.messageId,
    customerId: found.customer_id,
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(incoming === undefined ? {} : { inReplyTo: incoming.rfc }),
    references: reply.thread.map((entry) => entry.rfc),
    attachments: reply.attachments,
    ...(reply.calendar === undefined ? {} : { calendar: reply.calendar }),
    ...(bounced === undefined
      ? {}
      : { hold: `Mail to ${bounced.value} bounced before; check the address, then send it again.` }),
  });
}

/** The bytes of files that go out with a message. */
export async function readAttached(
  ctx: Context,
  attached: readonly { sha256: string; name: string; content_type: string }[],
) {
  const files = [];
  for (const file of attached) {
    const content = await readFileFrom(ctx.files, file.sha256);
    if (content === undefined)
      throw new Refusal(
        'conflict',
        'file-lost',
        `The file ${file.name} is not in the store any more; upload it again.`,
      );
    files.push({ filename: file.name, contentType: file.content_type, content });
  }
  return files;
}
