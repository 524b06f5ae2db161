import { Refusal } from '../../../../domain/refusal.ts';
import type { Received } from '../../../../contract/channels.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { newId } from '../../../store/identity.ts';
import {
  findCopy,
  insertSource,
  keepMailFacts,
  lockSource,
  mayStillAnswer,
  theDefaultMailbox,
  updateSource,
} from '../../channels/index.ts';
import { findOrAddCustomer } from '../../customers/index.ts';
import { hearCustomer } from '../customer-writing.ts';
import { lockConversation } from '../company/family.ts';
import { hearParty } from '../company/hearing-party.ts';
import { noteMeetingAnswer } from '../company/meetings.ts';
import { findSpeakingParty } from '../company/party-queries.ts';
import { type UnderstoodMail, understandMail } from './mail-reading.ts';
import { noteBounce } from './noting-bounce.ts';
import { noteForwarding } from './noting-forwarding.ts';
import { answerLikeBefore, setAside } from './setting-aside.ts';
import { acknowledgementTime, openConversation, type Opened } from '../opening.ts';

export interface IncomingMail {
  raw: Buffer;
  door: 'smtp' | 'lmtp' | 'http' | 'imap' | 'simulator';
  envelope: { from: string | null; to: readonly string[] };
}

const mostBytes = 50 * 1_048_576;
const attempts = 3;

/**
 * Takes a raw mail. When this returns, the mail is stored for good: understood and in its case, or, when we failed to understand
 * it, set aside with the error, where it is seen and can be run again. The same mail twice is answered like the first time.
 * Throws only when it could not be stored, so that the sender keeps it and tries again.
 */
export async function receiveMail(ctx: Context, mail: IncomingMail): Promise<Received> {
  if (mail.raw.length === 0)
    throw new Refusal('invalid', 'mail-empty', 'The mail is empty; send one raw RFC 5322 message.');
  if (mail.raw.length > mostBytes)
    throw new Refusal('invalid', 'mail-too-large', 'The mail is larger than 50 MB, which is the limit here.', {
      status: 413,
    });
  for (let attempt = 1; ; attempt++) {
    try {
      const understood = await understandMail(ctx, mail.raw, mail.envelope);
      return await transact(ctx, (ctx) => takeIn(ctx, understood, mail, undefined));
    } catch (error) {
      if (cannotStore(error)) throw error;
      if (!crossed(error) || attempt === attempts) return setAside(ctx, mail, error);
    }
  }
}

/** Takes a mail that we fetched ourselves from the mailbox `to`. */
export function receiveFetched(ctx: Context, raw: Buffer, to: string): Promise<Received> {
  return receiveMail(ctx, { raw, door: 'imap', envelope: { from: null, to: [to] } });
}

/**
 * Works again on a mail that was set aside. Refuses when it was worked on before, and when it fails again: then it stays set aside, and
 * the refusal says what went wrong this time.
 */
export async function runMailSource(ctx: Context, sourceId: string): Promise<Received> {
  try {
    return await transact(ctx, (ctx) => runAgain(ctx, sourceId));
  } catch (error) {
    if (error instanceof Refusal || cannotStore(error)) throw error;
    const words = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
    throw new Refusal('conflict', 'still-set-aside', `This mail still cannot be worked on, and is kept: ${words}`);
  }
}

async function runAgain(ctx: WritingContext, sourceId: string): Promise<Received> {
  const source = await lockSource(ctx.trx, sourceId);
  if (source === undefined) throw new Refusal('not_found', 'mail-source-not-found', 'There is no such mail.');
  if (source.state !== 'set-aside')
    throw new Refusal('conflict', 'not-set-aside', 'This mail has been worked on already.');
  const envelope = { from: source.envelope_from, to: source.envelope_to };
  const understood = await understandMail(ctx, source.raw, envelope);
  return takeIn(ctx, understood, { raw: source.raw, door: 'http', envelope }, source.id);
}

/** Puts an understood mail where it belongs, in one transaction. `sourceId` is given when its source is stored already. */
async function takeIn(
  ctx: WritingContext,
  mail: UnderstoodMail,
  incoming: IncomingMail,
  sourceId: string | undefined,
): Promise<Received> {
  const source = sourceId ?? newId();
  const mailbox = mail.mailbox ?? (await theDefaultMailbox(ctx));
  const { class: name, rule } = mail.classification;
  const thread = rule.thread === true;
  // mail that comes back to us has no sender of its own
  const blocked = mail.blocked && mail.bounce === null;
  const dropped = blocked || !thread || (mail.caseId === undefined && !rule.open);
  const reason = blocked ? 'its sender is blocked' : mail.classification.reason;
  const rfcMessageId = mail.mailIds[0] !== undefined && mail.parsed.messageId !== null ? mail.mailIds[0] : null;
  const first =
    sourceId !== undefined || dropped || rfcMessageId === null
      ? undefined
      : await findCopy(ctx, { rfcMessageId, teamId: mailbox.team_id, raw: mail.raw });
  // known beforehand, so that the source is written once with where it led to
  const ids = { caseId: newId(), messageId: newId() };
  const expected =
    first !== undefined
      ? { caseId: first.case_id, messageId: first.message_id }
      : dropped
        ? { caseId: null, messageId: null }
        : { ...ids, caseId: mail.caseId ?? ids.caseId };
  if (sourceId === undefined) {
    const stored = await insertSource(ctx.trx, {
      id: source,
      received_at: ctx.now,
      door: incoming.door,
      sha256: mail.sha256,
      size: mail.raw.length,
      envelope_from: incoming.envelope.from ?? (mail.sender.address || null),
      envelope_to: [...incoming.envelope.to],
      raw: mail.raw,
      mailbox_id: mailbox.id,
      rfc_message_id: rfcMessageId,
      class: name,
      state: 'processed',
      defects: mail.defects,
      error: first !== undefined ? 'another copy of a mail that came before' : dropped ? reason : null,
      processed_at: ctx.now,
      case_id: expected.caseId,
      message_id: expected.messageId,
    });
    if (stored === undefined) return answerLikeBefore(ctx, mail.sha256);
    if (first !== undefined)
      return { class: name, caseNumber: first.number, messageId: first.message_id, created: false };
  }
  const opened =
    mail.bounce !== null
      ? await noteBounce(ctx, mail)
      : dropped
        ? null
        : await intoCase(ctx, mail, mailbox, source, ids);
  if (opened !== null && mail.bounce === null)
    await keepMailFacts(ctx, {
      messageId: opened.messageId,
      sourceId: source,
      mailboxId: mailbox.id,
      mail: mail.parsed,
      forwardedBy: mail.forwarded?.by.name ?? null,
    });
  const led = { caseId: opened?.caseId ?? null, messageId: opened?.messageId || null };
  if (sourceId !== undefined || led.caseId !== expected.caseId || led.messageId !== expected.messageId)
    await updateSource(ctx.trx, source, {
      class: name,
      state: 'processed',
      error: dropped && mail.bounce === null ? reason : null,
      processed_at: ctx.now,
      case_id: led.caseId,
      message_id: led.messageId,
    });
  return {
    class: name,
    caseNumber: opened?.number ?? null,
    messageId: opened?.messageId || null,
    created: opened?.created ?? false,
  };
}

async function intoCase(
  ctx: WritingContext,
  mail: UnderstoodMail,
  mailbox: { id: string; address: string; team_id: string | null },
  sourceId: string,
  ids: { caseId: string; messageId: string },
): Promise<Opened & { created: boolean }> {
  const { rule, class: mailClass } = mail.classification;
  const { address } = mail.sender;
  // a case that was merged goes on in another
  const found = mail.caseId === undefined ? undefined : await lockConversation(ctx, mail.caseId);
  const party = found === undefined ? undefined : await speakingIn(ctx, found.id, mail);
  const words = {
    ids,
    text: mail.text,
    html: mail.html,
    quoted: mail.quoted,
    channel: 'mail' as const,
    attachments: mail.attachments,
    mailIds: mail.mailIds,
    replyAddress: replyAddressOf(mail),
    sourceId,
    mailClass,
    defects: mail.defects,
    counts: rule.stopClock,
  };
  if (found !== undefined) {
    if (mail.parsed.calendar !== null) await noteMeetingAnswer(ctx, found.id, mail.parsed.calendar, address);
    if (party !== undefined)
      return hearParty(ctx, found, party, {
        ...words,
        authorName: address === party.email ? party.name : mail.sender.name || address,
        subject: mail.parsed.subject,
        reopens: rule.reopen,
      });
    const author = await authorOf(ctx, mail);
    return hearCustomer(ctx, found, { ...words, author, subject: mail.parsed.subject, reopens: rule.reopen });
  }
  const answers =
    mail.mayAcknowledge &&
    (await mayStillAnswer(ctx, { sender: address, caseId: undefined, mailboxId: mailbox.id, mailbox: mailbox.address }))
      .answer;
  const opened = await openConversation(ctx, {
    ...words,
    customer: await authorOf(ctx, mail),
    subject: mail.forwarded?.subject || mail.parsed.subject || mail.text || '…',
    mailboxId: mailbox.id,
    teamId: mailbox.team_id,
    tags: mailClass === 'spam' ? ['spam'] : [],
    acknowledgeAt: answers ? acknowledgementTime(ctx.now) : null,
  });
  if (mail.forwarded !== null) await noteForwarding(ctx, opened.caseId, mail.forwarded);
  return { ...opened, created: true };
}

/** Whose words a mail carries: the customer who has its address, added when nobody has. */
function authorOf(ctx: WritingContext, mail: UnderstoodMail) {
  const { address, name } = mail.sender;
  return findOrAddCustomer(
    ctx,
    address.includes('@')
      ? { email: address, name, language: mail.language }
      : { external: 'mail:no-sender', name: name || 'Unknown sender' },
    true,
    mail.senderUnseen && address.includes('@'),
  );
}

/** The outside party of the case who speaks in a mail, if it is not the customer who does. */
function speakingIn(ctx: WritingContext, caseId: string, mail: UnderstoodMail) {
  return findSpeakingParty(ctx.trx, {
    caseId,
    token: mail.partyToken,
    sender: mail.sender.address,
    references: mail.references,
  });
}

/** Where answers go: Reply-To where the mail names one, else who wrote it. */
function replyAddressOf(mail: UnderstoodMail): string | null {
  if (mail.forwarded !== null) return mail.sender.address;
  const wished = mail.parsed.replyTo[0]?.address.trim().toLowerCase();
  const address = wished !== undefined && /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(wished) ? wished : mail.sender.address;
  return address.includes('@') ? address : null;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** The database or the disk is away or full: whoever sends must keep the mail. */
function cannotStore(error: unknown): boolean {
  const code = codeOf(error);
  return (
    /^(08|53|57P0|58|XX)/.test(code) ||
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE', 'EACCES'].includes(
      code,
    ) ||
    (error instanceof Error && /timeout exceeded when trying to connect|Connection terminated/.test(error.message))
  );
}

/** Two mails got in each other's way; the second time they will not. */
function crossed(error: unknown): boolean {
  return ['40P01', '40001', '23505'].includes(codeOf(error));
}
