import { createHash } from 'node:crypto';
import { francAll } from 'franc-min';
import type { Bounce } from '../../../../domain/mail/bounce.ts';
import { type Classification, mayAnswerAutomatically } from '../../../../domain/mail/mail-classes.ts';
import {
  caseNumbersInSubject,
  decideThread,
  referencedIds,
  type ThreadingCandidate,
} from '../../../../domain/mail/threading.ts';
import { normaliseAddress } from '../../../../domain/customers/addresses.ts';
import type { Context } from '../../../context.ts';
import { mayShow } from '../../../files/serving.ts';
import { type ForwardedMail, readForwarded } from '../../../mail/forwarded.ts';
import type { MailAttachment, ParsedMail } from '../../../mail/parsing/parsed-mail.ts';
import { parseMail } from '../../../mail/parsing/parsing.ts';
import { inspectMail } from '../../../mail/inspecting.ts';
import { sanitiseHtml } from '../../../mail/sanitising.ts';
import { verifyMarkers, verifyMessageId, verifyPartyAddress, verifyReplyAddress } from '../../../mail/tokens.ts';
import type { Database } from '../../../store/database.ts';
import { newId } from '../../../store/identity.ts';
import type { MailboxRecord } from '../../channels/index.ts';
import { type CaseHint, lookAround, type MailSurroundingsFound } from './mail-lookup.ts';
import type { NewAttachment } from '../message-queries.ts';
import { pictureAddress } from '../showing.ts';
import { fileName } from '../answering/uploading.ts';

/** A mail that has been understood, with everything decided that needs no writing. */
export interface UnderstoodMail {
  raw: Buffer;
  sha256: string;
  parsed: ParsedMail;
  sender: { address: string; name: string };
  classification: Classification;
  bounce: Bounce | null;
  mailbox: MailboxRecord | undefined;
  /** The outside party whose own address it was sent to. */
  partyToken: { caseNumber: number; place: number } | undefined;
  /** Message-IDs it refers to, nearest parent first. */
  references: string[];
  /** The case it points at, which may have been merged since; undefined when it opens its own. */
  caseId: string | undefined;
  /** May a machine answer it (RFC 3834)? */
  mayAcknowledge: boolean;
  text: string;
  html: string | null;
  quoted: string | null;
  attachments: NewAttachment[];
  mailIds: string[];
  defects: string[];
  /** Whoever sent it was blocked. */
  blocked: boolean;
  /** Nobody has the sender's address yet. */
  senderUnseen: boolean;
  /** A colleague passed it on: the case is the original sender's. */
  forwarded: { by: Colleague; comment: string; subject: string } | null;
  /** Two letters; only for senders seen for the first time, and only when it is clear. */
  language: string | null;
}

/**
 * Understands a raw mail: parses, classifies, finds its case, takes its text apart, makes its HTML harmless and stores its
 * files. Nothing is written to the database, so a mail may be understood twice without harm.
 */
export async function understandMail(
  ctx: Context,
  raw: Buffer,
  envelope: { from: string | null; to: readonly string[] },
): Promise<UnderstoodMail> {
  const parsed = await parseMail(raw);
  // what the door heard is the truth about the return path; a header may be missing or forged
  const heard: ParsedMail = { ...parsed, returnPath: envelope.from ?? parsed.returnPath };
  const recipients = [
    ...envelope.to,
    ...heard.deliveredTo,
    ...heard.to.map((to) => to.address),
    ...heard.cc.map((cc) => cc.address),
  ];
  const references = referencedIds(heard.inReplyTo, heard.references);
  const tokens = tokensOf(ctx.secret, heard, recipients, references);
  const partyToken = recipients
    .map((address) => verifyPartyAddress(ctx.secret, address))
    .find((token) => token !== null);
  const subjectNumbers = caseNumbersInSubject(heard.subject);
  const from = normaliseAddress(heard.from?.address ?? '');
  const found = await lookAround(ctx.db, {
    sender: from,
    ids: references,
    numbers: [
      ...(partyToken === undefined ? [] : [partyToken.caseNumber]),
      ...tokens.map((token) => token.caseNumber),
      ...subjectNumbers,
    ],
  });
  const own = found.mailboxes.map((mailbox) => mailbox.address);
  const { bounce, classification, reply } = inspectMail(heard, { ownAddresses: own, secret: ctx.secret });
  const mailbox = mailboxFor(found.mailboxes, recipients);
  const caseId = threadOf(mailbox, found, tokens, references, subjectNumbers);
  const passedOn =
    caseId === undefined && classification.class === 'human' ? await passedOnBy(ctx.db, heard, from, own) : null;
  const sender = passedOn?.mail.from ?? senderOf(heard, own);
  const { attachments, html, reduced } = await keepContent(
    ctx,
    [...heard.attachments, ...(passedOn?.mail.attachments ?? [])],
    passedOn === null ? (reply.visibleHtml ?? null) : passedOn.mail.html,
  );
  const quoted = passedOn === null ? [reply.quoted, reply.signature].filter((part) => part !== '').join('\n\n') : '';
  return {
    raw,
    sha256: createHash('sha256').update(raw).digest('hex'),
    parsed: heard,
    sender,
    classification,
    bounce,
    mailbox,
    partyToken,
    references,
    caseId: threadOf(
      mailbox,
      found,
      partyToken === undefined ? tokens : [{ evidence: 'address-token', caseNumber: partyToken.caseNumber }],
      references,
      subjectNumbers,
    ),
    mayAcknowledge: (mailbox?.acknowledges ?? true) && mayAnswerAutomatically(heard, classification).allowed,
    text: withoutNul(passedOn?.mail.text ?? reply.visible),
    html,
    quoted: quoted === '' ? null : withoutNul(quoted),
    attachments,
    mailIds: [heard.messageId, ...references, passedOn?.mail.messageId]
      .flatMap((id) => id ?? [])
      .map((id) => withoutNul(id).slice(0, 900)),
    defects: reduced ? [...heard.defects, 'html-too-large'] : heard.defects,
    forwarded:
      passedOn === null
        ? null
        : { by: passedOn.by, comment: withoutNul(passedOn.mail.comment), subject: passedOn.mail.subject },
    blocked: found.blocked,
    senderUnseen: !found.known && sender.address === from,
    language: found.known ? null : (languageOf(reply.visible) ?? found.company?.language ?? null),
  };
}

/** Somebody of ours. */
export interface Colleague {
  id: string;
  name: string;
}

/** What a colleague passed on from outside, and who he is; null for anything else. */
async function passedOnBy(
  db: Database,
  mail: ParsedMail,
  from: string,
  own: readonly string[],
): Promise<{ mail: ForwardedMail; by: Colleague } | null> {
  const forwarded = await readForwarded(mail);
  if (forwarded === null || forwarded.from.address === from || own.includes(forwarded.from.address)) return null;
  const by = await db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('email', '=', from)
    .where('active', '=', true)
    .executeTakeFirst();
  return by === undefined ? null : { mail: forwarded, by };
}

type Token = { evidence: 'address-token' | 'signed-message-id' | 'body-marker'; caseNumber: number };

/** Every genuine token of ours that the mail carries; forged ones are none. */
function tokensOf(
  secret: string,
  mail: ParsedMail,
  recipients: readonly string[],
  references: readonly string[],
): Token[] {
  return [
    ...recipients.flatMap((address) => {
      const token = verifyReplyAddress(secret, address);
      return token === null ? [] : [{ evidence: 'address-token' as const, caseNumber: token.caseNumber }];
    }),
    ...references.flatMap((id) => {
      const token = verifyMessageId(secret, id);
      return token === null || token.caseNumber === 0
        ? []
        : [{ evidence: 'signed-message-id' as const, caseNumber: token.caseNumber }];
    }),
    ...verifyMarkers(secret, mail.html ?? mail.text).map(({ caseNumber }) => ({
      evidence: 'body-marker' as const,
      caseNumber,
    })),
  ];
}

function threadOf(
  mailbox: MailboxRecord | undefined,
  found: MailSurroundingsFound,
  tokens: readonly Token[],
  references: readonly string[],
  subjectNumbers: readonly number[],
): string | undefined {
  const here = mailbox?.id ?? '';
  const byNumber = (number: number) => found.by_numbers.find((hint) => hint.number === number);
  const candidate = (hint: CaseHint | undefined, rest: Omit<ThreadingCandidate, 'caseId'>): ThreadingCandidate[] =>
    hint === undefined ? [] : [{ ...rest, caseId: hint.id }];
  // what was split off went with its mails: an answer to one of them goes there, though it was sent from the old case
  const nearest = found.by_ids.toSorted((a, b) => references.indexOf(a.rfc ?? '') - references.indexOf(b.rfc ?? ''))[0];
  const split = nearest !== undefined && tokens.some((token) => token.caseNumber === nearest.split_from);
  const candidates: ThreadingCandidate[] = [
    ...candidate(split ? nearest : undefined, { evidence: 'address-token', mailboxId: here }),
    // a signature needs no mailbox: nobody but us can have written it
    ...tokens.flatMap((token) => candidate(byNumber(token.caseNumber), { evidence: token.evidence, mailboxId: here })),
    ...found.by_ids.flatMap((hint) =>
      candidate(hint, {
        evidence: 'known-message-id',
        mailboxId: hint.mailbox_id ?? here,
        distance: references.indexOf(hint.rfc ?? ''),
      }),
    ),
    ...subjectNumbers.flatMap((number) => {
      const hint = byNumber(number);
      return candidate(hint, {
        evidence: 'subject-number',
        mailboxId: hint?.mailbox_id ?? here,
        senderTakesPart: hint?.takes_part ?? false,
      });
    }),
  ];
  return decideThread(here, candidates).caseId ?? undefined;
}

/** The mailbox a mail came to: the first of its recipients that is ours (a +part does not count), else the default one. */
function mailboxFor(mailboxes: readonly MailboxRecord[], recipients: readonly string[]): MailboxRecord | undefined {
  for (const recipient of recipients) {
    const address = normaliseAddress(recipient);
    const bare = address.replace(/\+[^@]*(?=@)/, '');
    const mailbox = mailboxes.find((candidate) => candidate.address === address || candidate.address === bare);
    if (mailbox !== undefined) return mailbox;
  }
  return mailboxes.find((mailbox) => mailbox.is_default);
}

/** Who speaks: From, or Reply-To where a form of ours wrote in our own name. */
function senderOf(mail: ParsedMail, own: readonly string[]): { address: string; name: string } {
  const from = { address: normaliseAddress(mail.from?.address ?? ''), name: mail.from?.name ?? '' };
  if (!own.includes(from.address.replace(/\+[^@]*(?=@)/, ''))) return from;
  const other = mail.replyTo.find((entry) => !own.includes(normaliseAddress(entry.address)));
  return other === undefined ? from : { address: normaliseAddress(other.address), name: other.name };
}

/** Stores the files of a mail and makes its HTML harmless, its own pictures shown from the store. */
async function keepContent(ctx: Context, files: readonly MailAttachment[], visibleHtml: string | null) {
  const attachments: NewAttachment[] = [];
  for (const file of files) {
    const stored = await ctx.files.put(file.content);
    attachments.push({
      id: newId(),
      sha256: stored.sha256,
      name: fileName(withoutNul(file.filename) || 'attachment'),
      content_type: file.contentType.toLowerCase().slice(0, 100),
      size: stored.size,
      content_id: file.contentId === null ? null : withoutNul(file.contentId).replace(/^<|>$/g, ''),
      inline: false,
    });
  }
  if (visibleHtml === null) return { attachments, html: null, reduced: false };
  const clean = sanitiseHtml(withoutNul(visibleHtml), (contentId) => {
    const picture = attachments.find((file) => file.content_id === contentId && mayShow(file.content_type));
    if (picture === undefined) return null;
    picture.inline = true;
    return pictureAddress(picture.id);
  });
  return { attachments, html: clean.html.trim() === '' ? null : clean.html, reduced: clean.reduced };
}

const spoken: Record<string, string> = { eng: 'en', deu: 'de', fra: 'fr', spa: 'es', por: 'pt', ita: 'it', nld: 'nl' };

function languageOf(text: string): string | null {
  if (text.length < 60) return null;
  const [first, second] = francAll(text.slice(0, 300), { only: Object.keys(spoken) });
  // a narrow lead is a guess: the company's language serves better
  return first === undefined || first[1] - (second?.[1] ?? 0) < 0.05 ? null : (spoken[first[0]] ?? null);
}

/** PostgreSQL takes no NUL in text, and half a surrogate is no character. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
