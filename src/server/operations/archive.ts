import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { readTar, tarEnd, tarHeader, tarPadding } from './tar.ts';

/** The last entry of an archive: a line for each other one, in the format of `sha256sum`. */
const sumsName = 'SHA256SUMS';

/** The file is not what a backup wrote: cut off, altered, or something else. */
class DamagedArchive extends Error {
  override readonly name = 'DamagedArchive';
}

/** A backup being written. */
export interface ArchiveWriter {
  add(name: string, content: Buffer): Promise<void>;
  /** Writes the sums, flushes to disk and gives the file its name. */
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

/**
 * Writes a tar, compressed when the name ends in `gz`. Until it is whole it has `.partial` behind its name; only its
 * owner may read it. Throws when the file is already there.
 */
export async function writeArchive(file: string, at: Date): Promise<ArchiveWriter> {
  if (existsSync(file)) throw new Error(`${file} is already there. Choose another name; nothing was overwritten.`);
  const partial = `${file}.partial`;
  const handle = await open(partial, 'w', 0o600);
  const disk = handle.createWriteStream({ flush: true });
  const target: Writable = /gz$/i.test(file) ? createGzip({ level: 6 }) : disk;
  if (target !== disk) (target as ReturnType<typeof createGzip>).pipe(disk);
  const done = finished(disk);
  // looked at when the archive ends; until then a full disk must not count as unhandled
  done.catch(() => target.destroy());
  const sums: string[] = [];
  const write = async (piece: Buffer) => {
    if (piece.length > 0 && !target.write(piece)) await Promise.race([once(target, 'drain'), done]);
  };
  const add = async (name: string, content: Buffer) => {
    await write(tarHeader(name, content.length, at.getTime() / 1000));
    await write(content);
    await write(tarPadding(content.length));
  };
  return {
    async add(name, content) {
      sums.push(`${createHash('sha256').update(content).digest('hex')}  ${name}\n`);
      await add(name, content);
    },
    async finish() {
      await add(sumsName, Buffer.from(sums.join('')));
      target.end(tarEnd);
      await done;
      await rename(partial, file);
      const folder = await open(dirname(file), 'r');
      await folder.sync().finally(() => folder.close());
    },
    async abandon() {
      target.destroy();
      disk.destroy();
      await done.catch(() => undefined);
      await rm(partial, { force: true });
    },
  };
}

/** A file inside a backup; `body` throws at its end when it is not what was checked before. */
export interface ArchiveEntry {
  name: string;
  size: number;
  body: AsyncGenerator<Buffer>;
}

/**
 * Reads the whole archive once and proves it: every entry is there, once, and has the sum it had when it was written.
 * Writes nothing. Throws DamagedArchive otherwise.
 * @returns the sum of every entry by its name, and the contents of those named in `wanted`
 */
export async function checkArchive(
  file: string,
  wanted: readonly string[],
): Promise<{ sums: ReadonlyMap<string, string>; contents: ReadonlyMap<string, Buffer> }> {
  const sums = new Map<string, string>();
  const contents = new Map<string, Buffer>();
  let listed: string | undefined;
  try {
    for await (const entry of entriesOf(file)) {
      if (listed !== undefined) throw new Error(`something follows after ${sumsName}`);
      if (sums.has(entry.name)) throw new Error(`${entry.name} is there twice`);
      const hash = createHash('sha256');
      const keep = entry.name === sumsName || wanted.includes(entry.name) ? [] : undefined;
      for await (const piece of entry.body) {
        hash.update(piece);
        (keep as Buffer[] | undefined)?.push(piece);
      }
      if (entry.name === sumsName) listed = Buffer.concat(keep!).toString('utf8');
      else {
        sums.set(entry.name, hash.digest('hex'));
        if (keep !== undefined) contents.set(entry.name, Buffer.concat(keep));
      }
    }
    if (listed === undefined) throw new Error('its list of sums is missing, so its end is missing');
    compare(sums, listed);
  } catch (error) {
    throw damaged(file, error);
  }
  return { sums, contents };
}

/** Reads an archive that `checkArchive` has proved, and proves each entry again while it is read. */
export async function* readArchive(file: string, sums: ReadonlyMap<string, string>): AsyncGenerator<ArchiveEntry> {
  for await (const entry of entriesOf(file)) {
    if (entry.name === sumsName) return;
    yield { ...entry, body: provedBody(file, entry, sums.get(entry.name)) };
  }
}

async function* provedBody(file: string, entry: ArchiveEntry, sum: string | undefined): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const piece of entry.body) {
    hash.update(piece);
    yield piece;
  }
  if (hash.digest('hex') !== sum) throw damaged(file, new Error(`${entry.name} changed while it was read`));
}

async function* entriesOf(file: string): AsyncGenerator<ArchiveEntry> {
  const handle = await open(file, 'r');
  const start = Buffer.alloc(2);
  await handle.read(start, 0, 2, 0).finally(() => handle.close());
  const raw = createReadStream(file, { highWaterMark: 262_144 });
  // gzip is known by its first bytes, whatever the file is called
  const source: Readable = start[0] === 0x1f && start[1] === 0x8b ? raw.pipe(createGunzip()) : raw;
  raw.on('error', (error) => source.destroy(error));
  try {
    yield* readTar(source);
  } finally {
    raw.destroy();
    source.destroy();
  }
}

function compare(found: ReadonlyMap<string, string>, listed: string): void {
  const lines = listed.split('\n').filter((line) => line !== '');
  const expected = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
  for (const [name, sum] of expected) {
    if (!found.has(name)) throw new Error(`${name} is missing`);
    if (found.get(name) !== sum) throw new Error(`${name} is not what it was when the backup was made`);
  }
  for (const name of found.keys()) if (!expected.has(name)) throw new Error(`${name} does not belong to it`);
}

function damaged(file: string, error: unknown): DamagedArchive {
  const why = error instanceof Error ? error.message : String(error);
  return new DamagedArchive(
    `${file} is not a whole backup: ${why}. Nothing was written. Take another copy of the backup.`,
    { cause: error },
  );
}
