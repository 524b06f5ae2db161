import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeWorkerUtils } from 'graphile-worker';
import pg from 'pg';

const folder = join(import.meta.dirname, 'migrations');
/** Any number that no other program takes: two nodes that start together migrate one after the other. */
export const migrationLock = 7_020_301;

/**
 * Brings the database to this version: every numbered SQL file not yet applied, each in its own transaction, under a
 * lock. Forward only; any older version upgrades in one go. Returns the names applied now.
 */
export async function migrate(connectionString: string): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(listOfMigrations);
    const done = new Set(
      (await client.query<{ name: string }>('select name from migrations')).rows.map((row) => row.name),
    );
    const files = await migrationNames();
    refuseNewer(done, files);
    const applied: string[] = [];
    for (const name of files) {
      if (done.has(name)) continue;
      await apply(client, name);
      applied.push(name);
    }
    const utils = await makeWorkerUtils({ connectionString });
    try {
      await utils.migrate();
    } finally {
      await utils.release();
    }
    return applied;
  } finally {
    await client.end();
  }
}

const listOfMigrations =
  'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())';

/** The names of all migrations of this version, in their order. */
export async function migrationNames(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort();
}

/** Runs the migrations named in the caller's transaction; a restore makes the tables of an older version this way. */
export async function runMigrations(client: pg.Client, names: readonly string[]): Promise<void> {
  await client.query(listOfMigrations);
  for (const name of names) {
    await client.query(await readFile(join(folder, name), 'utf8'));
    await client.query('insert into migrations (name) values ($1)', [name]);
  }
}

async function apply(client: pg.Client, name: string): Promise<void> {
  await client.query('begin');
  try {
    await runMigrations(client, [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(
      `The database could not be brought to this version: ${name} failed. Nothing of it was kept. ${String(error)}`,
      { cause: error },
    );
  }
}

/** A database that a newer Kept has migrated must not be served by an older one. */
function refuseNewer(done: ReadonlySet<string>, files: readonly string[]): void {
  const unknown = [...done].filter((name) => !files.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `This database was used by a newer version of Kept (it has ${unknown.join(', ')}). Start that version; going back is not possible.`,
    );
  }
}
