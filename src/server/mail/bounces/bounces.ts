import type { Bounce, BounceHardness, BouncedRecipient } from '../../../domain/mail/bounce.ts';
import { failedAddresses, listedSections, withoutDots } from './bounce-addresses.ts';
import {
  BOUNCE_BODY,
  CHALLENGE_WORDS,
  DAEMON_NAME,
  DAEMON_SENDER,
  DELAY_WORDS,
  DOUBTFUL_SENDER,
  GREETING,
  RETURNED_MARKER,
  SUCCESS_WORDS,
  UNMISTAKABLE_OPENING,
} from './bounce-phrases.ts';
import { diagnosticIn, reasonStatus, statusIn, telling } from './bounce-status.ts';
import { BOUNCE_SUBJECT } from './bounce-subjects.ts';
import { readDeliveryStatus, type DeliveryStatus } from './delivery-status.ts';
import type { ParsedMail } from '../parsing/parsed-mail.ts';

/**
 * Reads a delivery failure or delay out of a mail: standard reports (RFC 3464) first, then the notices of servers that
 * follow no standard. Null for everything else, above all for people who forward or talk about a bounce.
 */
export function readBounce(mail: ParsedMail): Bounce | null {
  const standard = readStandardReport(mail);
  return standard === 'unreadable' ? readFreeForm(mail) : standard;
}

/** 'unreadable' when the mail is no standard report, null when it is one and reports no failure. */
function readStandardReport(mail: ParsedMail): Bounce | null | 'unreadable' {
  const report = mail.report;
  if (report === null || report.type === 'disposition-notification' || report.type === 'feedback-report')
    return 'unreadable';
  const statuses = readDeliveryStatus(report.status);
  if (!report.topLevel && !fromMachine(mail) && !(BOUNCE_SUBJECT.test(mail.subject) && mail.autoSubmitted !== null))
    return 'unreadable';
  if (statuses.recipients.length === 0)
    return report.topLevel && report.type === 'delivery-status' ? readNotice(mail, 'report') : 'unreadable';
  const failed = statuses.recipients.filter(
    (recipient) => !['delivered', 'relayed', 'expanded'].includes(recipient.action),
  );
  if (failed.length === 0) return null;
  const notice = noticeText(mail);
  // A report may name thousands of recipients; what the notice says is read once for all of them.
  let told: string | undefined;
  const fromNotice = (): string => (told ??= statusIn(notice) ?? reasonStatus(notice, 'permanent'));
  const recipients = failed.map((recipient) => judge(recipient, fromNotice));
  return summarise(recipients, statuses.originalMessageId ?? originalMessageId(mail), 'report');
}

function judge(recipient: DeliveryStatus, fromNotice: () => string): BouncedRecipient {
  const delayed = recipient.action === 'delayed';
  let status = recipient.status;
  // What the server wrote stands, unless it wrote "other or undefined" and named a telling code in its own words.
  if (status?.endsWith('.0.0')) status = telling(recipient.diagnostic) ?? status;
  status ??= statusIn(recipient.diagnostic);
  if (status === null && recipient.diagnostic !== '')
    status = reasonStatus(recipient.diagnostic, delayed ? 'temporary' : 'permanent');
  if (status === null || (recipient.status === null && status.endsWith('.0.0'))) {
    const told = fromNotice();
    if (status === null || told.slice(0, 1) === status.slice(0, 1))
      status = delayed && told.startsWith('5') && status === null ? `4${told.slice(1)}` : told;
  }
  const hardness: BounceHardness = delayed || status.startsWith('4') ? 'temporary' : 'permanent';
  return { address: recipient.address, status, hardness, diagnostic: recipient.diagnostic };
}

function readFreeForm(mail: ParsedMail): Bounce | null {
  if (mail.report !== null && mail.report.type !== 'delivery-status') return null;
  const notice = noticeText(mail);
  const failedHeader = mail.headers['x-failed-recipients'] !== undefined;
  const answer = /^(?:re|aw|fwd?|wg|tr|sv|vs|antw|rv|ynt|odp|回复|转发)\s*(?:\[\d+\])?\s*[:：]/i.test(mail.subject);
  const machine = fromMachine(mail);
  const opening = UNMISTAKABLE_OPENING.test(notice);
  const subject = BOUNCE_SUBJECT.test(mail.subject);
  const body = BOUNCE_BODY.test(withoutDots(notice));
  if (answer && mail.returnPath !== '' && !failedHeader) return null;
  // Shops and couriers write about failed deliveries too: whoever is no mail daemon by name must name the address that failed.
  const plain = mail.returnPath === '' && subject && BOUNCE_BODY.test(withoutDots(withoutSubject(mail, notice)));
  if (!isDaemon(mail) && !failedHeader && !opening && !plain && !namesForeignAddress(mail, notice)) return null;
  if (!failedHeader && !opening && isLetter(mail, notice)) return null;
  // A machine must say it failed; anybody else must say it the way only machines do, in subject and first line alike.
  const convincing =
    (failedHeader && (subject || body)) ||
    (machine && subject && (body || notice.trim() === '' || mail.returned !== null)) ||
    ((mail.returnPath ?? '') === '' && isDaemon(mail) && subject && failedAddresses(mail, notice).length > 0) ||
    (machine &&
      body &&
      (opening ||
        mail.returned !== null ||
        RETURNED_MARKER.test(mail.text.slice(0, 50_000).replace(/[ \t]{20,}/g, ' ')) ||
        // A log by mail quotes codes too, but a notice says what it is in its subject or comes from the null sender.
        (statusIn(notice) !== null && isDaemon(mail) && (subject || (mail.returnPath ?? '') === '')))) ||
    (opening && subject && !answer && mail.inReplyTo.length === 0) ||
    // Whatever the language: a daemon that takes no answer names somebody else's address and a reason.
    (mail.returnPath === '' &&
      isDaemon(mail) &&
      !answer &&
      (body || subject || isMailerDaemon(mail)) &&
      failedAddresses(mail, notice).length > 0);
  if (!convincing || isAbsence(mail) || isSuccess(mail, notice) || isChallenge(mail, notice)) return null;
  return readNotice(mail, 'notice');
}

/** What a notice says beside its own subject, which an answering machine quotes whatever it was. */
function withoutSubject(mail: ParsedMail, notice: string): string {
  const subject = mail.subject.replace(/^(?:\s*\[[^\]]*\])+/, '').trim();
  return subject === '' ? notice : notice.replaceAll(subject, '');
}

/** An address that failed, not the sender's own help address at the end of a shop's mail. */
function namesForeignAddress(mail: ParsedMail, notice: string): boolean {
  const own = (mail.from?.address ?? '').toLowerCase().split('@')[1] ?? '';
  return failedAddresses(mail, notice).some((address) => mail.returned !== null || address.split('@')[1] !== own);
}

/** Postmasters are people too: a greeting, an envelope sender that takes answers, and nothing sent back make a letter. */
function isLetter(mail: ParsedMail, notice: string): boolean {
  return (
    GREETING.test(notice) &&
    mail.returnPath !== '' &&
    mail.returned === null &&
    mail.autoSubmitted === null &&
    mail.report === null
  );
}

function isAbsence(mail: ParsedMail): boolean {
  return (
    /out of (?:the )?office|automatic reply|auto-?reply|abwesen|vacation|absence|réponse automatique/i.test(
      mail.subject,
    ) &&
    mail.headers['x-failed-recipients'] === undefined &&
    mail.returned === null
  );
}

/** A machine that holds mail back until somebody proves himself, or lists what it holds: nothing failed. */
function isChallenge(mail: ParsedMail, notice: string): boolean {
  return (
    mail.returned === null &&
    statusIn(notice) === null &&
    (mail.headers['x-delivery-agent']?.some((value) => /tmda/i.test(value)) === true ||
      CHALLENGE_WORDS.test(notice.slice(0, 3000)))
  );
}

function isSuccess(mail: ParsedMail, notice: string): boolean {
  return SUCCESS_WORDS.test(mail.subject) || (SUCCESS_WORDS.test(notice.slice(0, 600)) && statusIn(notice) === null);
}

function isDaemon(mail: ParsedMail): boolean {
  const local = (mail.from?.address ?? '').split('@')[0] ?? '';
  if (DAEMON_SENDER.test(local) || DAEMON_NAME.test(mail.from?.name ?? '')) return true;
  return (
    DOUBTFUL_SENDER.test(local) && (mail.returnPath === '' || mail.autoSubmitted !== null || mail.returned !== null)
  );
}

/** The name that no person and no firm goes by. */
function isMailerDaemon(mail: ParsedMail): boolean {
  return /^mail(?:er)?[-_.]?daemon@/i.test(mail.from?.address ?? '');
}

function fromMachine(mail: ParsedMail): boolean {
  if (mail.returnPath === '' || mail.headers['x-failed-recipients'] !== undefined) return true;
  if (mail.from === null) return true;
  if (isDaemon(mail)) return true;
  return (
    (mail.autoSubmitted !== null || mail.returned !== null) &&
    /^(?:no-?reply|do-?not-?reply|notification|mail-noreply)/i.test(mail.from.address)
  );
}

function readNotice(mail: ParsedMail, source: Bounce['source']): Bounce {
  const notice = noticeText(mail);
  const delayed =
    DELAY_WORDS.test(notice) || /delay|could not send message for past|verzöger|retard|задерж|遅延/i.test(mail.subject);
  const found = statusIn(notice);
  const status = found ?? reasonStatus(`${notice}\n${mail.subject}`, delayed ? 'temporary' : 'permanent');
  const hardness: BounceHardness = delayed || status.startsWith('4') ? 'temporary' : 'permanent';
  const diagnostic = diagnosticIn(notice);
  const addresses = failedAddresses(mail, notice);
  const sections = addresses.length > 1 ? listedSections(notice) : new Map<string, string>();
  const recipients = addresses.map((address): BouncedRecipient => {
    const own = sections.get(address) ?? '';
    const found = statusIn(own) ?? wordedReason(own, delayed) ?? status;
    return {
      address,
      status: found,
      hardness: delayed || found.startsWith('4') ? 'temporary' : 'permanent',
      diagnostic: diagnosticIn(own) || diagnostic,
    };
  });
  return summarise(
    recipients.length > 0 ? recipients : [{ address: '', status, hardness, diagnostic }],
    originalMessageId(mail),
    source,
  );
}

/** What the lines about one address of several say in words; null when they give no reason. */
function wordedReason(own: string, delayed: boolean): string | null {
  if (own === '') return null;
  const worded = reasonStatus(own, delayed ? 'temporary' : 'permanent');
  return worded.endsWith('.0.0') ? null : worded;
}

function summarise(recipients: BouncedRecipient[], originalId: string | null, source: Bounce['source']): Bounce {
  const worst = recipients.find((recipient) => recipient.hardness === 'permanent') ?? recipients[0];
  return {
    hardness: worst?.hardness ?? 'permanent',
    status: worst?.status ?? '5.0.0',
    diagnostic: worst?.diagnostic ?? '',
    recipients: recipients.filter((recipient) => recipient.address !== ''),
    originalMessageId: originalId,
    source,
  };
}

/** The notice without the mail it returns, short enough and without the endless blanks that would slow every pattern. */
function noticeText(mail: ParsedMail): string {
  const text = mail.text
    .slice(0, 50_000)
    .replace(/[ \t]{20,}/g, ' ')
    .replace(/\n{5,}/g, '\n\n');
  const at = text.slice(40).search(RETURNED_MARKER);
  return at >= 0 ? text.slice(0, at + 40) : text;
}

function originalMessageId(mail: ParsedMail): string | null {
  if (mail.returned?.messageId) return mail.returned.messageId;
  const written = /^[ \t>|]*(?:x-original-)?message-id:\s*(<[^<>\s]+>)/im.exec(mail.text)?.[1];
  return written ?? mail.inReplyTo[0] ?? mail.references.at(-1) ?? null;
}
