import pg from 'pg';
import { makeWorkerUtils } from 'graphile-worker';
import type { FileStore } from '../files/store.ts';
import { migrationLock, migrationNames, runMigrations } from '../store/migrate.ts';
import { type ArchiveEntry, checkArchive, readArchive } from './archive.ts';
import { copyIn } from './copying.ts';
import { type Manifest, manifestName, readManifest, secretName } from './manifest.ts';
import { quoted, readTables, settleTextForms } from './tables.ts';

/** What to restore, and into which installation. */
export interface RestorePlan {
  connectionString: string;
  files: FileStore;
  from: string;
  progress: (line: string) => void;
}

/** What a restore has done. `secret` is there when the backup carries one. */
export interface Restored {
  manifest: Manifest;
  secret: string | undefined;
}

/**
 * Reads a backup, proves it to the last byte, and writes nothing while doing so. Throws when it is damaged, of a shape
 * this version does not know, or made by a newer version.
 */
export async function proveBackup(
  from: string,
): Promise<{ manifest: Manifest; secret: string | undefined; sums: ReadonlyMap<string, string> }> {
  const { sums, contents } = await checkArchive(from, [manifestName, secretName]);
  const text = contents.get(manifestName);
  if (text === undefined) throw new Error(`${from} is an archive, but not a backup of Kept.`);
  const manifest = readManifest(text.toString('utf8'));
  const known = await migrationNames();
  const unknown = manifest.migrations.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `This backup was made by a newer version of Kept (${manifest.kept}; it has ${unknown.join(', ')}). Restore it with that version. Nothing was written.`,
    );
  }
  return { manifest, secret: contents.get(secretName)?.toString('utf8'), sums };
}

/**
 * Makes an empty installation what the backup was. Tables are made as the backup's version had them, filled, proved and
 * brought to this version in ONE transaction: a kill in the middle leaves the installation as empty as it was (files
 * already written lie there unused, and are used by the next attempt). Refuses, and names what is there, when the
 * installation is not empty; refuses while Kept runs on it.
 */
export async function restore(plan: RestorePlan): Promise<Restored> {
  const { manifest, secret, sums } = await proveBackup(plan.from);
  plan.progress(`the backup is whole: ${manifest.tables.length} tables of ${manifest.madeAt}`);
  const client = new pg.Client({ connectionString: plan.connectionString, keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await settleTextForms(client);
    await refuseUnlessEmpty(client);
    await refuseWhileUsed(client);
    await makeJobTables(plan.connectionString);
    await client.query('begin');
    try {
      await client.query('select pg_advisory_xact_lock($1)', [migrationLock]);
      // again, now that nobody else can make it otherwise
      await refuseUnlessEmpty(client);
      await loadAll(client, plan, manifest, sums);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
    plan.progress('everything is in; counting for the planner');
    await client.query('analyze');
    return { manifest, secret };
  } finally {
    await client.end();
  }
}

async function loadAll(
  client: pg.Client,
  plan: RestorePlan,
  manifest: Manifest,
  sums: ReadonlyMap<string, string>,
): Promise<void> {
  await dropOurs(client);
  const known = await migrationNames();
  // in our order: a database sorts names by the rules of its language, where a dot or a line may count for nothing
  await runMigrations(
    client,
    known.filter((name) => manifest.migrations.includes(name)),
  );
  const references = await setReferencesAside(client);
  const triggered = await silenceTriggers(client);
  await client.query(tableOfJobs);
  // a migration may have written rows of its own; they are in the backup too
  for (const { name } of manifest.tables) await client.query(`delete from ${quoted(name)}`);
  const loaded = new Map<string, number>();
  for await (const entry of readArchive(plan.from, sums)) await loadEntry(client, plan, manifest, loaded, entry);
  proveCounts(manifest, loaded);
  for (const { name, value, called } of manifest.sequences)
    await client.query('select setval($1::regclass, $2, $3)', [quoted(name), value, called]);
  for (const statement of triggered) await client.query(statement);
  plan.progress('proving that everything referred to is there');
  for (const statement of references) await client.query(statement);
  await addJobs(client);
  await runMigrations(
    client,
    known.filter((name) => !manifest.migrations.includes(name)),
  );
}

async function loadEntry(
  client: pg.Client,
  plan: RestorePlan,
  manifest: Manifest,
  loaded: Map<string, number>,
  entry: ArchiveEntry,
): Promise<void> {
  const [folder, name] = entry.name.split('/');
  if (folder === 'files') {
    const stored = await plan.files.put(entry.body);
    if (stored.sha256 !== name) throw new Error(`The file ${String(name)} in the backup is not what its name says.`);
    add(loaded, 'files/', 1);
    return;
  }
  if (folder === 'jobs') {
    add(
      loaded,
      'jobs/',
      await copyIn(
        client,
        'copy restored_jobs (task, payload, queue, run_at, max_attempts, key, priority, flags, attempts, last_error) from stdin',
        entry.body,
      ),
    );
    return;
  }
  const table = folder === 'tables' ? manifest.tables.find((one) => one.name === name) : undefined;
  if (table === undefined) {
    for await (const piece of entry.body) void piece;
    return;
  }
  const columns = table.columns.map(quoted).join(', ');
  const rows = await copyIn(client, `copy ${quoted(table.name)} (${columns}) from stdin`, entry.body);
  add(loaded, table.name, rows);
  plan.progress(`${table.name}: ${loaded.get(table.name)} of ${table.rows} rows`);
}

function add(counts: Map<string, number>, name: string, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}

function proveCounts(manifest: Manifest, loaded: ReadonlyMap<string, number>): void {
  const expected = [
    ...manifest.tables.map(({ name, rows }) => [name, rows] as const),
    ['jobs/', manifest.jobs] as const,
    ['files/', manifest.files.count] as const,
  ];
  for (const [name, count] of expected) {
    const got = loaded.get(name) ?? 0;
    if (got !== count)
      throw new Error(`The backup should hold ${count} of ${name}, but ${got} came in. Nothing was kept.`);
  }
}

async function refuseWhileUsed(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
     where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  if (rows[0]!.others > 0)
    throw new Error('Something is connected to this database, most likely Kept itself. Stop it, then restore.');
}

/** Where anything that people or customers did would show. Other tables may have rows that a migration put there. */
const telling = ['company', 'users', 'customers', 'cases', 'events', 'mail_sources', 'outbox', 'files', 'api_keys'];

async function refuseUnlessEmpty(client: pg.Client): Promise<void> {
  const tables = (await readTables(client)).map(({ name }) => name);
  const ours = tables.includes('migrations');
  const there: string[] = [];
  for (const name of ours ? telling.filter((one) => tables.includes(one)) : tables) {
    const { rows } = await client.query<{ rows: number }>(`select count(*)::int as rows from ${quoted(name)}`);
    if (!ours || rows[0]!.rows > 0) there.push(`${rows[0]!.rows} in ${name}`);
  }
  if (there.length > 0)
    throw new Error(
      `This installation is not empty (${there.join(', ')}). A backup is restored into an empty one only, so that nothing is mixed or lost: choose a new KEPT_DATA_DIR or a new database. Nothing was written.`,
    );
}

/** graphile-worker's tables, empty. They come from its own migrations, outside our transaction, and hold nothing yet. */
async function makeJobTables(connectionString: string): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString });
  try {
    await utils.migrate();
  } finally {
    await utils.release();
  }
}

/** Drops what the migrations of an empty installation have made, so that those of the backup's version can run. */
async function dropOurs(client: pg.Client): Promise<void> {
  const kinds = [
    ['view', `pg_class`, `regclass`, `relnamespace`, `x.relkind = 'v'`],
    ['materialized view', `pg_class`, `regclass`, `relnamespace`, `x.relkind = 'm'`],
    ['table', `pg_class`, `regclass`, `relnamespace`, `x.relkind in ('r', 'p')`],
    ['sequence', `pg_class`, `regclass`, `relnamespace`, `x.relkind = 'S'`],
    ['routine', `pg_proc`, `regprocedure`, `pronamespace`, `true`],
    ['type', `pg_type`, `regtype`, `typnamespace`, `x.typtype in ('e', 'd')`],
    ['text search configuration', `pg_ts_config`, `regconfig`, `cfgnamespace`, `true`],
    ['text search dictionary', `pg_ts_dict`, `regdictionary`, `dictnamespace`, `true`],
  ] as const;
  for (const [kind, catalogue, shownAs, schema, which] of kinds) {
    const { rows } = await client.query<{ name: string }>(`select x.oid::${shownAs}::text as name from ${catalogue} x
      where x.${schema} = 'public'::regnamespace and ${which}
        and not exists (select 1 from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = x.oid and d.deptype in ('e', 'i', 'a'))`);
    for (const { name } of rows) await client.query(`drop ${kind} if exists ${name} cascade`);
  }
}

/**
 * Drops foreign keys, so that tables may be filled in any order, and gives the statements that bring them back: adding
 * one proves every row. (Switching them off would need a superuser, and would prove nothing.)
 */
async function setReferencesAside(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ off: string; on: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as off,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as on
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`);
  for (const { off } of rows) await client.query(off);
  return rows.map((row) => row.on);
}

/** What triggers have written is in the backup; they must not write it again. Gives the statements that wake them. */
async function silenceTriggers(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    select distinct t.tgrelid::regclass::text as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and c.relnamespace = 'public'::regnamespace`);
  for (const { name } of rows) await client.query(`alter table ${name} disable trigger user`);
  return rows.map(({ name }) => `alter table ${name} enable trigger user`);
}

const tableOfJobs = `create temporary table restored_jobs (task text, payload json, queue text, run_at timestamptz, max_attempts int,
  key text, priority int, flags text[], attempts int, last_error text, place bigint generated always as identity) on commit drop`;

/** Waiting jobs go through graphile-worker's own door; one that failed for good stays so. */
async function addJobs(client: pg.Client): Promise<void> {
  await client.query('delete from graphile_worker._private_jobs');
  await client.query(`create temporary table remade_jobs on commit drop as
    select (graphile_worker.add_job(task, payload, queue, run_at, max_attempts, key, priority, nullif(flags, '{}'))).id as id, attempts, last_error
    from (select * from restored_jobs order by place) waiting`);
  await client.query(`update graphile_worker._private_jobs j set attempts = m.attempts, last_error = m.last_error
    from remade_jobs m where m.id = j.id and m.attempts > 0`);
}
