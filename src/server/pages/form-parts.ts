import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/refusal.ts';
import type { Context } from '../context.ts';
import { uploadFile } from '../modules/cases/index.ts';

const mostFiles = 5;
const largest = 10 * 1_048_576;
/** A file that is too large is cut off there, and told by name. */
const reading = {
  limits: { fields: 200, fieldSize: 200_000, files: 20, fileSize: largest + 1 },
  throwFileSizeLimit: false,
};

/** What a page sent: every value of every name, and the files, kept but not yet part of anything. */
export interface Sent {
  values: Map<string, string[]>;
  files: { id: string; name: string }[];
  /** What was wrong with the files; those that were too large or too many were not kept. */
  problem: { key: 'too-many-files' } | { key: 'file-too-large'; name: string } | undefined;
}

/** What pages have read of their requests, as far as they came: whatever goes wrong later can still show it. */
const readings = new WeakMap<FastifyRequest, Sent>();

/** What was typed into the form of a request, and whether files were chosen with it; nothing that was not read yet. */
export function wordsOf(request: FastifyRequest): { values: ReadonlyMap<string, readonly string[]>; files: boolean } {
  const sent = readings.get(request);
  if (sent !== undefined) return { values: sent.values, files: sent.files.length > 0 || sent.problem !== undefined };
  const body = typeof request.body === 'object' && request.body !== null ? Object.entries(request.body) : [];
  return {
    values: new Map(body.flatMap(([name, value]) => (typeof value === 'string' ? [[name, [value]]] : []))),
    files: false,
  };
}

/** Reads what was typed of a form with files that nobody has read, and leaves its files where they are. */
export async function readOnlyWords(request: FastifyRequest): Promise<void> {
  if (!request.isMultipart() || readings.has(request)) return;
  const sent: Sent = { values: new Map(), files: [], problem: undefined };
  readings.set(request, sent);
  for await (const part of request.parts(reading)) {
    if (part.type === 'file') part.file.resume();
    else if (typeof part.value === 'string') sent.values.set(part.fieldname, [storable(part.value)]);
  }
}

/**
 * Reads a form with files, or one without. Files are kept as uploads of nobody; what no message names is forgotten in a day.
 * @param ctx whose uploads they are: the system's, until a message takes them
 */
export async function readSent(request: FastifyRequest, ctx: Context): Promise<Sent> {
  const sent: Sent = { values: new Map(), files: [], problem: undefined };
  readings.set(request, sent);
  const add = (name: string, value: string) => sent.values.set(name, [...(sent.values.get(name) ?? []), value]);
  if (!request.isMultipart()) {
    for (const [name, value] of Object.entries((request.body as Record<string, string> | undefined) ?? {}))
      if (typeof value === 'string') add(name, value);
    return sent;
  }
  for await (const part of partsOf(request)) {
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

/** The parts of a form. @throws Refusal invalid unreadable for what is no form, or ends in the middle of one */
async function* partsOf(request: FastifyRequest): ReturnType<FastifyRequest['parts']> {
  try {
    yield* request.parts(reading);
  } catch (error) {
    // the reader of forms says of some that it is the sender's, of others nothing
    if (!(error instanceof Error) || 'statusCode' in error || 'code' in error) throw error;
    throw new Refusal('invalid', 'unreadable', error.message);
  }
}

/** Too many files, or one that is too large: nothing is sent, so that no file is missing unseen. */
export function refuseFiles({ problem }: Sent): void {
  if (problem === undefined) return;
  const name = 'name' in problem ? problem.name : undefined;
  const what = name === undefined ? 'At most five files are taken.' : `${name} is larger than 10 MB.`;
  throw new Refusal('invalid', problem.key, what, { field: 'files', ...(name === undefined ? {} : { name }) });
}

/** What a field says, without blanks around it. @throws Refusal invalid field-too-long, rather than to lose the end of it */
export function whole(sent: Sent, name: string, most: number): string {
  const value = (sent.values.get(name)?.[0] ?? '').trim();
  if (value.length > most) throw tooLong(name, value, most);
  return value;
}

/** Says by how much a field is too long. */
export function tooLong(name: string, value: string, most: number): Refusal {
  const over = value.length - most;
  return new Refusal('invalid', 'field-too-long', `${name} is longer than ${String(most)} characters.`, {
    field: name,
    most,
    over,
  });
}

/** Says which field was left empty. */
export function missingField(name: string): Refusal {
  return new Refusal('invalid', 'field-missing', `Something is missing: ${name}.`, { field: name });
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

/** PostgreSQL keeps no NUL, half a surrogate pair is no text, and browsers send two signs for the end of a line, which count as one. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').replaceAll('\r\n', '\n').toWellFormed();
}
