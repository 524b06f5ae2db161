import { type Context, transact } from '../../context.ts';
import { type ComposedAddress, type ComposedAttachment, composeMail } from '../../mail/composing.ts';
import { signMarker, signMessageId, signPartyAddress, signReplyAddress } from '../../mail/tokens.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { findCompany } from '../people/index.ts';
import { findMailboxById, insertOutbox, type MailboxRecord } from './queries.ts';
import { theDefaultMailbox } from './mailboxes.ts';

/** A mail that a room wants to go out. */
export interface OutgoingMail {
  purpose: 'reply' | 'acknowledgement' | 'survey' | 'my-link' | 'receipt' | 'invitation' | 'alert' | 'other';
  to: readonly ComposedAddress[];
  cc?: readonly ComposedAddress[];
  subject: string;
  text?: string;
  html?: string;
  /** The case it belongs to: answers then find their way back by signed address, Message-ID and marker. */
  caseId?: string;
  caseNumber?: number;
  /** The message of the case that it carries. */
  messageId?: string;
  customerId?: string;
  /** Where it is sent from; the default mailbox without it. */
  mailboxId?: string | null;
  /** The mailbox itself, when the caller has read it already. */
  mailbox?: MailboxRecord;
  /** The company's name as sender, when the mailbox names none. */
  fromName?: string;
  inReplyTo?: string;
  references?: readonly string[];
  automatic?: 'auto-replied' | 'auto-generated';
  attachments?: readonly ComposedAttachment[];
  listUnsubscribe?: { url?: string; mailto?: string; oneClick?: boolean };
  /** The outside party of the case it goes to: answers come back under that party's own address. */
  party?: { id: string; place: number };
  /** One of several mails that carry the same message; each has a Message-ID of its own. */
  copy?: true;
  /** An invitation or its end (RFC 5545, RFC 6047). */
  calendar?: { method: string; content: string };
  /** Why it must wait for a person instead of going out. */
  hold?: string;
}

/**
 * Writes a mail into the outbox, in the caller's transaction: it goes out exactly when what it tells has happened. Delivery
 * is a job of its own. Refuses when there is nobody to send to or an address is none.
 */
export function queueMail(ctx: Context, mail: OutgoingMail): Promise<{ outboxId: string; rfcMessageId: string }> {
  return transact(ctx, async (ctx) => {
    const mailbox =
      mail.mailbox ??
      (mail.mailboxId ? await findMailboxById(ctx.trx, mail.mailboxId) : undefined) ??
      (await theDefaultMailbox(ctx));
    const outboxId = newId();
    const domain = mailbox.address.slice(mailbox.address.lastIndexOf('@') + 1);
    const name = mailbox.from_name || mail.fromName || (await companyName(ctx));
    const number = mail.caseNumber;
    const composed = await composeMail({
      from: { name, address: mailbox.address },
      to: mail.to,
      ...(mail.cc === undefined ? {} : { cc: mail.cc }),
      ...(number === undefined
        ? {}
        : {
            replyTo: {
              name,
              address:
                mail.party === undefined
                  ? signReplyAddress(ctx.secret, mailbox.address, number)
                  : signPartyAddress(ctx.secret, mailbox.address, number, mail.party.place),
            },
            ...(mail.party === undefined ? { marker: signMarker(ctx.secret, number) } : {}),
          }),
      subject: mail.subject,
      ...(mail.text === undefined ? {} : { text: mail.text }),
      ...(mail.html === undefined ? {} : { html: mail.html }),
      // number 0 is no case: the signature still tells that the mail is ours, when it comes back to us
      messageId: signMessageId(
        ctx.secret,
        domain,
        number ?? 0,
        mail.party !== undefined || mail.copy ? outboxId : (mail.messageId ?? outboxId),
      ),
      ...(mail.inReplyTo === undefined ? {} : { inReplyTo: mail.inReplyTo }),
      ...(mail.references === undefined ? {} : { references: mail.references }),
      ...(mail.automatic === undefined ? {} : { automatic: mail.automatic }),
      ...(mail.attachments === undefined ? {} : { attachments: mail.attachments }),
      ...(mail.calendar === undefined ? {} : { calendar: mail.calendar }),
      ...(mail.listUnsubscribe === undefined ? {} : { listUnsubscribe: mail.listUnsubscribe }),
      date: ctx.now,
    });
    // customers of the sample company have no mailbox: mail to them never leaves the house
    const state = mail.hold !== undefined ? 'held' : mailbox.simulated ? 'sent' : 'queued';
    await insertOutbox(ctx.trx, {
      id: outboxId,
      message_id: mail.messageId ?? null,
      party_id: mail.party?.id ?? null,
      case_id: mail.caseId ?? null,
      mailbox_id: mailbox.id,
      customer_id: mail.customerId ?? null,
      envelope_from: composed.envelope.from,
      purpose: mail.purpose,
      to_addresses: mail.to.map((entry) => entry.address),
      cc_addresses: (mail.cc ?? []).map((entry) => entry.address),
      subject: mail.subject.slice(0, 998),
      rfc_message_id: composed.messageId,
      raw: composed.raw,
      state,
      last_error: mail.hold ?? null,
      queued_at: ctx.now,
      sent_at: state === 'sent' ? ctx.now : null,
      next_attempt_at: state === 'queued' ? ctx.now : null,
    });
    await record(ctx, state === 'sent' ? 'channels.sent' : 'channels.queued', outboxId, {
      outboxId,
      purpose: mail.purpose,
      ...(mail.messageId ? { messageId: mail.messageId } : {}),
      ...(mail.caseId ? { caseId: mail.caseId } : {}),
    });
    return { outboxId, rfcMessageId: composed.messageId };
  });
}

async function companyName(ctx: Context): Promise<string> {
  return (await findCompany(ctx.db))?.name ?? '';
}
