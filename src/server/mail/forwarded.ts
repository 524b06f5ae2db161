import { normaliseAddress } from '../../domain/customers/addresses.ts';
import type { MailAttachment, ParsedMail } from './parsing/parsed-mail.ts';
import { parseMail } from './parsing/parsing.ts';

/** A mail that somebody passed on: who wrote it first, what he wrote, and what was said on top. */
export interface ForwardedMail {
  from: { address: string; name: string };
  subject: string;
  text: string;
  /** Known only when the whole mail was attached. */
  html: string | null;
  messageId: string | null;
  /** What was inside the attached mail. */
  attachments: MailAttachment[];
  comment: string;
}

/** Subjects of passed-on mail, in the languages of the usual mail programs. */
const prefix = /^\s*(?:fwd?|wg|tr|rv|enc|i|doorst|vs|vb|pd|re-?env|weitergeleitet)\s*:\s*/i;

/** Lines that mail programs put above what they pass on. */
const marker =
  /^[>\s]*(?:[-_=*\s]{2,}\s*)?(?:begin forwarded message|forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)|weitergeleitete (?:nachricht|e-?mail)|message (?:transféré|transmis)|début du message (?:transféré|réexpédié)|mensaje reenviado|inicio del mensaje reenviado|mensagem (?:encaminhada|reencaminhada)|início da mensagem (?:encaminhada|reencaminhada)|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|begin doorgestuurd bericht|vidarebefordrat meddelande|videresendt (?:melding|besked)|przekazana wiadomość|wiadomość przekazana dalej)\s*:?\s*(?:[-_=*]{2,})?\s*$/i;

/** The line that separates an Outlook mail from what it answers or passes on; only a subject tells which. */
const outlookMarker =
  /^[>\s]*-{2,}\s*(?:original message|ursprüngliche nachricht|urspr\. nachricht|message d['’]origine|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht)\s*-{2,}\s*$/i;

const fromLine = /^[>*\s]*(?:from|von|de|da|van|från|fra|od)\s*:\*?\s*(.+)$/i;
const headerLine = /^[>*\s]*[\p{L}][\p{L}\s.-]{0,24}\s?:\*?\s/u;
const subjectLine =
  /^[>*\s]*(?:subject|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|temat)\s*:\*?\s*(.+)$/i;

/**
 * What was passed on with a mail: attached as a whole (message/rfc822), or quoted below a line that says so. Null when the mail passes
 * nothing on, or when nobody can tell from whom. An answer that quotes is none.
 */
export async function readForwarded(mail: ParsedMail): Promise<ForwardedMail | null> {
  const subject = mail.subject.replace(prefix, '');
  const saysSo = prefix.test(mail.subject);
  const attached = mail.attachments.filter((file) => file.contentType.toLowerCase() === 'message/rfc822');
  if (attached.length === 1 && attached[0] !== undefined && mail.inReplyTo.length === 0) {
    const inner = await parseMail(attached[0].content);
    const address = normaliseAddress(inner.from?.address ?? '');
    if (address.includes('@'))
      return {
        from: { address, name: inner.from?.name ?? '' },
        subject: inner.subject || subject,
        text: inner.text,
        html: inner.html,
        messageId: inner.messageId,
        attachments: inner.attachments,
        comment: mail.text.trim(),
      };
  }
  return readQuoted(mail.text, subject, saysSo);
}

function readQuoted(text: string, subject: string, saysSo: boolean): ForwardedMail | null {
  const lines = text.split('\n');
  const marked = lines.findIndex((one) => marker.test(one) || (saysSo && outlookMarker.test(one)));
  const first =
    marked >= 0
      ? lines.findIndex((one, at) => at > marked && at <= marked + 6 && fromLine.test(one))
      : saysSo
        ? lines.findIndex((one, at) => fromLine.test(one) && addressIn(one) !== null && startsHeader(lines, at))
        : -1;
  if (first < 0) return null;
  const from = personIn(fromLine.exec(lines[first]!)?.[1] ?? '', lines[first + 1] ?? '');
  if (from === null) return null;
  let at = first;
  let told = subject;
  while (at < lines.length && at < first + 15 && lines[at]!.replace(/^[>\s]+/, '') !== '') {
    told = subjectLine.exec(lines[at]!)?.[1]?.replace(/\*/g, '').trim() || told;
    at++;
  }
  const quoted = lines.slice(at);
  const all = quoted.filter((one) => one.trim() !== '');
  const body =
    all.length > 0 && all.every((one) => one.startsWith('>')) ? quoted.map((one) => one.replace(/^> ?/, '')) : quoted;
  const comment = lines
    .slice(0, marked >= 0 ? marked : first)
    .join('\n')
    .trim();
  return { from, subject: told, text: body.join('\n').trim(), html: null, messageId: null, attachments: [], comment };
}

/** A From line alone may be part of a sentence; with two more header lines below it is a header. */
function startsHeader(lines: readonly string[], at: number): boolean {
  return lines.slice(at + 1, at + 6).filter((one) => headerLine.test(one)).length >= 2;
}

const addressPattern = /[^\s<>()[\]":;,*]+@[^\s<>()[\]":;,*]+\.[^\s<>()[\]":;,*]+/;

function addressIn(line: string): string | null {
  return addressPattern.exec(line.replaceAll('mailto:', ''))?.[0] ?? null;
}

function personIn(line: string, next: string): { address: string; name: string } | null {
  // a long name pushes the address into the next line
  const whole = addressIn(line) === null && /^\s*[<[]/.test(next) ? `${line} ${next}` : line;
  const address = addressIn(whole);
  if (address === null) return null;
  const before = whole.split(/[<[(]/)[0] ?? '';
  const name = before.includes('@') ? '' : before.replace(/["*]/g, '').trim();
  return { address: normaliseAddress(address.replace(/^mailto:/i, '')), name };
}
