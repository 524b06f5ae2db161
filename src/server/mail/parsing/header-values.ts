import addressparser from 'nodemailer/lib/addressparser';
import { decodeBytes } from './charsets.ts';
import { decodeBase64, decodeQuotedPrintable } from './transfer-encodings.ts';

/** One mailbox of an address header; `name` is empty when the header gave none. */
export type MailAddress = { name: string; address: string };

/** A structured header value such as Content-Type: its lower-case main value and its decoded parameters. */
export type ParameterisedValue = { value: string; parameters: Record<string, string> };

const ENCODED_WORD = /=\?([^?\s*=]+)(?:\*[^?\s]*)?\?([bqBQ])\?([^?\r\n]*(?:\?(?!=)[^?\r\n]*)*)\?=/g;
const WORD_RUN = new RegExp(`${ENCODED_WORD.source}(?:[ \\t\\r\\n]*${ENCODED_WORD.source})*`, 'g');

/**
 * Readable text of an unstructured header (RFC 2047, plus what senders really do: 8-bit bytes, words split inside a
 * character, spaces inside words). `raw` holds one byte per character (latin1).
 */
export function decodeHeaderText(raw: string): string {
  const unfolded = raw
    .replace(/\r?\n[ \t]*/g, ' ')
    .replace(/\r/g, ' ')
    .trim();
  const text = decodeEightBit(unfolded);
  return text.replace(WORD_RUN, decodeWordRun).replaceAll('\0', '');
}

/** True when the header carries raw bytes above 127, which RFC 5322 forbids without RFC 6532. */
export function hasEightBitBytes(raw: string): boolean {
  return /[\x80-\xff]/.test(raw);
}

function decodeEightBit(raw: string): string {
  // oxlint-disable-next-line no-control-regex -- ISO-2022-JP written without encoding announces itself by ESC
  return /[\x80-\xff]|\x1b[$(]/.test(raw) ? decodeBytes(Buffer.from(raw, 'latin1'), null).text : raw;
}

/** Neighbouring words of one charset are joined as bytes first, because senders cut characters in two. */
function decodeWordRun(run: string): string {
  let text = '';
  let pending: { charset: string; bytes: Buffer[] } | null = null;
  const flush = (): void => {
    if (pending) text += decodeBytes(Buffer.concat(pending.bytes), pending.charset).text;
    pending = null;
  };
  for (const match of run.matchAll(ENCODED_WORD)) {
    const charset = (match[1] ?? '').toLowerCase();
    const payload = match[3] ?? '';
    const bytes = match[2]?.toLowerCase() === 'b' ? decodeBase64(payload) : decodeQ(payload);
    const current = pending as { charset: string; bytes: Buffer[] } | null;
    if (current && current.charset === charset) current.bytes.push(bytes);
    else {
      flush();
      pending = { charset, bytes: [bytes] };
    }
  }
  flush();
  return text.replace(/[\r\n]+/g, ' ');
}

function decodeQ(payload: string): Buffer {
  return decodeQuotedPrintable(Buffer.from(payload.replaceAll('_', ' '), 'utf8'));
}

/**
 * The mailboxes of an address header, groups flattened. Encoded words are turned into quoted strings first, so that a
 * comma or an angle bracket inside a decoded name can never become a second address.
 */
export function decodeAddresses(raw: string): MailAddress[] {
  const unfolded = decodeEightBit(raw.replace(/\r?\n[ \t]*/g, ' '));
  const quoted = quoteEncodedWords(unfolded);
  const found: MailAddress[] = [];
  for (const entry of addressparser(quoted, { flatten: true })) {
    const address = cleanAddress(entry.address ?? '');
    const name = (entry.name ?? '').replace(WORD_RUN, decodeWordRun).replaceAll('\0', '').replace(/\s+/g, ' ').trim();
    if (address) found.push({ name: name === address ? '' : name, address });
    else if (name) found.push({ name, address: '' });
  }
  return found;
}

function quoteEncodedWords(value: string): string {
  // Segments inside double quotes are decoded in place, the rest becomes a quoted string of its own.
  return value
    .split(/("(?:\\.|[^"\\])*")/)
    .map((segment, index) =>
      segment.replace(WORD_RUN, (run) => {
        const text = decodeWordRun(run)
          .replace(/\s+/g, ' ')
          .replace(/(["\\])/g, '\\$1');
        return index % 2 === 1 ? text : ` "${text}" `;
      }),
    )
    .join('');
}

function cleanAddress(address: string): string {
  return address
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^[<'"]+|[>'"]+$/g, '')
    .replace(/\s+/g, '')
    .replaceAll('\0', '');
}

/** Main value and parameters of Content-Type or Content-Disposition, with RFC 2231 continuations and charsets decoded. */
export function decodeParameters(raw: string): ParameterisedValue {
  const unfolded = raw.replace(/\r?\n[ \t]*/g, ' ').replaceAll('\0', '');
  const pieces = splitOutsideQuotes(unfolded);
  const value = (pieces.shift() ?? '')
    .replace(/\([^)]*\)/g, '')
    .replace(/["']/g, '')
    .trim()
    .toLowerCase();
  const plain: Record<string, string> = {};
  const continued = new Map<string, Continuation[]>();
  for (const piece of pieces) {
    const match = /^\s*([^\s=]+)\s*=\s*([\s\S]*)$/.exec(piece);
    if (!match) continue;
    const key = (match[1] ?? '').toLowerCase();
    const content = unquote((match[2] ?? '').trim());
    const extended = /^([^*]+)\*(?:(\d+)(\*)?)?$/.exec(key);
    if (!extended) plain[key] ??= content;
    else {
      const name = extended[1] ?? '';
      const index = extended[2] === undefined ? 0 : Number(extended[2]);
      const encoded = extended[2] === undefined || extended[3] === '*';
      continued.set(name, [...(continued.get(name) ?? []), { index, encoded, content }]);
    }
  }
  const parameters: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [key, content] of Object.entries(plain)) parameters[key] = decodeHeaderText(content);
  for (const [key, sections] of continued) parameters[key] = joinContinuations(sections);
  return { value, parameters };
}

type Continuation = { index: number; encoded: boolean; content: string };

/** RFC 2231: sections in order; the first encoded one names the charset as charset'language'. */
function joinContinuations(sections: Continuation[]): string {
  const ordered = sections.toSorted((a, b) => a.index - b.index);
  let charset: string | null = null;
  const bytes: Buffer[] = [];
  for (const section of ordered) {
    let content = section.content;
    if (section.encoded && charset === null) {
      const head = /^([^']*)'[^']*'/.exec(content);
      charset = head ? (head[1] ?? '') : '';
      if (head) content = content.slice(head[0].length);
    }
    bytes.push(section.encoded ? percentBytes(content) : Buffer.from(content, 'latin1'));
  }
  const joined = Buffer.concat(bytes);
  const text = decodeBytes(joined, charset).text;
  return ENCODED_WORD.test(text) ? decodeHeaderText(joined.toString('latin1')) : text;
}

function percentBytes(text: string): Buffer {
  const restored = text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(restored, 'latin1');
}

function splitOutsideQuotes(value: string): string[] {
  const pieces: string[] = [];
  let current = '';
  let quoted = false;
  for (let i = 0; i < value.length; i += 1) {
    const character = value[i] ?? '';
    if (quoted && character === '\\') {
      current += character + (value[i + 1] ?? '');
      i += 1;
    } else if (character === '"') {
      quoted = !quoted;
      current += character;
    } else if (character === ';' && !quoted) {
      pieces.push(current);
      current = '';
    } else current += character;
  }
  pieces.push(current);
  return pieces;
}

function unquote(content: string): string {
  const quoted = /^"((?:\\.|[^"\\])*)"?/.exec(content);
  if (quoted) return (quoted[1] ?? '').replace(/\\(["\\])/g, '$1');
  return content.replace(/\s*\([^)]*\)\s*$/, '').trim();
}

/** Message identifiers with their angle brackets, in order, without repeats; tolerates values written without brackets. */
export function decodeMessageIds(raw: string): string[] {
  const text = decodeHeaderText(raw);
  const bracketed = text.match(/<[^<>\s]+(?:\s[^<>@]*@[^<>\s]+)?>/g)?.map((id) => id.replace(/\s+/g, '')) ?? [];
  const ids =
    bracketed.length > 0
      ? bracketed
      : (text.match(/(?<![^\s<>,;"()])[^\s<>,;"()@]+@[^\s<>,;"()]+/g) ?? []).map((id) => `<${id}>`);
  return [...new Set(ids)];
}

/** The moment a Date header names (RFC 5322 3.3, obsolete zones and usual mistakes included), or null. */
export function decodeDate(raw: string): Date | null {
  const text = raw
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[A-Za-zÀ-ÿ]+\.?,\s*/, '')
    .replace(/(\d)\.(\d\d)\.(\d\d)(?=\s)/, '$1:$2:$3')
    .replace(/\bUT\b/, 'GMT')
    .replace(/([+-]\d{2}):(\d{2})$/, '$1$2')
    .replace(/([+-]\d{4}) .*$/, '$1')
    .trim();
  const milliseconds = [text, text.replace(/ [A-Z]{2,5}$/, ' GMT'), text.replace(/ [^ ]+$/, '')]
    .map((attempt) => Date.parse(attempt))
    .find((value) => Number.isFinite(value));
  if (milliseconds === undefined) return null;
  const year = new Date(milliseconds).getUTCFullYear();
  return year >= 1970 && year <= 2200 ? new Date(milliseconds) : null;
}
