/**
 * The little of the tar format (POSIX.1-1988 "ustar") that a backup needs: plain files with short names. Any `tar` opens
 * what is written here; what is read back is only what was written here.
 */
const block = 512;

/** A file inside an archive. Its body must be read to the end before the next entry is asked for. */
export interface TarEntry {
  name: string;
  /** in bytes */
  size: number;
  body: AsyncGenerator<Buffer>;
}

/** The header of an entry: at most 100 bytes of name, at most 8 GB of content. `at` in seconds since 1970. */
export function tarHeader(name: string, size: number, at: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`The name ${name} is too long for an archive.`);
  const header = Buffer.alloc(block);
  const octal = (value: number, length: number) => value.toString(8).padStart(length - 1, '0');
  header.write(name, 0);
  header.write(octal(0o600, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(size, 12), 124);
  header.write(octal(Math.floor(at), 12), 136);
  header.write(' '.repeat(8), 148);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  header.write(`${octal(checksum(header), 7)}\0 `, 148);
  return header;
}

/** The zeros that fill an entry's last block. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block);
}

/** Two empty blocks: the end of an archive. */
export const tarEnd = Buffer.alloc(2 * block);

/** Reads an archive entry by entry. Throws when it is cut off or when a header is damaged. */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const bytes = byteReader(source);
  for (;;) {
    const header = await bytes.exactly(block);
    if (header.every((byte) => byte === 0)) return;
    const text = (from: number, length: number) =>
      header
        .subarray(from, from + length)
        .toString('utf8')
        .replace(/\0.*$/s, '')
        .trim();
    const blanked = Buffer.from(header).fill(' ', 148, 156);
    if (parseInt(text(148, 8), 8) !== checksum(blanked)) throw new Error('a header inside the file is damaged');
    const size = parseInt(text(124, 12), 8);
    if (!Number.isSafeInteger(size)) throw new Error('a header inside the file is damaged');
    yield { name: text(0, 100), size, body: bytes.next(size) };
    await bytes.exactly(tarPadding(size).length);
  }
}

function checksum(header: Buffer): number {
  return header.reduce((sum, byte) => sum + byte, 0);
}

function byteReader(source: AsyncIterable<Buffer>) {
  const from = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const some = async (most: number): Promise<Buffer> => {
    while (held.length === 0) {
      const got = await from.next();
      if (got.done === true) throw new Error('the file ends in the middle');
      held = got.value;
    }
    const piece = held.subarray(0, most);
    held = held.subarray(piece.length);
    return piece;
  };
  return {
    async exactly(count: number): Promise<Buffer> {
      const pieces: Buffer[] = [];
      for (let left = count; left > 0; left -= pieces.at(-1)!.length) pieces.push(await some(left));
      return Buffer.concat(pieces);
    },
    async *next(count: number): AsyncGenerator<Buffer> {
      for (let left = count; left > 0;) {
        const piece = await some(left);
        left -= piece.length;
        yield piece;
      }
    },
  };
}
