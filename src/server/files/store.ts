import type { Readable } from 'node:stream';
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
  open(sha256: string): Promise<Readable | undefined>;
  /** Removes the bytes for good; nothing happens when there are none. Only once nothing names them any more. */
  remove(sha256: string): Promise<void>;
}

/** Reads a whole file; undefined when there is none. For attachments that go out by mail, which are small. */
export async function readFileFrom(store: FileStore, sha256: string): Promise<Buffer | undefined> {
  const stream = await store.open(sha256);
  if (stream === undefined) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A file longer than the limit, in the words people read. */
export function tooLarge(limit: number): Refusal {
  return new Refusal(
    'invalid',
    'file-too-large',
    `The file is larger than ${String(Math.floor(limit / 1_048_576))} MB, which is the limit here. Nothing was saved.`,
    { status: 413, field: 'file' },
  );
}
