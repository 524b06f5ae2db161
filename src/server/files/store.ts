import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../../domain/refusal.ts';

/** Bytes that lie safely in the store, by their SHA-256 in hex. `size` is in bytes. */
export interface StoredFile {
  sha256: string;
  size: number;
}

/** Where files live: named by their content, so the same file is kept once and can never change under its name. */
export interface FileStore {
  /**
   * Stores bytes and answers when they survive a power cut. Call it before the transaction that names them commits.
   * A stream longer than `limit` bytes is refused (`file-too-large`) and leaves nothing behind.
   */
  put(content: Buffer | AsyncIterable<Uint8Array>, limit?: number): Promise<StoredFile>;
  /** The bytes as a stream; undefined when there is no such file. */
  open(sha256: string): Readable | undefined;
  /** Removes the bytes for good; nothing happens when there are none. Only once nothing names them any more. */
  remove(sha256: string): Promise<void>;
}

/**
 * Opens the store named by KEPT_FILES_URL (`file:///var/lib/kept/files`), or `files` in the data folder without it.
 * Throws an error that says what to do when the address names a kind of storage that this version does not have.
 */
export function openFileStore(url: string | undefined, dataDir: string): FileStore {
  if (url !== undefined && !url.startsWith('file:')) {
    throw new Error(
      `KEPT_FILES_URL is ${url.split(':')[0]}://…, but this version stores files on disk only. Use file:///some/folder, or leave it out to use the data folder.`,
    );
  }
  return fileStoreIn(url === undefined ? join(dataDir, 'files') : fileURLToPath(url));
}

function fileStoreIn(folder: string): FileStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  return {
    async put(content, limit = Number.POSITIVE_INFINITY) {
      if (Buffer.isBuffer(content)) {
        if (content.length > limit) throw tooLarge(limit);
        const sha256 = createHash('sha256').update(content).digest('hex');
        if (!existsSync(pathOf(sha256))) await writeSafely(pathOf(sha256), folder, [content], limit);
        return { sha256, size: content.length };
      }
      return putStream(folder, pathOf, content, limit);
    },
    open(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256) || !existsSync(pathOf(sha256))) return undefined;
      return createReadStream(pathOf(sha256));
    },
    async remove(sha256) {
      if (/^[0-9a-f]{64}$/.test(sha256)) await rm(pathOf(sha256), { force: true });
    },
  };
}

/** Reads a whole file; undefined when there is none. For attachments that go out by mail, which are small. */
export async function readFileFrom(store: FileStore, sha256: string): Promise<Buffer | undefined> {
  const stream = store.open(sha256);
  if (stream === undefined) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The name is the content's hash, so a stream is written under another name first and moved when it has ended. */
async function putStream(
  folder: string,
  pathOf: (sha256: string) => string,
  content: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<StoredFile> {
  const hash = createHash('sha256');
  let size = 0;
  const coming = join(folder, 'coming', randomUUID());
  await writeSafely(
    coming,
    folder,
    (async function* () {
      for await (const chunk of content) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    })(),
    limit,
  );
  const sha256 = hash.digest('hex');
  if (existsSync(pathOf(sha256))) await rm(coming);
  else {
    await mkdir(join(pathOf(sha256), '..'), { recursive: true });
    await rename(coming, pathOf(sha256));
    await flushFolder(join(pathOf(sha256), '..'));
  }
  return { sha256, size };
}

/** Writes under a temporary name, flushes, and moves into place: a file that is there is whole. */
async function writeSafely(
  path: string,
  folder: string,
  content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  limit: number,
): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  await mkdir(join(folder, 'coming'), { recursive: true });
  const coming = join(folder, 'coming', randomUUID());
  const handle = await open(coming, 'wx', 0o640);
  try {
    let size = 0;
    for await (const chunk of content) {
      size += chunk.length;
      if (size > limit) throw tooLarge(limit);
      // a disk that fills up takes a part and says so only by the count: ask until it took all or refused
      for (let at = 0; at < chunk.length;) at += (await handle.write(chunk, at)).bytesWritten;
    }
    await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(coming, { force: true });
    throw error;
  }
  await handle.close();
  await rename(coming, path);
  await flushFolder(join(path, '..'));
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function tooLarge(limit: number): Refusal {
  return new Refusal(
    'invalid',
    'file-too-large',
    `The file is larger than ${String(Math.floor(limit / 1_048_576))} MB, which is the limit here. Nothing was saved.`,
    { status: 413, field: 'file' },
  );
}
