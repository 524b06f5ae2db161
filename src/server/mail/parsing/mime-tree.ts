import { decodeParameters, type ParameterisedValue } from './header-values.ts';
import { decodeTransfer } from './transfer-encodings.ts';

/** One header field as it stood in the mail; `value` holds one byte per character (latin1) and may be folded. */
export type RawHeader = { name: string; value: string };

/** One node of the MIME tree. `body` is still transfer-encoded; multiparts have children instead of a meaning of their own. */
export type MimePart = {
  headers: RawHeader[];
  type: ParameterisedValue;
  disposition: ParameterisedValue | null;
  body: Buffer;
  children: MimePart[];
};

const MAX_DEPTH = 40;
const MAX_PARTS = 2000;
const MAX_HEADER_BYTES = 1024 * 1024;

/**
 * Splits a mail into its MIME tree (RFC 2046) without ever failing. What is broken is recorded in `defects` and read as
 * generously as possible: missing end boundaries, bare line feeds, headers without an empty line after them, boundaries
 * that are not announced. The libraries were measured first: they decode text with the charset the sender claims and
 * hide the parts of delivery reports, so the tree is our own and they serve as the comparison in the tests.
 */
export function readMimeTree(raw: Buffer, defects: Set<string>): MimePart {
  return readPart(raw, 'text/plain', 0, { defects, parts: 0 });
}

/** The bytes of a leaf with its Content-Transfer-Encoding undone. */
export function partBytes(part: MimePart, defects: Set<string>): Buffer {
  const decoded = decodeTransfer(part.body, firstHeader(part, 'content-transfer-encoding') ?? '');
  if (decoded.defect) defects.add(decoded.defect);
  return decoded.bytes;
}

/** The first raw value of a header of this part, or null. */
export function firstHeader(part: MimePart, name: string): string | null {
  return part.headers.find((header) => header.name === name)?.value ?? null;
}

type Reading = { defects: Set<string>; parts: number };

function readPart(bytes: Buffer, defaultType: string, depth: number, reading: Reading): MimePart {
  reading.parts += 1;
  const { headers, bodyStart } = readHeaders(bytes, depth === 0, reading.defects);
  const find = (name: string): string | undefined => headers.find((header) => header.name === name)?.value;
  const contentType = find('content-type');
  const type = decodeParameters(contentType?.trim() ? contentType : defaultType);
  if (!/^[^/\s]+\/[^/\s]+$/.test(type.value)) {
    if (contentType?.trim()) reading.defects.add('bad-content-type');
    type.value =
      type.value === 'text' || type.value === ''
        ? 'text/plain'
        : type.value === 'html'
          ? 'text/html'
          : 'application/octet-stream';
  }
  const dispositionValue = find('content-disposition');
  const part: MimePart = {
    headers,
    type,
    disposition: dispositionValue ? decodeParameters(dispositionValue) : null,
    body: bytes.subarray(bodyStart),
    children: [],
  };
  if (type.value.startsWith('multipart/')) readChildren(part, depth, reading);
  return part;
}

function readChildren(part: MimePart, depth: number, reading: Reading): void {
  if (depth >= MAX_DEPTH || reading.parts >= MAX_PARTS) {
    reading.defects.add('too-many-parts');
    part.type.value = 'application/octet-stream';
    return;
  }
  // Some senders transfer-encode a whole multipart although RFC 2045 forbids it.
  const encoding = firstHeader(part, 'content-transfer-encoding')?.trim().toLowerCase() ?? '';
  let body = part.body;
  if (encoding === 'base64' && !body.includes('--')) body = decodeTransfer(body, encoding).bytes;
  let boundary = part.type.parameters['boundary']?.trim() ?? '';
  if (boundary === '' || !body.includes(`--${boundary}`)) {
    reading.defects.add(boundary === '' ? 'missing-boundary' : 'boundary-not-found');
    boundary = guessBoundary(body) ?? '';
  }
  if (boundary === '') {
    part.type.value = 'text/plain';
    return;
  }
  const { sections, closed, preamble } = splitAtBoundary(body, boundary);
  if (!closed) reading.defects.add('missing-boundary-end');
  const childType = part.type.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  for (const section of sections) part.children.push(readPart(section, childType, depth + 1, reading));
  if (part.children.length === 0) {
    reading.defects.add('empty-multipart');
    if (preamble.toString('latin1').trim() !== '')
      part.children.push(readPart(Buffer.concat([Buffer.from('\n'), preamble]), 'text/plain', depth + 1, reading));
  }
}

/** A boundary nobody announced: a line starting with two dashes, followed by a Content- header. */
function guessBoundary(body: Buffer): string | null {
  const head = body.subarray(0, 64 * 1024).toString('latin1');
  return /(?:^|\n)--([^\s][^\r\n]{0,200}?)[ \t]*\r?\n(?:[A-Za-z-]+:[^\n]*\n)*?content-/i.exec(head)?.[1] ?? null;
}

function splitAtBoundary(body: Buffer, boundary: string): { sections: Buffer[]; closed: boolean; preamble: Buffer } {
  const needle = Buffer.from(`--${boundary}`, 'latin1');
  const sections: Buffer[] = [];
  let start = -1;
  let preambleEnd = body.length;
  let position = 0;
  for (;;) {
    const at = body.indexOf(needle, position);
    if (at < 0) break;
    position = at + needle.length;
    const before = at === 0 ? 0x0a : body[at - 1];
    if (before !== 0x0a && before !== 0x0d) continue;
    const closing = body[position] === 0x2d && body[position + 1] === 0x2d;
    const lineEnd = endOfLine(body, position);
    const rest = body.subarray(position + (closing ? 2 : 0), lineEnd.text).toString('latin1');
    if (rest.trim() !== '') continue;
    if (start >= 0) sections.push(body.subarray(start, withoutLineBreak(body, start, at)));
    else preambleEnd = at;
    if (closing) return { sections, closed: true, preamble: body.subarray(0, preambleEnd) };
    start = lineEnd.next;
    position = Math.max(position, start - 1);
  }
  if (start >= 0 && start <= body.length) sections.push(body.subarray(start));
  return { sections, closed: false, preamble: body.subarray(0, preambleEnd) };
}

function withoutLineBreak(body: Buffer, start: number, end: number): number {
  if (end > start && body[end - 1] === 0x0a) return end - 1 > start && body[end - 2] === 0x0d ? end - 2 : end - 1;
  return end > start && body[end - 1] === 0x0d ? end - 1 : end;
}

function endOfLine(bytes: Buffer, from: number): { text: number; next: number } {
  for (let i = from; i < bytes.length; i += 1) {
    if (bytes[i] === 0x0a) return { text: i, next: i + 1 };
    if (bytes[i] === 0x0d) return { text: i, next: bytes[i + 1] === 0x0a ? i + 2 : i + 1 };
  }
  return { text: bytes.length, next: bytes.length };
}

const FIELD = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:(.*)$/s;

/** Reads the header block; `bodyStart` is where the body begins. */
export function readHeaders(
  bytes: Buffer,
  top: boolean,
  defects: Set<string>,
): { headers: RawHeader[]; bodyStart: number } {
  const headers: RawHeader[] = [];
  let position = 0;
  if (top && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) position = 3;
  if (top) {
    const first = position;
    while (bytes[position] === 0x0a || bytes[position] === 0x0d) position += 1;
    if (position > first) {
      // Blank lines before the headers are a transport's mistake, unless no header follows at all.
      const line = bytes.subarray(position, endOfLine(bytes, position).text).toString('latin1');
      if (FIELD.test(line)) defects.add('blank-lines-before-headers');
      else position = first;
    }
  }
  while (position < bytes.length) {
    const end = endOfLine(bytes, position);
    const line = bytes.subarray(position, end.text).toString('latin1');
    if (line === '') return { headers, bodyStart: end.next };
    if (position > MAX_HEADER_BYTES) {
      defects.add('huge-headers');
      return { headers, bodyStart: skipHeaders(bytes, position) };
    }
    const field = FIELD.exec(line);
    if (/^[ \t]/.test(line) && headers.length > 0) {
      if (line.trim() === '' && looksLikeBody(bytes, end.next)) {
        defects.add('blank-header-line');
        return { headers, bodyStart: end.next };
      }
      const last = headers[headers.length - 1];
      if (last) last.value += `\n${line}`;
    } else if (field) headers.push({ name: (field[1] ?? '').toLowerCase(), value: (field[2] ?? '').trim() });
    else if (top && headers.length === 0 && /^>?From /.test(line)) {
      // The separator line of an mbox file.
    } else {
      defects.add(headers.length === 0 ? 'no-headers' : 'missing-header-end');
      return { headers, bodyStart: position };
    }
    position = end.next;
  }
  if (top && headers.length > 0) defects.add('no-body');
  return { headers, bodyStart: bytes.length };
}

function looksLikeBody(bytes: Buffer, from: number): boolean {
  const line = bytes.subarray(from, endOfLine(bytes, from).text).toString('latin1');
  return line !== '' && !/^[ \t]/.test(line) && !FIELD.test(line);
}

function skipHeaders(bytes: Buffer, from: number): number {
  const crlf = bytes.indexOf('\r\n\r\n', from);
  const lf = bytes.indexOf('\n\n', from);
  if (crlf < 0 && lf < 0) return bytes.length;
  return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf + 2;
}
