import type { Context } from '../../context.ts';
import type { OutsideAnswer } from '../../outside/asking.ts';
import type { FileRecord, MessageRecord } from './records.ts';

/** A larger file stays where it is, and is named as one that did not come along. */
const largest = 30 * 1_048_576;
/** Shorter than a lease: whoever fetches may keep it between two files. Milliseconds. */
const patience = 15_000;
const atOnce = 4;

/**
 * Fetches what messages only name by an address of the old desk, by the guarded way outside; what does not come (asked to sign
 * in, gone, too large, another length than said) stays named. `keepOn` is asked before each few files and may throw.
 */
export async function fetchFiles(
  ctx: Context,
  messages: readonly MessageRecord[],
  keepOn: () => Promise<void>,
): Promise<void> {
  const wanted = messages.flatMap((message) =>
    message.files.flatMap((file) => (isElsewhere(file) ? [{ message, file }] : [])),
  );
  for (let at = 0; at < wanted.length; at += atOnce) {
    await keepOn();
    await Promise.all(wanted.slice(at, at + atOnce).map(({ message, file }) => fetchOne(ctx, message, file)));
  }
}

function isElsewhere(file: FileRecord): boolean {
  return file.sha256 === undefined && file.content === undefined && /^https?:\/\//i.test(file.url ?? '');
}

async function fetchOne(ctx: Context, message: MessageRecord, file: FileRecord): Promise<void> {
  const url = file.url!;
  let answer: OutsideAnswer;
  try {
    answer = await ctx.outside.ask(url, { within: patience, mostBytes: largest, redirects: 3 });
  } catch {
    return;
  }
  if (answer.status !== 200 || !isTheFile(file, answer)) return;
  Object.assign(file, await ctx.files.put(answer.body));
  if (message.html === null || file.contentId === undefined) return;
  for (const written of [url, url.replaceAll('&', '&amp;')])
    message.html = message.html.replaceAll(`"${written}"`, `"cid:${file.contentId}"`);
}

/** A page that asks to sign in answers 200, too: it has another length, or is a page where none was named. */
function isTheFile(file: FileRecord, { body, headers }: OutsideAnswer): boolean {
  if (file.size !== null) return body.length === file.size;
  const isPage = String(headers['content-type'] ?? '').startsWith('text/html');
  return !isPage || /html/.test(file.contentType ?? '');
}
