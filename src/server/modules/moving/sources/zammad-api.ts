import { setTimeout as pause } from 'node:timers/promises';
import type { FileStore } from '../../../files/store.ts';
import { list, object, type ReadRecord, text, texts } from '../records.ts';
import { readZammad } from './zammad.ts';

export interface ZammadApi {
  url: string;
  token: string;
  /** Where an earlier reading had come to. */
  from: string | undefined;
  files: FileStore;
}

const steps = ['organizations', 'groups', 'users', 'tickets'] as const;
const perPage = 100;
const largest = 30 * 1_048_576;

/**
 * Reads a Zammad over its API, page by page, each with the cursor to go on from. Where Zammad asks for patience (429, or a
 * moment of overload) it is given; files of articles are fetched while it is there.
 */
export async function* fetchZammad(api: ZammadApi): AsyncGenerator<{ records: ReadRecord[]; cursor: string }> {
  const [startAt = 'organizations', startPage = '1'] = (api.from ?? 'organizations 1').split(' ');
  let page = Number(startPage);
  for (const step of steps.slice(Math.max(0, steps.indexOf(startAt as 'users')))) {
    for (;;) {
      const rows = list(await ask(api, `/api/v1/${step}?expand=true&page=${String(page)}&per_page=${String(perPage)}`));
      const records: ReadRecord[] = [];
      for (const row of rows) {
        const raw = object(row);
        const read = readZammad(raw);
        records.push(...read);
        if (step !== 'tickets') continue;
        const ticketId = text(raw['id']) ?? '';
        for (const record of read) if (record.kind === 'case') record.tags = await tagsOf(api, ticketId);
        records.push(...(await articlesOf(api, ticketId)));
      }
      page += 1;
      const next = rows.length < perPage ? steps[steps.indexOf(step) + 1] : step;
      if (next !== step) page = 1;
      yield { records, cursor: `${next ?? 'end'} ${String(page)}` };
      if (next !== step) break;
    }
  }
}

async function articlesOf(api: ZammadApi, ticketId: string): Promise<ReadRecord[]> {
  const rows = list(await ask(api, `/api/v1/ticket_articles/by_ticket/${encodeURIComponent(ticketId)}?expand=true`));
  const records = rows.flatMap((row) => readZammad(object(row)));
  for (const [place, record] of records.entries()) {
    if (record.kind !== 'message') continue;
    for (const [at, file] of record.files.entries()) {
      const id = text(object(list(object(rows[place])['attachments'])[at])['id']);
      if (id === null || (file.size ?? 0) > largest) continue;
      const stored = await fetchFile(api, `/api/v1/ticket_attachment/${ticketId}/${record.id}/${id}`);
      if (stored !== undefined) Object.assign(file, stored);
    }
  }
  return records;
}

async function tagsOf(api: ZammadApi, ticketId: string): Promise<string[]> {
  return texts(object(await ask(api, `/api/v1/tags?object=Ticket&o_id=${encodeURIComponent(ticketId)}`))['tags']);
}

async function fetchFile(api: ZammadApi, path: string): Promise<{ sha256: string; size: number } | undefined> {
  const answer = await request(api, path);
  if (!answer.ok || answer.body === null) return undefined;
  return api.files.put(answer.body as unknown as AsyncIterable<Uint8Array>, largest);
}

async function ask(api: ZammadApi, path: string): Promise<unknown> {
  const answer = await request(api, path);
  if (answer.status === 401 || answer.status === 403)
    throw new Error('Zammad refused the access token. It needs the permissions admin and ticket.agent.');
  if (!answer.ok) throw new Error(`Zammad answered ${String(answer.status)} to ${path}.`);
  return answer.json();
}

/** Five attempts, waiting as long as Zammad says, or longer each time. */
async function request(api: ZammadApi, path: string): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    let answer: Response | undefined;
    try {
      answer = await fetch(`${api.url}${path}`, {
        headers: { authorization: `Token token=${api.token}`, accept: 'application/json' },
        signal: AbortSignal.timeout(30_000),
      });
    } catch (error) {
      if (attempt === 5)
        throw new Error(`Zammad cannot be reached at ${api.url}: ${String((error as Error).cause ?? error)}.`, {
          cause: error,
        });
    }
    const busy = answer === undefined || answer.status === 429 || answer.status >= 500;
    if (!busy || attempt === 5) return answer!;
    const asked = Number(answer?.headers.get('retry-after'));
    await answer?.body?.cancel();
    await pause(Number.isFinite(asked) && asked > 0 ? Math.min(asked, 120) * 1000 : 500 * 2 ** attempt);
  }
}
