import { decodeBytes } from './charsets.ts';
import { packedAttachment, placeInlineImages, readAttachment } from './mail-files.ts';
import { firstHeader, partBytes, type MimePart } from './mime-tree.ts';
import type { MailAttachment, MailCalendar, MailReport } from './parsed-mail.ts';
import { htmlToPlainText, textToHtml } from '../plain-text.ts';
import { richTextToPlainText } from './rich-text.ts';
import { readTnef } from './tnef.ts';
import { takeUuencoded } from './uuencoded.ts';

/** What the MIME tree says, put in order: one text, one HTML, and files. `returned` is the source of a mail sent back. */
export type MailContent = {
  text: string;
  html: string | null;
  attachments: MailAttachment[];
  calendar: MailCalendar | null;
  report: MailReport | null;
  returned: Buffer | null;
  security: 'signed' | 'encrypted' | null;
};

type Block = { text: string | null; html: string | null };
type Gathering = Omit<MailContent, 'text' | 'html'> & { blocks: Block[]; packed: Block[]; defects: Set<string> };

const REPORT_PARTS = new Set([
  'message/delivery-status',
  'message/global-delivery-status',
  'message/disposition-notification',
  'message/feedback-report',
]);
const MAIL_PARTS = new Set([
  'message/rfc822',
  'message/global',
  'message/rfc822-headers',
  'text/rfc822-headers',
  'message/global-headers',
  'text/rfc822',
]);

/** Puts the parts of a mail in order. Every leaf ends up in the text, in the HTML or among the attachments. */
export function collectContent(tree: MimePart, defects: Set<string>): MailContent {
  const gathering: Gathering = {
    blocks: [],
    packed: [],
    attachments: [],
    calendar: null,
    report: null,
    returned: null,
    security: null,
    defects,
  };
  if (tree.type.value === 'multipart/report') {
    gathering.report = { type: (tree.type.parameters['report-type'] ?? '').toLowerCase(), status: '', topLevel: true };
  }
  walk(tree, gathering, true);
  if (gathering.report?.topLevel === true && gathering.report.status === '')
    gathering.report.status = mislabelledStatus(gathering);
  // What Outlook packed is the letter only when nothing else is; otherwise it repeats what stands outside.
  const written = gathering.blocks.some((block) => (block.text ?? block.html ?? '').trim() !== '');
  if (!written) gathering.blocks.push(...gathering.packed);
  const html = joinHtml(gathering.blocks);
  placeInlineImages(gathering.attachments, html);
  const { attachments, calendar, report, returned, security } = gathering;
  return { text: joinText(gathering.blocks), html, attachments, calendar, report, returned, security };
}

function walk(part: MimePart, into: Gathering, root: boolean): void {
  const type = part.type.value;
  if (part.children.length > 0) {
    if (type === 'multipart/signed') into.security ??= 'signed';
    if (type === 'multipart/encrypted') into.security = 'encrypted';
    if (type === 'multipart/alternative') walkAlternatives(part, into);
    else for (const child of part.children) walk(child, into, false);
    return;
  }
  if (type.startsWith('multipart/')) return;
  if (REPORT_PARTS.has(type)) readReport(part, into);
  if (MAIL_PARTS.has(type) || isMistypedMail(part)) into.returned ??= partBytes(part, into.defects);
  if (/^application\/(x-)?pkcs7-mime$/.test(type))
    into.security ??= part.type.parameters['smime-type'] === 'signed-data' ? 'signed' : 'encrypted';
  if (type === 'text/calendar') into.calendar ??= readCalendar(part, into.defects);
  if (isBodyText(part, into, root)) {
    into.blocks.push(readBlock(part, into));
    return;
  }
  const attachment = readAttachment(part, into.attachments.length + 1, into.defects);
  into.attachments.push(attachment);
  if (/^application\/(?:vnd\.)?ms-tnef$/.test(type) || /^winmail.{0,8}\.dat$/i.test(attachment.filename))
    unpack(attachment.content, into);
}

/** Of several versions of one thing the plain and the HTML one are kept together as one block; other forms stay files. */
function walkAlternatives(part: MimePart, into: Gathering): void {
  const inner: Gathering = { ...into, blocks: [] };
  const before = part.children.filter(
    (child) => child.children.length > 0 || !/^text\/(enriched|richtext|x-amp-html|watch-html)$/.test(child.type.value),
  );
  for (const child of before.length > 0 ? before : part.children) walk(child, inner, false);
  into.calendar = inner.calendar;
  into.report = inner.report;
  into.returned = inner.returned;
  into.security = inner.security;
  const texts = inner.blocks.filter((block) => block.text !== null).map((block) => block.text ?? '');
  const htmls = inner.blocks.filter((block) => block.html !== null).map((block) => block.html ?? '');
  if (texts.length + htmls.length === 0) return;
  into.blocks.push({
    text: texts.length > 0 ? texts.join('\n') : null,
    html: htmls.length > 0 ? htmls.join('\n') : null,
  });
}

function isBodyText(part: MimePart, into: Gathering, root: boolean): boolean {
  const type = part.type.value;
  if (
    type !== 'text/plain' &&
    type !== 'text/html' &&
    !(root && type.startsWith('text/') && type !== 'text/calendar' && !MAIL_PARTS.has(type))
  )
    return false;
  const disposition = part.disposition?.value ?? '';
  if (disposition === 'attachment') return false;
  const named = (part.disposition?.parameters['filename'] ?? part.type.parameters['name'] ?? '') !== '';
  return !named || (disposition !== 'inline' && into.blocks.length === 0) || root;
}

/** The files inside Outlook's winmail.dat beside it, and its letter for mail that has no other. */
function unpack(container: Buffer, into: Gathering): void {
  const packed = readTnef(container);
  if (packed === null) return;
  for (const file of packed.files)
    into.attachments.push(
      packedAttachment(file.filename, file.contentType, file.contentId, file.content, into.attachments.length + 1),
    );
  const rich = packed.rtf === null ? '' : richTextToPlainText(packed.rtf);
  if (packed.rtf !== null && packed.html === null && packed.text === null)
    into.attachments.push(
      packedAttachment('message.rtf', 'application/rtf', null, packed.rtf, into.attachments.length + 1),
    );
  const text = packed.text ?? (packed.html === null && rich !== '' ? rich : null);
  if (text !== null || packed.html !== null) into.packed.push({ text, html: packed.html });
}

function readBlock(part: MimePart, into: Gathering): Block {
  const defects = into.defects;
  const text = decodeText(part, defects);
  if (part.type.value === 'text/html') return { text: null, html: text };
  if (
    part.type.value === 'text/plain' &&
    /^\s*(<!doctype html|<html[\s>])/i.test(text) &&
    /<\/(html|body)>\s*$/i.test(text)
  ) {
    defects.add('html-labelled-as-text');
    return { text: null, html: text };
  }
  const uuencoded = takeUuencoded(text);
  for (const file of uuencoded.files)
    into.attachments.push(packedAttachment(file.filename, null, null, file.content, into.attachments.length + 1));
  const flowed = (part.type.parameters['format'] ?? '').toLowerCase() === 'flowed';
  return {
    text: flowed
      ? unflow(uuencoded.text, (part.type.parameters['delsp'] ?? '').toLowerCase() === 'yes')
      : uuencoded.text,
    html: null,
  };
}

function decodeText(part: MimePart, defects: Set<string>): string {
  const bytes = partBytes(part, defects);
  let label = part.type.parameters['charset'] ?? null;
  if (label === null && part.type.value === 'text/html')
    label = /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(bytes.subarray(0, 4096).toString('latin1'))?.[1] ?? null;
  const decoded = decodeBytes(bytes, label);
  if (decoded.mislabelled) defects.add('mislabelled-charset');
  if (decoded.text.includes('\uFFFD')) defects.add('undecodable-characters');
  return decoded.text.replace(/\r\n?/g, '\n');
}

/** Joins the soft-broken lines of format=flowed (RFC 3676); quote depth is kept, a signature line is never joined. */
function unflow(text: string, deleteSpace: boolean): string {
  const lines: string[] = [];
  let open: { depth: number; content: string } | null = null;
  const close = (): void => {
    if (open) lines.push(`${'>'.repeat(open.depth)}${open.depth > 0 && open.content !== '' ? ' ' : ''}${open.content}`);
    open = null;
  };
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0;
    const content = line.slice(depth).replace(/^ /, '');
    const current = open as { depth: number; content: string } | null;
    const soft = content.endsWith(' ') && content !== '-- ';
    if (current && current.depth === depth && content !== '-- ') {
      current.content = (deleteSpace ? current.content.slice(0, -1) : current.content) + content;
    } else {
      close();
      open = { depth, content };
    }
    if (!soft) close();
  }
  close();
  return lines.join('\n');
}

function readReport(part: MimePart, into: Gathering): void {
  const bytes = partBytes(part, into.defects);
  const text = decodeBytes(bytes, part.type.parameters['charset'] ?? null).text.replace(/\r\n?/g, '\n');
  const type = part.type.value.replace(/^message\/(global-)?/, '');
  if (into.report === null) into.report = { type, status: text, topLevel: false };
  else if (into.report.status === '') into.report.status = text;
}

/** Some gateways call the status part of a report plain text: the first text that has its fields stands in for it. */
function mislabelledStatus(gathering: Gathering): string {
  const texts = [
    ...gathering.attachments
      .filter((file) => file.contentType === 'text/plain')
      .map((file) => decodeBytes(file.content.subarray(0, 200_000), null).text.replace(/\r\n?/g, '\n')),
    ...gathering.blocks.map((block) => block.text ?? ''),
  ];
  return texts.find((text) => /^final-recipient\s*:/im.test(text) && /^(?:status|action)\s*:/im.test(text)) ?? '';
}

/** Returned headers that came as plain text, as some servers send them. */
function isMistypedMail(part: MimePart): boolean {
  const description = firstHeader(part, 'content-description') ?? '';
  return /undelivered message|returned (message|content)|message headers/i.test(description);
}

function readCalendar(part: MimePart, defects: Set<string>): MailCalendar {
  const content = decodeText(part, defects);
  const method = part.type.parameters['method'] ?? /^METHOD:\s*([A-Za-z]+)/m.exec(content)?.[1] ?? '';
  return { method: method.toUpperCase(), content };
}

function joinText(blocks: readonly Block[]): string {
  return blocks
    .map((block) => block.text ?? htmlToPlainText(block.html ?? ''))
    .map((text) => text.replace(/^\n+/, '').trimEnd())
    .filter((text) => text !== '')
    .join('\n\n');
}

function joinHtml(blocks: readonly Block[]): string | null {
  if (blocks.every((block) => block.html === null)) return null;
  return blocks
    .map((block) => block.html ?? (block.text?.trim() ? textToHtml(block.text) : ''))
    .filter((html) => html.trim() !== '')
    .join('\n');
}
