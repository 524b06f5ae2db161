import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { newId } from '../src/server/store/identity.ts';
import { freePort } from './kept-process.ts';
import { asker, type Measured, measure } from './measuring.ts';
import { mark, markPattern } from './work.ts';

/** One statement as it went to the database. */
export interface Statement {
  /** Set where Kept has it prepared; then it is prepared here too. */
  name?: string;
  text: string;
  values: unknown[];
}

let heard: Statement[] | undefined;
const query = pg.Client.prototype.query as (this: pg.Client, ...args: unknown[]) => unknown;
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const [first, second] = args;
  if (heard !== undefined) {
    if (typeof first === 'string') heard.push({ text: first, values: Array.isArray(second) ? second : [] });
    else if (typeof first === 'object' && first !== null && 'text' in first && typeof first.text === 'string')
      heard.push({
        ...('name' in first && typeof first.name === 'string' ? { name: first.name } : {}),
        text: first.text,
        values: 'values' in first && Array.isArray(first.values) ? first.values : Array.isArray(second) ? second : [],
      });
  }
  return query.apply(this, args);
} as typeof pg.Client.prototype.query;

/** What a piece of work of ours asks of the database, in order. */
export async function listenIn(work: () => Promise<void>): Promise<Statement[]> {
  const statements: Statement[] = [];
  heard = statements;
  try {
    await work();
  } finally {
    heard = undefined;
  }
  return statements;
}

/** Of what was asked, only the rows that were written, in one transaction: what no program could do without. */
export function onlyInserts(statements: readonly Statement[]): Statement[] {
  const inserts = statements.filter(({ text }) => /\binsert into\b/i.test(text));
  return [{ text: 'begin', values: [] }, ...inserts, { text: 'commit', values: [] }];
}

/**
 * The same SQL through `pg` alone: each connection does the statements of one sample after the other. What must be new each
 * time (ids made since `since`, hashes, marks) is new each time.
 */
export async function measureStatements(
  connectionString: string,
  connections: number,
  seconds: number,
  samples: readonly (readonly Statement[])[],
  since: number,
): Promise<Measured> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString, options: '-c timezone=UTC' });
      await client.connect();
      return client;
    }),
  );
  const start = Math.floor(Math.random() * 1e8);
  let turns = start;
  try {
    const measured = await measure(connections, seconds, async (connection) => {
      const turn = turns++;
      const renew = renewer(since, turn);
      for (const { values, ...statement } of samples[turn % samples.length]!)
        await clients[connection]!.query({ ...statement, values: values.map(renew) });
    });
    if (measured.failed > 0) throw new Error('What Kept asked cannot be asked again.', { cause: measured.why });
    return measured;
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

/** The limit of HTTP: a bare route that answers the same bytes. */
export async function measureBare(connections: number, seconds: number, bytes: Buffer): Promise<Measured> {
  const port = await freePort();
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.ts'), String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin!.end(bytes);
  await once(child.stdout!, 'data');
  const { ask, close } = asker(`http://127.0.0.1:${port}`, 'none');
  try {
    return await measure(connections, seconds, async () => {
      await ask('GET', '/');
    });
  } finally {
    close();
    child.kill();
    await once(child, 'exit');
  }
}

/** Gives what must be unique a new value, the same one wherever it stands in the statements of one turn. */
function renewer(since: number, turn: number): (value: unknown) => unknown {
  const ids = new Map<string, string>();
  const salt = randomBytes(8);
  const newText = (text: string) =>
    text
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
        if (Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) < since) return id;
        const renewed = ids.get(id) ?? newId();
        ids.set(id, renewed);
        return renewed;
      })
      .replace(markPattern, mark(turn))
      .replace(/^[0-9a-f]{64}$/, (hash) => createHash('sha256').update(hash).update(salt).digest('hex'));
  const renew = (value: unknown): unknown => {
    if (typeof value === 'string') return newText(value);
    return Array.isArray(value) ? value.map(renew) : value;
  };
  return renew;
}
