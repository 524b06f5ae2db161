import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { zipMembers } from './zip.ts';

/** How many times a file may be packed into another. */
const mostPacked = 3;

/** One file of a source, whatever it was packed in. */
export interface SourceFile {
  name: string;
  bytes: AsyncIterable<Buffer>;
}

/**
 * Opens a file as what it is by its first bytes: gzip is unpacked, a tar or zip gives its members one after the other,
 * anything else is itself. Nothing is held in memory but what is being read. Each file must be read before the next is asked for.
 */
export async function* openSource(name: string, bytes: AsyncIterable<Buffer>, packed = 0): AsyncGenerator<SourceFile> {
  const { head, all } = await peek(bytes, 512);
  if (head[0] === 0x1f && head[1] === 0x8b) {
    // a file can be made that holds itself, packed, for ever
    if (packed >= mostPacked) throw new Error(`${name} is packed again and again within itself; unpack it first.`);
    const unpacked = createGunzip();
    Readable.from(all)
      .on('error', (error) => unpacked.destroy(error))
      .pipe(unpacked);
    yield* openSource(name.replace(/\.t?gz$/i, ''), unpacked as AsyncIterable<Buffer>, packed + 1);
    return;
  }
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04) {
    for await (const member of zipMembers(all)) {
      if (member.name === '[Content_Types].xml')
        throw new Error(`${name} is a file of an office program; save what it holds as CSV.`);
      if (!/(^|\/)(\.[^/]|__MACOSX\/)/.test(member.name)) yield member;
    }
    return;
  }
  if (head.length >= 262 && head.toString('latin1', 257, 262) === 'ustar') {
    const members = extract();
    Readable.from(all)
      .on('error', (error) => members.destroy(error))
      .pipe(members);
    for await (const member of members) {
      if (member.header.type !== 'file' || /(^|\/)\.[^/]/.test(member.header.name)) member.resume();
      else yield { name: member.header.name, bytes: member as unknown as AsyncIterable<Buffer> };
    }
    return;
  }
  yield { name, bytes: all };
}

/** The first bytes, and the whole again from its beginning. */
async function peek(bytes: AsyncIterable<Buffer>, length: number) {
  const iterator = bytes[Symbol.asyncIterator]();
  const taken: Buffer[] = [];
  let size = 0;
  while (size < length) {
    const { value, done } = await iterator.next();
    if (done === true) break;
    taken.push(value);
    size += value.length;
  }
  async function* again(): AsyncGenerator<Buffer> {
    yield* taken;
    for (;;) {
      const { value, done } = await iterator.next();
      if (done === true) return;
      yield value;
    }
  }
  return { head: Buffer.concat(taken), all: again() };
}

/** How much of a file decides about its encoding. */
const looked = 1_048_576;

/**
 * Bytes as text: by their mark (UTF-8, UTF-16), else UTF-8 if the first megabyte is, else Windows-1252 as spreadsheets
 * write it. A mark is taken away; what is no character becomes the replacement sign and stops nothing.
 */
export async function* decode(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const { head, all } = await peek(bytes, looked);
  const decoder = new TextDecoder(encodingOf(head));
  for await (const chunk of all) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** Bytes as a character each (ISO 8859-1), without a mark; UTF-16, as some consoles write a dump, becomes UTF-8 first. */
export async function* octets(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const { head, all } = await peek(bytes, 3);
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (wide) {
    for await (const chunk of decode(all)) yield Buffer.from(chunk, 'utf8').toString('latin1');
    return;
  }
  let mark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  for await (const chunk of all) {
    yield chunk.toString('latin1', Math.min(mark, chunk.length));
    mark -= Math.min(mark, chunk.length);
  }
}

function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  try {
    // a character may be cut at the end of what was looked at
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
