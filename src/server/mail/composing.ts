import MailComposer from 'nodemailer/lib/mail-composer';
import { Refusal } from '../../domain/refusal.ts';
import { escapeHtml, htmlToPlainText, textToHtml } from './plain-text.ts';

export type ComposedAddress = { name?: string; address: string };

/** A file to send along. With a `contentId` it is shown inside the HTML as `cid:…`. */
export type ComposedAttachment = { filename: string; contentType: string; content: Buffer; contentId?: string };

/**
 * A mail to be sent. `messageId` is chosen once (see tokens) and stays the same over all attempts. `automatic` is set for
 * whatever no person wrote just now (RFC 3834): 'auto-replied' answers one mail, 'auto-generated' does not.
 */
export type ComposeInput = {
  from: ComposedAddress;
  to: readonly ComposedAddress[];
  cc?: readonly ComposedAddress[];
  bcc?: readonly ComposedAddress[];
  /** Where answers go: the signed reply address. */
  replyTo?: ComposedAddress;
  subject: string;
  text?: string;
  html?: string;
  messageId: string;
  inReplyTo?: string;
  /** Oldest first; the root and the last 20 are kept. */
  references?: readonly string[];
  automatic?: 'auto-replied' | 'auto-generated';
  /** For surveys and newsletters (RFC 2369, RFC 8058). */
  listUnsubscribe?: { url?: string; mailto?: string; oneClick?: boolean };
  /** The signed marker (see tokens); goes into the HTML as an invisible class and id. */
  marker?: string;
  attachments?: readonly ComposedAttachment[];
  /** A calendar object beside the text (RFC 6047), which mail programs offer to accept or decline. */
  calendar?: { method: string; content: string };
  date?: Date;
};

/** `envelope.from` is '' for automatic answers, so that their bounces go nowhere. */
export type ComposedMail = { raw: Buffer; messageId: string; envelope: { from: string; to: string[] } };

/**
 * Writes a mail as RFC 5322 bytes with plain text and HTML. Throws a Refusal (invalid) when there is no one to send to, when a
 * recipient is the null sender, or when an address or identifier could smuggle in headers.
 */
export async function composeMail(input: ComposeInput): Promise<ComposedMail> {
  const recipients = [...input.to, ...(input.cc ?? []), ...(input.bcc ?? [])];
  if (recipients.length === 0)
    throw new Refusal('invalid', 'mail_without_recipient', 'A mail needs at least one recipient.');
  for (const entry of [input.from, ...recipients, ...(input.replyTo ? [input.replyTo] : [])])
    requireAddress(entry.address);
  requireMessageId(input.messageId);
  const references = boundReferences(
    [...(input.references ?? []), ...(input.inReplyTo ? [input.inReplyTo] : [])].filter(isMessageId),
  );
  const text = input.text ?? (input.html ? htmlToPlainText(input.html) : '');
  const html = withMarker(input.html ?? textToHtml(text), input.marker);
  const message = new MailComposer({
    from: mailbox(input.from),
    to: input.to.map(mailbox),
    cc: (input.cc ?? []).map(mailbox),
    replyTo: input.replyTo ? mailbox(input.replyTo) : undefined,
    subject: oneLine(input.subject),
    text,
    html,
    messageId: input.messageId,
    inReplyTo: input.inReplyTo !== undefined && isMessageId(input.inReplyTo) ? input.inReplyTo : undefined,
    references: references.length > 0 ? references.join(' ') : undefined,
    date: input.date ?? new Date(),
    headers: automaticHeaders(input),
    attachments: (input.attachments ?? []).map((file) => ({
      filename: oneLine(file.filename) || 'attachment',
      contentType: /^[\w.+-]+\/[\w.+-]+$/.test(file.contentType) ? file.contentType : 'application/octet-stream',
      content: file.content,
      ...(file.contentId ? { cid: oneLine(file.contentId), contentDisposition: 'inline' as const } : {}),
    })),
    ...(input.calendar === undefined
      ? {}
      : {
          icalEvent: {
            method: input.calendar.method.toLowerCase() as 'request' | 'cancel' | 'reply',
            filename: 'invite.ics',
            content: input.calendar.content,
          },
        }),
    disableFileAccess: true,
    disableUrlAccess: true,
    textEncoding: 'quoted-printable',
  }).compile();
  message.keepBcc = false;
  const raw = await message.build();
  const to = [...new Set(recipients.map((entry) => entry.address))];
  return {
    raw,
    messageId: input.messageId,
    envelope: { from: input.automatic === 'auto-replied' ? '' : input.from.address, to },
  };
}

/** The root and the last 20 of a References chain, without repeats: enough to thread anywhere, never an endless header. */
export function boundReferences(ids: readonly string[]): string[] {
  const unique = [...new Set(ids)];
  if (unique.length <= 21) return unique;
  return [unique[0] ?? '', ...unique.slice(-20)];
}

function automaticHeaders(input: ComposeInput): Record<string, string> {
  const headers: Record<string, string> = {};
  if (input.automatic) {
    headers['Auto-Submitted'] = input.automatic;
    headers['X-Auto-Response-Suppress'] = 'All';
    if (input.automatic === 'auto-replied') headers['Precedence'] = 'auto_reply';
  }
  const unsubscribe = input.listUnsubscribe;
  if (unsubscribe) {
    const ways = [unsubscribe.url, unsubscribe.mailto ? `mailto:${unsubscribe.mailto}` : undefined].filter(
      (way) => way !== undefined && !/[\s<>]/.test(way),
    );
    if (ways.length > 0) headers['List-Unsubscribe'] = ways.map((way) => `<${String(way)}>`).join(', ');
    if (unsubscribe.oneClick && unsubscribe.url?.startsWith('https://'))
      headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click';
  }
  return headers;
}

function withMarker(html: string, marker: string | undefined): string {
  if (!marker) return html;
  const value = escapeHtml(marker);
  return `<div class="${value}" id="${value}">${html}</div>`;
}

function mailbox(entry: ComposedAddress): { name: string; address: string } {
  return { name: oneLine(entry.name ?? ''), address: entry.address };
}

function requireAddress(address: string): void {
  // oxlint-disable-next-line no-control-regex -- a control character in an address is an attempt to add headers
  if (!/^[^\s<>,;:"()\x00-\x1f]+@[^\s<>,;:"()@\x00-\x1f]+$/.test(address) || address.length > 320) {
    throw new Refusal(
      'invalid',
      'mail_address_invalid',
      address === '' ? 'A mail is never sent to the null sender.' : `"${oneLine(address)}" is not a mail address.`,
      { address },
    );
  }
}

function requireMessageId(id: string): void {
  if (!isMessageId(id))
    throw new Refusal('invalid', 'mail_message_id_invalid', 'A Message-ID has the form <left@right> without blanks.', {
      messageId: id,
    });
}

function isMessageId(id: string): boolean {
  return /^<[^<>\s]{1,900}>$/.test(id);
}

/** Line breaks and control characters would let a value write headers of its own. */
function oneLine(value: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is being removed
  return value.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
}
