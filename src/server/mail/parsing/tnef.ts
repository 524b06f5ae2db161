import { decodeBytes } from './charsets.ts';
import { decompressRtf } from './compressed-rtf.ts';
import { decodeHeaderText } from './header-values.ts';

/** A file inside a TNEF container. `contentType` is null when the container names none. */
export type TnefFile = { filename: string; contentType: string | null; contentId: string | null; content: Buffer };

/** What Outlook packs into winmail.dat: the letter in up to three forms and its files. */
export type TnefContent = { text: string | null; html: string | null; rtf: Buffer | null; files: TnefFile[] };

const SIGNATURE = 0x22_3e_9f_78;
const ATTACHMENT_LEVEL = 2;
/** Attribute numbers of [MS-OXTNEF] 2.1.3.2 that carry something people wrote. */
const BODY = 0x00_02_80_0c;
const MESSAGE_PROPERTIES = 0x00_06_90_03;
const CODE_PAGE = 0x00_06_90_07;
const ATTACHMENT_START = 0x00_06_90_02;
const ATTACHMENT_TITLE = 0x00_01_80_10;
const ATTACHMENT_DATA = 0x00_06_80_0f;
const ATTACHMENT_PROPERTIES = 0x00_06_90_05;

const MAX_DEPTH = 5;
const MAX_PROPERTIES = 5000;

/**
 * Takes a TNEF container apart ([MS-OXTNEF]). Null when the bytes are none; a container cut short gives what stands before
 * the cut. Messages attached inside give their own files.
 */
export function readTnef(bytes: Buffer, depth = 0): TnefContent | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE || depth > MAX_DEPTH) return null;
  const content: TnefContent = { text: null, html: null, rtf: null, files: [] };
  let charset = 'windows-1252';
  let file: TnefFile | null = null;
  for (let at = 6; at + 9 <= bytes.length;) {
    const level = bytes[at] ?? 0;
    const id = bytes.readUInt32LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const data = bytes.subarray(at + 9, at + 9 + length);
    at += 9 + length + 2;
    if (id === CODE_PAGE && data.length >= 4) charset = codePage(data.readUInt32LE(0));
    else if (id === BODY) content.text = stringOf(data, charset);
    else if (id === MESSAGE_PROPERTIES) takeBody(readProperties(data), charset, content);
    else if (level === ATTACHMENT_LEVEL && id === ATTACHMENT_START) {
      file = { filename: '', contentType: null, contentId: null, content: Buffer.alloc(0) };
      content.files.push(file);
    } else if (file && id === ATTACHMENT_TITLE) file.filename ||= stringOf(data, charset);
    else if (file && id === ATTACHMENT_DATA) file.content = data;
    else if (file && id === ATTACHMENT_PROPERTIES) takeFile(readProperties(data), charset, file, content, depth);
  }
  content.files = content.files.filter((entry) => entry.content.length > 0 || entry.filename !== '');
  return content;
}

function codePage(number: number): string {
  return number === 65_001 ? 'utf-8' : number === 932 ? 'shift_jis' : number === 936 ? 'gb18030' : `windows-${number}`;
}

type Property = { id: number; type: number; values: Buffer[] };

const FIXED: Record<number, number> = { 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 };
const VARIABLE = new Set([0x0d, 0x1e, 0x1f, 0x102]);

/** The list of MAPI properties in an attribute; ends at the first thing it cannot read. */
function readProperties(data: Buffer): Property[] {
  const found: Property[] = [];
  if (data.length < 4) return found;
  const count = Math.min(data.readUInt32LE(0), MAX_PROPERTIES);
  let at = 4;
  const room = (size: number): boolean => size >= 0 && at + size <= data.length;
  for (let index = 0; index < count && room(4); index += 1) {
    const type = data.readUInt16LE(at);
    const id = data.readUInt16LE(at + 2);
    at += 4;
    if (id >= 0x80_00) {
      if (!room(20)) return found;
      const named = data.readUInt32LE(at + 16) === 1;
      at += 20;
      if (!room(4)) return found;
      at += named ? 4 + padded(data.readUInt32LE(at)) : 4;
    }
    const base = type & 0x0f_ff;
    const many = (type & 0x10_00) !== 0;
    const variable = VARIABLE.has(base);
    let values = 1;
    if (variable || many) {
      if (!room(4)) return found;
      values = data.readUInt32LE(at);
      at += 4;
    }
    const property: Property = { id, type: base, values: [] };
    for (let value = 0; value < values; value += 1) {
      let size = FIXED[base] ?? -1;
      if (variable) {
        if (!room(4)) return found;
        size = data.readUInt32LE(at);
        at += 4;
      }
      if (size < 0 || !room(size)) return found;
      property.values.push(data.subarray(at, at + size));
      at += variable ? padded(size) : size;
    }
    found.push(property);
  }
  return found;
}

function padded(length: number): number {
  return (length + 3) & ~3;
}

function stringOf(data: Buffer, charset: string): string {
  return decodeBytes(data, charset).text.replace(/\0+$/, '').trim();
}

function textOf(property: Property | undefined, charset: string): string | null {
  const value = property?.values[0];
  if (!property || !value) return null;
  const text =
    property.type === 0x1f ? value.toString('utf16le').replaceAll('\0', '').toWellFormed() : stringOf(value, charset);
  return text.trim() === '' ? null : text.trim();
}

function takeBody(properties: readonly Property[], charset: string, content: TnefContent): void {
  const find = (id: number): Property | undefined => properties.find((property) => property.id === id);
  content.text = textOf(find(0x10_00), charset) ?? content.text;
  content.html = textOf(find(0x10_13), 'utf-8') ?? content.html;
  const compressed = find(0x10_09)?.values[0];
  if (compressed) content.rtf = decompressRtf(compressed) ?? content.rtf;
}

function takeFile(
  properties: readonly Property[],
  charset: string,
  file: TnefFile,
  content: TnefContent,
  depth: number,
): void {
  const find = (id: number): Property | undefined => properties.find((property) => property.id === id);
  file.filename =
    textOf(find(0x37_07), charset) ?? textOf(find(0x37_04), charset) ?? textOf(find(0x30_01), charset) ?? file.filename;
  const type = textOf(find(0x37_0e), charset)?.toLowerCase() ?? null;
  file.contentType = type !== null && /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : null;
  file.contentId = decodeHeaderText(textOf(find(0x37_12), charset) ?? '').replace(/^[<\s]+|[>\s]+$/g, '') || null;
  const data = find(0x37_01);
  const value = data?.values[0];
  if (!data || !value || file.content.length > 0) return;
  // An object stands behind the identifier of its interface; an attached message is a container of its own.
  file.content = data.type === 0x0d ? value.subarray(16) : value;
  const inner = readTnef(file.content, depth + 1);
  if (inner) {
    content.files.push(...inner.files);
    if (inner.text !== null && file.filename === '') file.filename = 'message.txt';
    if (inner.text !== null) file.content = Buffer.from(inner.text, 'utf8');
  }
}
