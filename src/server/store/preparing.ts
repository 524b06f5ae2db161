import type pg from 'pg';
import { sql } from 'kysely';

/** A statement is prepared once it has been asked so often; fewer are not worth the memory in each connection. */
const askedBefore = 5;
const mostPrepared = 300;
const mostCounted = 5000;

/**
 * Put into a statement whose best plan depends on what is looked for (words, rare or common filters): it is planned each time.
 */
export const plannedAnew = sql.raw('/* planned anew */');

const counted = new Map<string, number>();
const names = new Map<string, string>();
let off = false;

/**
 * Lets a connection begin without waiting and prepare the statements it is asked again and again. PostgreSQL then keeps their plan (one for all values, where
 * that costs no more than planning for these): planning our joins takes longer than doing them.
 */
export function prepareRepeated(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const asked = (...args: unknown[]) => {
    const [text, values] = args;
    if (typeof text !== 'string' || args.length > 2 || (args.length === 2 && !Array.isArray(values)))
      return query(...args);
    if (text === 'begin') return begun(query);
    const named = Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
    const statement = {
      text,
      ...(named === undefined ? {} : { name: named }),
      ...(args.length === 2 ? { values } : {}),
    };
    return promised((callback) => void query(statement, undefined, callback)).catch((error: unknown) => {
      if (isStale(error)) off = true;
      // the trace that leads to who asked says more than the one from the socket
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    });
  };
  client.query = asked as typeof client.query;
}

/**
 * Begins a transaction without waiting to hear so: the connection is pipelined (database.ts), and its first statement goes out behind
 * the `begin`. A fifth of all waiting for the database was for these. It fails only where the connection does, and then what follows
 * fails too: nothing is done outside of a transaction.
 */
function begun(query: (...args: unknown[]) => unknown): Promise<unknown> {
  query('begin', undefined, () => undefined);
  return Promise.resolve({ command: 'BEGIN', rowCount: null, rows: [] });
}

/**
 * What a callback is told, as a promise. The promise that the driver itself would give keeps half of all rows ever read alive until the
 * next large collection: pauses of many milliseconds, and a heap of three times the size.
 */
function promised(ask: (callback: (error: Error | undefined, result: unknown) => void) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    ask((error, result) => {
      if (error == null) resolve(result);
      else reject(error);
    });
  });
}

function nameOf(text: string): string | undefined {
  if (off) return undefined;
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= mostPrepared || text.includes('/* planned anew */')) return undefined;
  const times = (counted.get(text) ?? 0) + 1;
  if (times < askedBefore) {
    if (counted.size >= mostCounted) counted.clear();
    counted.set(text, times);
    return undefined;
  }
  counted.delete(text);
  const name = `kept_${names.size}`;
  names.set(text, name);
  return name;
}

/** Another node has changed the tables, or a pooler between us and the database forgets what was prepared: then without. */
function isStale(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return (code === '0A000' && /cached plan/.test(String(error))) || code === '26000' || code === '42P05';
}
