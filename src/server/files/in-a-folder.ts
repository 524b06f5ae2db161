import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileStore, type StoredFile, tooLarge } from './store.ts';

/** Files in a folder of this machine, or of a network disk that every node sees. */
export function fileStoreInFolder(folder: string): FileStore {
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
    async open(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256) || !existsSync(pathOf(sha256))) return undefined;
      return createReadStream(pathOf(sha256));
    },
    async remove(sha256) {
      if (/^[0-9a-f]{64}$/.test(sha256)) await rm(pathOf(sha256), { force: true });
    },
  };
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
