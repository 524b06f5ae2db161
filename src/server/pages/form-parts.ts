import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/refusal.ts';
import { say } from '../catalogue.ts';
import type { Context } from '../context.ts';
import { uploadFile } from '../modules/cases/index.ts';

const mostFiles = 5;
const largest = 10 * 1_048_576;

/** What a page sent: every value of every name, and the files, kept but not yet part of anything. */
export interface Sent {
  values: Map<string, string[]>;
  files: { id: string; name: string }[];
  /** What was wrong with the files; those that were too large or too many were not kept. */
  problem: { key: 'too-many-files' } | { key: 'file-too-large'; name: string } | undefined;
}

/**
 * Reads a form with files, or one without. Files are kept as uploads of nobody; what no message names is forgotten in a day.
 * @param ctx whose uploads they are: the system's, until a message takes them
 */
export async function readSent(request: FastifyRequest, ctx: Context): Promise<Sent> {
  const sent: Sent = { values: new Map(), files: [], problem: undefined };
  const add = (name: string, value: string) => sent.values.set(name, [...(sent.values.get(name) ?? []), value]);
  if (!request.isMultipart()) {
    for (const [name, value] of Object.entries((request.body as Record<string, string> | undefined) ?? {}))
      add(name, value);
    return sent;
  }
  const limits = { fields: 200, fieldSize: 100_000, files: 20, fileSize: largest + 1 };
  // one that is too large is cut off there, and told by name below
  const reading = { limits, throwFileSizeLimit: false };
  for await (const part of request.parts(reading)) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') add(part.fieldname, storable(part.value));
    } else if (part.filename === '') part.file.resume();
    else if (sent.files.length >= mostFiles) {
      sent.problem ??= { key: 'too-many-files' };
      part.file.resume();
    } else {
      const bytes: Buffer[] = [];
      let size = 0;
      for await (const chunk of part.file as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size <= largest) bytes.push(chunk);
      }
      if (size > largest) sent.problem ??= { key: 'file-too-large', name: part.filename };
      else if (size > 0) sent.files.push(await keep(ctx, part.filename, part.mimetype, Buffer.concat(bytes)));
    }
  }
  return sent;
}

/** Too many files, or one that is too large: nothing is sent, so that no file is missing unseen. */
export function refuseFiles({ problem }: Sent, language: string): void {
  if (problem === undefined) return;
  const values: Record<string, string> = 'name' in problem ? { name: problem.name } : {};
  throw new Refusal('invalid', problem.key, say(language, 'portal', `form.${problem.key}`, values), { field: 'files' });
}

/** One value of a name, without blanks around it; empty where nothing was sent, cut where it is too long. */
export function one(sent: Sent, name: string, most: number): string {
  return (sent.values.get(name)?.[0] ?? '').trim().slice(0, most);
}

async function keep(ctx: Context, name: string, contentType: string, bytes: Buffer): Promise<Sent['files'][number]> {
  const upload = await uploadFile(ctx, { name, contentType, content: inOne(bytes) });
  return { id: upload.id, name: upload.name };
}

// oxlint-disable-next-line typescript/require-await -- the store takes what comes bit by bit
async function* inOne(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** PostgreSQL keeps no NUL, and half a surrogate pair is no text. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
