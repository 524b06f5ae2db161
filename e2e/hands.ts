import pg from 'pg';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunningKept, until } from './running.ts';

/** A script's hands on a running Kept: the API with the owner's key, and the database to see what is truly there. */
export interface Hands {
  token: string;
  /** Asks the API; throws only when nothing answers. */
  ask(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
}

export interface Answer {
  status: number;
  body: Record<string, unknown>;
  headers: Headers;
}

export const owner = { email: 'ines@example.org', password: 'long enough' };

/** Answers the set-up page and makes a key. */
export async function moveIn(url: string): Promise<Hands> {
  const made = await ask(url, 'POST', '/setup', {
    company: 'Larch & Lime',
    word: 'Certain',
    name: 'Ines',
    ...owner,
    timeZone: 'Europe/London',
    language: 'en',
    sample: false,
  });
  if (made.status >= 300) throw new Error(`set-up was refused: ${JSON.stringify(made.body)}`);
  const cookie = await signIn(url);
  const key = await ask(url, 'POST', '/keys', { name: 'script', role: 'owner' }, { cookie });
  return handsOn(url, String(key.body['token']));
}

/** The cookie of the owner's session. */
export async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(owner),
  });
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

export function handsOn(url: string, token: string): Hands {
  return {
    token,
    ask: (method, path, body, headers) =>
      ask(url, method, path, body, { authorization: `Bearer ${token}`, ...headers }),
  };
}

async function ask(
  url: string,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), origin: url, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
  };
}

/** Where the embedded PostgreSQL of a data folder listens, and its process. */
export async function databaseOf(kept: RunningKept): Promise<{ url: string; pid: number }> {
  const folder = join(kept.dataDir, 'postgres');
  const password = (await readFile(join(folder, 'password'), 'utf8')).trim();
  const lines = (await readFile(join(folder, 'cluster/postmaster.pid'), 'utf8')).split('\n');
  return { url: `postgres://kept:${password}@127.0.0.1:${lines[3]}/kept`, pid: Number(lines[0]) };
}

/** One question to the database behind a running Kept. */
export async function look<T extends pg.QueryResultRow>(kept: RunningKept, question: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: (await databaseOf(kept)).url });
  await client.connect();
  try {
    return (await client.query<T>(question)).rows;
  } finally {
    await client.end();
  }
}

/** The clock strikes: work that the schedule brings each minute comes now. @returns when it is done */
export async function strike(kept: RunningKept, job: string): Promise<void> {
  await look(kept, `select graphile_worker.add_job('${job}')`);
  const waiting = `select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = '${job}' and j.run_at <= now()`;
  await until(
    async () => (await look(kept, waiting)).length === 0,
    60_000,
    () => `${job} was not done`,
  );
}

/** What waits for its hour is told that the hour has come. */
export async function bringForward(kept: RunningKept, job: string): Promise<void> {
  await look(
    kept,
    `update graphile_worker._private_jobs j set run_at = now() from graphile_worker._private_tasks t
      where t.id = j.task_id and t.identifier = '${job}' and j.locked_at is null and j.run_at > now()`,
  );
}
