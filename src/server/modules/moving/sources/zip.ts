import { once } from 'node:events';
import { createInflateRaw } from 'node:zlib';

const localHeader = 0x04034b50;
const descriptor = 0x08074b50;
const inPieces = 16 * 1024;

/** The bytes of a stream in order, of which any may be given back. */
interface Reader {
  /** At least `length` bytes, or all there are; they stay. */
  look(length: number): Promise<Buffer>;
  skip(length: number): void;
  /** The bytes at hand, at most `most` of them; empty at the end. */
  some(most: number): Promise<Buffer>;
}

function readerOf(bytes: AsyncIterable<Buffer>): Reader {
  const iterator = bytes[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  const look = async (length: number) => {
    while (held.length < length) {
      const { value, done } = await iterator.next();
      if (done === true) break;
      held = Buffer.concat([held, value as Buffer]);
    }
    return held;
  };
  const skip = (length: number) => void (held = held.subarray(length));
  return { look, skip, some: async (most) => (await look(1)).subarray(0, most) };
}

/**
 * The files in a zip (APPNOTE 6.3), read from its beginning without holding it: stored or deflated, over 4 GB, with
 * their sizes behind them. What a member is not read of is passed over. Throws on passwords and on other packings.
 */
export async function* zipMembers(
  bytes: AsyncIterable<Buffer>,
): AsyncGenerator<{ name: string; bytes: AsyncIterable<Buffer> }> {
  const reader = readerOf(bytes);
  for (;;) {
    const head = await reader.look(30);
    if (head.length < 30 || head.readUInt32LE(0) !== localHeader) return;
    const flags = head.readUInt16LE(6);
    const method = head.readUInt16LE(8);
    const [nameLength, extraLength] = [head.readUInt16LE(26), head.readUInt16LE(28)];
    const whole = await reader.look(30 + nameLength + extraLength);
    const name = whole.toString('utf8', 30, 30 + nameLength);
    const extra = whole.subarray(30 + nameLength, 30 + nameLength + extraLength);
    const size = sizeOf(whole.readUInt32LE(18), extra);
    const sizesBehind = (flags & 8) !== 0;
    reader.skip(30 + nameLength + extraLength);
    if ((flags & 1) !== 0) throw new Error('The zip is protected by a password; unpack it first.');
    if (method !== 8 && (method !== 0 || sizesBehind))
      throw new Error('The zip is packed in a way that is not read here; pack it as .tar.gz, or as zip anew.');
    const member = method === 0 ? stored(reader, size) : inflated(reader);
    if (!name.endsWith('/')) yield { name, bytes: { [Symbol.asyncIterator]: () => ({ next: () => member.next() }) } };
    for await (const _ of member);
    if (sizesBehind) await passDescriptor(reader);
  }
}

function sizeOf(short: number, extra: Buffer): number {
  if (short !== 0xffffffff) return short;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === 1 && at + 20 <= extra.length) return Number(extra.readBigUInt64LE(at + 12));
  return short;
}

async function* stored(reader: Reader, size: number): AsyncGenerator<Buffer> {
  for (let left = size; left > 0;) {
    const piece = await reader.some(left);
    if (piece.length === 0) throw cutOff();
    reader.skip(piece.length);
    left -= piece.length;
    yield piece;
  }
}

/** What is deflated ends by itself; what the inflater did not take belongs to what follows. */
async function* inflated(reader: Reader): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw();
  let out: Buffer[] = [];
  inflate.on('data', (piece: Buffer) => out.push(piece));
  const finished = new Promise<void>((done) => inflate.once('end', done));
  const broken = once(inflate, 'error').then(([error]) => error as Error);
  try {
    for (;;) {
      const piece = await reader.some(inPieces);
      if (piece.length === 0) throw cutOff();
      const before = inflate.bytesWritten;
      const error = await Promise.race([broken, new Promise<void>((done) => inflate.write(piece, () => done()))]);
      if (error !== undefined) throw new Error(`The zip is damaged: ${error.message}.`);
      const taken = inflate.bytesWritten - before;
      reader.skip(taken);
      const ended = taken < piece.length;
      // what was inflated last may still be on its way
      if (ended) await finished;
      const ready = out;
      out = [];
      yield* ready;
      if (ended) return;
    }
  } finally {
    inflate.destroy();
  }
}

/** A checksum and two sizes, with or without their sign, of four bytes or eight: whatever a header follows upon. */
async function passDescriptor(reader: Reader): Promise<void> {
  const ahead = await reader.look(28);
  const signed = ahead.length >= 4 && ahead.readUInt32LE(0) === descriptor;
  const lengths = signed ? [16, 24] : [12, 20];
  reader.skip(lengths.find((length) => ahead.toString('latin1', length, length + 2) === 'PK') ?? lengths[0]!);
}

function cutOff(): Error {
  return new Error('The zip ends in the middle; it was not uploaded or written to its end.');
}
