import { Kysely, PostgresDialect, type Transaction as KyselyTransaction } from 'kysely';
import pg from 'pg';
import { parseInstant } from './instants.ts';
import { prepareRepeated } from './preparing.ts';
import type { DB } from './tables.generated.ts';

/** Every table, as the migrated database has it. */
export type Tables = DB;
/** Something to read with: the pool, a replica or a transaction. */
export type Database = Kysely<Tables>;
/** Proof that a write is inside a transaction: functions that write take this. */
export type Transaction = KyselyTransaction<Tables>;

// Counts and numbers beyond int4 fit a double in every table of ours; a string would be a trap at each use.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
// A day has no time zone: keep it the text it is.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, parseInstant);

/**
 * Opens a pool. `size` is the most connections it may hold. `hurry` lets commits return before they are on disk: for
 * simulated lives that can be made again, never for a company's own.
 */
export function openPool(connectionString: string, size = 10, hurry = false): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: size,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // what is asked does not wait for the answer before it: a transaction's first statement goes out behind its `begin`
    pipeline: true,
    // time zone fixed so that nothing in SQL depends on the server's
    options: `-c timezone=UTC -c statement_timeout=60000 -c idle_in_transaction_session_timeout=120000${hurry ? ' -c synchronous_commit=off' : ''}`,
  });
  // An idle connection that breaks (database restart) is dropped by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    prepareRepeated(client);
  });
  return pool;
}

/** The typed query builder over a pool. */
export function openDatabase(pool: pg.Pool): Database {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
