import { decodeHeaderText } from './header-values.ts';
import { firstHeader, partBytes, readHeaders, type MimePart } from './mime-tree.ts';
import type { MailAttachment } from './parsed-mail.ts';

const EXTENSIONS: Record<string, string> = {
  'text/plain': 'txt',
  'text/html': 'html',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'message/rfc822': 'eml',
  'message/delivery-status': 'txt',
  'text/rfc822-headers': 'txt',
  'application/pgp-signature': 'asc',
  'application/pgp-encrypted': 'asc',
  'application/pkcs7-signature': 'p7s',
  'application/x-pkcs7-signature': 'p7s',
  'application/pkcs7-mime': 'p7m',
  'application/x-pkcs7-mime': 'p7m',
  'application/ms-tnef': 'dat',
};

/** A leaf of the MIME tree as a file; `number` names it when the mail gives no name. */
export function readAttachment(part: MimePart, number: number, defects: Set<string>): MailAttachment {
  const content = partBytes(part, defects);
  const contentId = firstHeader(part, 'content-id');
  const given =
    part.disposition?.parameters['filename'] ?? part.type.parameters['name'] ?? part.type.parameters['filename'] ?? '';
  return {
    filename: cleanFilename(given) || inventFilename(part, content, number),
    contentType: part.type.value,
    contentId: contentId ? decodeHeaderText(contentId).replace(/^[<\s]+|[>\s]+$/g, '') || null : null,
    disposition: 'attachment',
    size: content.length,
    content,
  };
}

/** A name without folders, control characters or direction marks (which disguise endings), at most 200 characters. */
function cleanFilename(name: string): string {
  const last = name.split(/[\\/]/).pop() ?? '';
  const clean = last
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .trim();
  if (/^\.+$/.test(clean)) return '';
  if (clean.length <= 200) return clean;
  const ending = /\.[^.]{1,10}$/.exec(clean)?.[0] ?? '';
  return clean.slice(0, 200 - ending.length).toWellFormed() + ending;
}

function inventFilename(part: MimePart, content: Buffer, number: number): string {
  const type = part.type.value;
  if (type === 'message/rfc822' || type === 'message/global') {
    const subject = readHeaders(content, true, new Set()).headers.find((header) => header.name === 'subject')?.value;
    const name = cleanFilename(decodeHeaderText(subject ?? '').replace(/[\\/]/g, '-'))
      .slice(0, 80)
      .trim();
    return `${name || `mail-${number}`}.eml`;
  }
  const ending = EXTENSIONS[type] ?? (/^(?:image|audio|video)\/([a-z0-9]+)$/.exec(type)?.[1] || 'bin');
  return `attachment-${number}.${ending}`;
}

/** LESSONS of the peers: an image is inline only when the HTML really shows it; everything else is listed as a file. */
export function placeInlineImages(attachments: MailAttachment[], html: string | null): void {
  if (html === null) return;
  const shown = new Set([...html.matchAll(/cid:([^"'\s)>]+)/gi)].map((match) => decodeCid(match[1] ?? '')));
  for (const attachment of attachments) {
    const image = attachment.contentType.startsWith('image/') && attachment.contentType !== 'image/svg+xml';
    if (image && attachment.contentId !== null && shown.has(attachment.contentId.toLowerCase()))
      attachment.disposition = 'inline';
  }
}

function decodeCid(cid: string): string {
  try {
    return decodeURIComponent(cid).toLowerCase();
  } catch {
    return cid.toLowerCase();
  }
}

/** An attachment that was packed inside another part; `number` names it when it has no name. */
export function packedAttachment(
  filename: string,
  contentType: string | null,
  contentId: string | null,
  content: Buffer,
  number: number,
): MailAttachment {
  const name = cleanFilename(filename) || `attachment-${number}.bin`;
  const ending = /\.([^.]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const known = Object.entries(EXTENSIONS).find(([, extension]) => extension === ending)?.[0];
  return {
    filename: name,
    contentType: contentType ?? known ?? 'application/octet-stream',
    contentId,
    disposition: 'attachment',
    size: content.length,
    content,
  };
}
