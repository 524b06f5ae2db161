import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../../../../domain/refusal.ts';
import type { FileStore, StoredFile } from '../../../files/store.ts';
import type { Outside, OutsideAnswer } from '../../../outside/asking.ts';
import { list, object, type ReadRecord, text, texts } from '../records.ts';
import { readZammad, shownFiles } from './zammad.ts';

export interface ZammadApi {
  url: string;
  token: string;
  /** Where an earlier reading had come to. */
  from: string | undefined;
  files: FileStore;
  /** The guarded way outside: somebody typed the address in. */
  outside: Outside;
}

const steps = ['organizations', 'groups', 'users', 'tickets'] as const;
const perPage = 100;
const largest = 30 * 1_048_576;
/** A page of a hundred tickets, or all articles of one, with long letters. */
const mostOfAPage = 100 * 1_048_576;

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
        for (const record of read) {
          if (record.kind !== 'case') continue;
          record.tags = await tagsOf(api, ticketId);
          if (record.state === 'merged') record.mergedInto = await mergedInto(api, ticketId);
        }
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
      const fetched = await fetchFile(api, `/api/v1/ticket_attachment/${ticketId}/${record.id}/${id}`);
      if (fetched !== undefined) Object.assign(file, fetched.stored);
    }
    const listed = new Set(list(object(rows[place])['attachments']).map((one) => text(object(one)['id'])));
    for (const id of shownFiles(object(rows[place])['body'])) {
      if (listed.has(id)) continue;
      const fetched = await fetchFile(api, `/api/v1/ticket_attachment/${ticketId}/${record.id}/${id}`);
      record.files.push({
        name: fetched?.name ?? `picture-${id}`,
        contentType: fetched?.contentType ?? null,
        size: null,
        contentId: `zammad-${id}`,
        ...fetched?.stored,
      });
    }
  }
  return records;
}

async function tagsOf(api: ZammadApi, ticketId: string): Promise<string[]> {
  return texts(object(await ask(api, `/api/v1/tags?object=Ticket&o_id=${encodeURIComponent(ticketId)}`))['tags']);
}

/** Zammad keeps where a ticket was merged into as a link of the two. */
async function mergedInto(api: ZammadApi, ticketId: string): Promise<string | null> {
  const path = `/api/v1/links?link_object=Ticket&link_object_value=${encodeURIComponent(ticketId)}`;
  const links = list(object(await ask(api, path))['links']).map(object);
  const link = links.find((one) => ['child', 'parent'].includes(text(one['link_type']) ?? ''));
  return link === undefined ? null : text(link['link_object_value']);
}

interface Fetched {
  stored: StoredFile;
  name: string | undefined;
  contentType: string | null;
}

async function fetchFile(api: ZammadApi, path: string): Promise<Fetched | undefined> {
  try {
    const answer = await request(api, path, largest);
    if (answer.status !== 200) return undefined;
    return {
      stored: await api.files.put(answer.body),
      name: /filename="([^"]+)"/i.exec(String(answer.headers['content-disposition'] ?? ''))?.[1],
      contentType: text(answer.headers['content-type'])?.split(';')[0]?.trim() ?? null,
    };
  } catch (error) {
    // a file larger than announced is left behind, as a large one is
    const cause = (error as Error).cause;
    if (cause instanceof Refusal && cause.code === 'outside-too-large') return undefined;
    throw error;
  }
}

async function ask(api: ZammadApi, path: string): Promise<unknown> {
  const answer = await request(api, path, mostOfAPage);
  if (answer.status === 401 || answer.status === 403)
    throw new Error('Zammad refused the access token. It needs the permissions admin and ticket.agent.');
  if (answer.status !== 200) throw new Error(`Zammad answered ${String(answer.status)} to ${path}.`);
  try {
    return JSON.parse(answer.body.toString('utf8')) as unknown;
  } catch (error) {
    throw new Error(`What answers at ${api.url} is not the API of a Zammad.`, { cause: error });
  }
}

/** Five attempts, waiting as long as Zammad says, or longer each time. */
async function request(api: ZammadApi, path: string, mostBytes: number): Promise<OutsideAnswer> {
  for (let attempt = 1; ; attempt++) {
    let answer: OutsideAnswer | undefined;
    try {
      answer = await api.outside.ask(`${api.url}${path}`, {
        headers: { authorization: `Token token=${api.token}`, accept: 'application/json' },
        within: 60_000,
        mostBytes,
      });
    } catch (error) {
      // an address that may not be called, or an answer that is too large, does not get better by waiting
      const hopeless = error instanceof Refusal && error.code !== 'outside-too-slow';
      if (hopeless || attempt === 5)
        throw new Error(`Zammad cannot be reached at ${api.url}: ${(error as Error).message.replace(/\.$/, '')}.`, {
          cause: error,
        });
    }
    const busy = answer === undefined || answer.status === 429 || answer.status >= 500;
    if (answer !== undefined && (!busy || attempt === 5)) return answer;
    const asked = Number(answer?.headers['retry-after']);
    await pause(Number.isFinite(asked) && asked > 0 ? Math.min(asked, 120) * 1000 : 500 * 2 ** attempt);
  }
}
