import { readAuthenticationResults } from '../authentication-results.ts';
import { collectContent, type MailContent } from './mail-content.ts';
import {
  decodeAddresses,
  decodeDate,
  decodeHeaderText,
  decodeMessageIds,
  hasEightBitBytes,
  type MailAddress,
} from './header-values.ts';
import { readHeaders, readMimeTree, type MimePart, type RawHeader } from './mime-tree.ts';
import type { ParsedMail, ReturnedMail } from './parsed-mail.ts';

const RECIPIENT_HEADERS = [
  'delivered-to',
  'x-original-to',
  'x-delivered-to',
  'envelope-to',
  'x-envelope-to',
  'x-rcpt-to',
  'x-forwarded-to',
  'x-real-to',
  'resent-to',
  'apparently-to',
];

/**
 * Reads a raw mail (RFC 5322, MIME). Never throws: whatever is broken is imported as far as it can be read and named in
 * `defects`; if reading itself fails, the whole source becomes the text, so that nothing is ever lost.
 */
export async function parseMail(raw: Buffer): Promise<ParsedMail> {
  const defects = new Set<string>();
  try {
    return readMail(raw, defects);
  } catch {
    defects.add('unreadable');
    const bare = readMail(Buffer.alloc(0), new Set());
    return { ...bare, text: raw.toString('utf8').replaceAll('\0', '').toWellFormed(), defects: [...defects] };
  }
}

function readMail(raw: Buffer, defects: Set<string>): ParsedMail {
  if (raw.length === 0) defects.add('empty');
  if (raw.includes(0)) defects.add('nul-bytes');
  const tree = readMimeTree(raw, defects);
  if (tree.headers.some((header) => hasEightBitBytes(header.value))) defects.add('eight-bit-header');
  const headers = decodeHeaders(tree.headers);
  const content = collectContent(tree, defects);
  const addresses = (name: string): MailAddress[] =>
    rawValues(tree.headers, name).flatMap((value) => decodeAddresses(value));
  const ids = (name: string): string[] => [
    ...new Set(rawValues(tree.headers, name).flatMap((value) => decodeMessageIds(value))),
  ];
  const dateValue = rawValues(tree.headers, 'date')[0];
  const date = dateValue === undefined ? null : decodeDate(decodeHeaderText(dateValue));
  if (dateValue !== undefined && date === null) defects.add('bad-date');
  const from = addresses('from').find((entry) => entry.address !== '') ?? addresses('from')[0] ?? null;
  if (raw.length > 0 && !defects.has('no-headers') && from === null) defects.add('no-sender');
  return {
    messageId: ids('message-id')[0] ?? null,
    inReplyTo: ids('in-reply-to'),
    references: ids('references'),
    from,
    sender: addresses('sender')[0] ?? null,
    replyTo: addresses('reply-to'),
    to: addresses('to'),
    cc: addresses('cc'),
    bcc: addresses('bcc'),
    deliveredTo: readDeliveredTo(tree, addresses),
    returnPath: readReturnPath(headers['return-path']?.[0]),
    subject: (headers['subject']?.[0] ?? '').replace(/\s+/g, ' ').trim(),
    date,
    headers,
    contentType: tree.type.value,
    text: content.text,
    html: content.html,
    attachments: content.attachments,
    calendar: content.calendar,
    report: content.report,
    returned: readReturned(content),
    autoSubmitted: readAutoSubmitted(headers['auto-submitted']),
    security: content.security,
    authentication: readAuthenticationResults(headers),
    defects: [...defects].toSorted(),
  };
}

function rawValues(headers: readonly RawHeader[], name: string): string[] {
  return headers.filter((header) => header.name === name).map((header) => header.value);
}

/** Lower-case header names to their decoded values. */
function decodeHeaders(headers: readonly RawHeader[]): Record<string, string[]> {
  const decoded: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const header of headers) (decoded[header.name] ??= []).push(decodeHeaderText(header.value));
  return { ...decoded };
}

function readDeliveredTo(tree: MimePart, addresses: (name: string) => MailAddress[]): string[] {
  const noted = RECIPIENT_HEADERS.flatMap((name) => addresses(name).map((entry) => entry.address));
  const received = rawValues(tree.headers, 'received').flatMap(
    (value) => /\bfor\s+<([^<>\s]+@[^<>\s]+)>/i.exec(value)?.[1] ?? [],
  );
  return [
    ...new Set(
      [...noted, ...received].map((address) => address.toLowerCase()).filter((address) => address.includes('@')),
    ),
  ];
}

function readReturnPath(value: string | undefined): string | null {
  if (value === undefined) return null;
  return /<([^<>]*)>/.exec(value)?.[1]?.trim() ?? (value.includes('@') ? value.trim() : '');
}

function readAutoSubmitted(values: readonly string[] | undefined): string | null {
  const value =
    (values?.[0] ?? '')
      .replace(/\([^)]*\)/g, '')
      .split(';')[0]
      ?.trim()
      .toLowerCase() ?? '';
  return value === '' || value === 'no' ? null : value;
}

function readReturned(content: MailContent): ReturnedMail | null {
  if (content.returned === null) return null;
  const headers = readHeaders(content.returned, true, new Set()).headers;
  const ids = rawValues(headers, 'message-id').flatMap((value) => decodeMessageIds(value));
  const decoded = decodeHeaders(headers);
  return {
    messageId: ids[0] ?? null,
    to: rawValues(headers, 'to').flatMap((value) => decodeAddresses(value)),
    subject: decoded['subject']?.[0] ?? '',
    headers: decoded,
  };
}
