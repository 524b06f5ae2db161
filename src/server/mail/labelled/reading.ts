import { readFileSync } from 'node:fs';
import type { BounceHardness } from '../../../domain/mail/bounce.ts';
import type { MailClass } from '../../../domain/mail/mail-classes.ts';

/** What a recipient of a bounce should come out as; `*` in the status stands for any figure. */
export type ExpectedRecipient = { hardness: BounceHardness; status: string; address: string };
export type LabelledMail = {
  name: string;
  raw: Buffer;
  class: MailClass;
  /** Of a bounce: everybody it names. Empty for any other mail. */
  recipients: ExpectedRecipient[];
};
export type LabelledAnswer = { name: string; subject: string; text: string; html: string | null; visible: string };

const ORIGINAL_HEADERS =
  'Received: from desk.kept.example by relay.example.org; Tue, 5 Mar 2024 10:00:00 +0100\nMessage-ID: <case-7@kept.example>\nFrom: Desk <desk@kept.example>\nTo: Lena <lena@shop.example.net>\nDate: Tue, 5 Mar 2024 10:00:00 +0100\nSubject: Your invoice\n';

/** Mails with their class, as README.md beside this file describes the format. */
export function readLabelledMails(file: string): LabelledMail[] {
  return entries(file).map(({ head, body }) => {
    const [name = '', label = ''] = head.split(' => ');
    const recipients = label.includes('@')
      ? label.split('; ').map((part) => {
          const [hardness = '', status = '', address = ''] = part.split(' ');
          return { hardness: hardness as BounceHardness, status, address };
        })
      : [];
    const permanent = recipients.some((recipient) => recipient.hardness === 'permanent');
    return {
      name,
      raw: writeMail(body),
      class:
        recipients.length === 0 ? (label.trim() as MailClass) : permanent ? 'permanent-bounce' : 'temporary-bounce',
      recipients,
    };
  });
}

/** Answers of mail programs: a line that starts with | is no part of what the person wrote. */
export function readLabelledAnswers(file: string): LabelledAnswer[] {
  return entries(file).map(({ head, body }) => {
    const [name = '', subject = 'Re: Fault'] = head.split(' @');
    const lines = body.split('\n');
    return {
      name,
      subject,
      text: lines.map((line) => line.replace(/^\|/, '')).join('\n'),
      html: null,
      visible: lines
        .filter((line) => !line.startsWith('|'))
        .join('\n')
        .trim(),
    };
  });
}

/** Answers that are HTML: what should be seen, a line of =, the HTML. */
export function readLabelledHtml(file: string): (LabelledAnswer & { html: string })[] {
  return entries(file).map(({ head, body }) => {
    const [visible = '', html = ''] = body.split('\n=====\n');
    return { name: head, subject: 'Re: Fault', text: '', html, visible: visible.trim() };
  });
}

/** White space at the ends of lines and rows of empty lines are nobody's words. */
export function sameWords(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

const bare = (text: string): string =>
  text
    .replaceAll(' ', ' ')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n')
    .trim();

function entries(file: string): { head: string; body: string }[] {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((entry) => {
      const end = entry.indexOf('\n');
      return { head: entry.slice(0, end), body: entry.slice(end + 1) };
    });
}

/** The bytes of a mail: short forms written out, parts joined, non-ASCII headers encoded (RFC 2047). */
function writeMail(body: string): Buffer {
  const [head = '', ...parts] = body.split(/^~~ /m);
  const cut = parts.length > 0 ? head.length : head.indexOf('\n\n');
  const given = head.slice(0, cut).trimEnd().split('\n');
  const headers = given.map((line) => (line === '<>' ? 'Return-Path: <>' : encodeHeader(line)));
  const has = (name: string): boolean => headers.some((line) => line.toLowerCase().startsWith(`${name}:`));
  if (!has('to')) headers.push('To: desk@kept.example');
  if (!has('date')) headers.push('Date: Tue, 5 Mar 2024 11:00:00 +0100');
  if (!has('mime-version')) headers.push('MIME-Version: 1.0');
  if (parts.length === 0) {
    if (!has('content-type')) headers.push('Content-Type: text/plain; charset=utf-8');
    const written = encodeBody(head.slice(cut + 2), headers.join('\n'));
    return Buffer.from(`${headers.join('\n')}\n\n${written}`.replaceAll('\n', '\r\n'));
  }
  const written = parts.map((part) => `--=_cut\n${writePart(part)}\n`).join('');
  const lines = headers.map((line) => (/^content-type:/i.test(line) ? `${line}; boundary="=_cut"` : line));
  return Buffer.from(`${lines.join('\n')}\n\n${written}--=_cut--\n`.replaceAll('\n', '\r\n'));
}

/** The body as the header fields announce it; 8bit unless they say otherwise. */
function encodeBody(body: string, headers: string): string {
  const charset = /charset=iso-8859-1/i.test(headers) ? 'latin1' : 'utf8';
  const bytes = Buffer.from(body, charset);
  if (/transfer-encoding: base64/i.test(headers)) return bytes.toString('base64').replace(/.{76}/g, '$&\n');
  if (!/transfer-encoding: quoted-printable/i.test(headers)) return body;
  return bytes
    .toString('latin1')
    .replace(/[=\u0080-\u00ff]/g, (byte) => `=${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

function writePart(part: string): string {
  if (part.startsWith('original-headers')) return `Content-Type: text/rfc822-headers\n\n${ORIGINAL_HEADERS}`;
  if (part.startsWith('original'))
    return `Content-Type: message/rfc822\n\n${ORIGINAL_HEADERS}\nPlease find the invoice attached.\n`;
  const end = part.indexOf('\n');
  const type = part.slice(0, end);
  const text = /^text\/(plain|html)$/.test(type) ? `${type}; charset=utf-8` : type;
  return `Content-Type: ${text}\nContent-Transfer-Encoding: 8bit\n\n${part.slice(end + 1)}`;
}

function encodeHeader(line: string): string {
  if (!/[^\u0020-\u007e\t]/.test(line) || /^From: \S+@[^\s<]+$/.test(line)) return line;
  const [, name = '', value = '', address = ''] = /^([\w-]+): (.*?)( <[^<>]*>)?$/.exec(line) ?? [];
  const words: string[] = [];
  for (let at = 0; at < value.length; at += 14)
    words.push(`=?UTF-8?B?${Buffer.from(value.slice(at, at + 14)).toString('base64')}?=`);
  return `${name}: ${words.join('\n ')}${address}`;
}
