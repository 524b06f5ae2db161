import { createHash } from 'node:crypto';
import pg from 'pg';
import { type FileStore, readFileFrom } from '../files/store.ts';
import { migrationLock } from '../store/migrate.ts';
import { type ArchiveWriter, writeArchive } from './archive.ts';
import { copyOut } from './copying.ts';
import { fingerprintOf, type Manifest, manifestName, secretName } from './manifest.ts';
import { type Positions, readPositions } from './positions.ts';
import { quoted, readTables, settleTextForms, type TableShape } from './tables.ts';

/** Who is signed in, and half-done sign-ins, are no business of a copy. Migrations are listed in the manifest. */
const leftOut = new Set(['sessions', 'verifications', 'migrations']);
/** About how large a piece of a table is inside the archive, in bytes: what is held in memory at once. */
const pieceSize = 4 * 1_048_576;

/** What to back up, and where to. */
export interface BackupPlan {
  connectionString: string;
  files: FileStore;
  /** The installation's secret: put in only when `withSecret`; its fingerprint always is. */
  secret: string | undefined;
  withSecret: boolean;
  /** The file to write; compressed when its name ends in `gz`. */
  to: string;
  version: string;
  now: Date;
  progress: (line: string) => void;
}

/**
 * Copies everything as it was at one moment, while Kept goes on: one snapshot of the database, and the files that this
 * snapshot names. Memory is bounded whatever the size. Throws, and leaves nothing behind, when the file is already there
 * or anything fails; a file of a message that is missing or damaged does not stop it and is named in the answer.
 */
export async function backUp(plan: BackupPlan): Promise<Manifest> {
  const client = new pg.Client({ connectionString: plan.connectionString, keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  let archive: ArchiveWriter | undefined;
  try {
    await settleTextForms(client);
    // no migration may run in the middle
    await client.query('select pg_advisory_lock_shared($1)', [migrationLock]);
    const tables = await readTables(client);
    if (!tables.some(({ name }) => name === 'migrations'))
      throw new Error('There is nothing to back up: Kept has not been started with this database yet.');
    archive = await writeArchive(plan.to, plan.now);
    await client.query('begin isolation level repeatable read, read only');
    // before the first look, so that nobody truncates a table between the snapshot and its copy
    await client.query(`lock table ${tables.map(({ name }) => quoted(name)).join(', ')} in access share mode`);
    const manifest = await copyAll(client, tables, archive, plan);
    await client.query('commit');
    await archive.add(manifestName, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
    await archive.finish();
    return manifest;
  } catch (error) {
    await archive?.abandon();
    throw error;
  } finally {
    await client.end();
  }
}

async function copyAll(
  client: pg.Client,
  tables: TableShape[],
  archive: ArchiveWriter,
  plan: BackupPlan,
): Promise<Manifest> {
  const { rows: done } = await client.query<{ name: string }>('select name from migrations order by name collate "C"');
  const positions = await readPositions(client);
  // files first: a restore then has them in place before its one transaction begins
  const files = await copyFiles(client, archive, plan);
  const copied: Manifest['tables'] = [];
  for (const table of tables) {
    if (leftOut.has(table.name)) continue;
    const rows = await copyPieces(archive, `tables/${table.name}`, copyOut(client, statementFor(table, positions)));
    copied.push({ name: table.name, columns: table.columns.map(({ name }) => name), rows });
    plan.progress(`${table.name}: ${rows} rows`);
  }
  const { rows: worker } = await client.query(
    "select 1 where to_regclass('graphile_worker._private_jobs') is not null",
  );
  const jobs = worker.length === 0 ? 0 : await copyPieces(archive, 'jobs', copyOut(client, waitingJobs));
  plan.progress(`waiting jobs: ${jobs}`);
  if (plan.withSecret && plan.secret !== undefined) await archive.add(secretName, Buffer.from(plan.secret));
  return {
    format: 1,
    kept: plan.version,
    madeAt: plan.now.toISOString(),
    migrations: done.map(({ name }) => name),
    tables: copied,
    sequences: await readSequences(client),
    jobs,
    files,
    secretFingerprint: plan.secret === undefined ? null : fingerprintOf(plan.secret),
  };
}

/** What `jobs` waits to be done by graphile-worker, in terms of its public `add_job`. */
const waitingJobs = `copy (
  select t.identifier, j.payload::text, q.queue_name, j.run_at, j.max_attempts, j.key, j.priority,
    array(select jsonb_object_keys(coalesce(j.flags, '{}'))), j.attempts, j.last_error
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
  order by j.id) to stdout`;

function statementFor(table: TableShape, positions: Positions): string {
  const columns = table.columns.map(({ name }) => quoted(name)).join(', ');
  if (!table.columns.some(({ type }) => type === 'xid8')) return `copy ${quoted(table.name)} (${columns}) to stdout`;
  const id = table.name === 'events' ? 'id' : 'event_id';
  if (!table.columns.some(({ name }) => name === id))
    throw new Error(`The table ${table.name} keeps a transaction id without an event; it cannot be copied.`);
  const expressions = table.columns.map(({ name, type }) => {
    if (type === 'xid8') return positions.numberOf(quoted(name), id);
    return table.name === 'subscriptions' && name === 'event_id' ? positions.lastRead : quoted(name);
  });
  return `copy (select ${expressions.join(', ')} from ${quoted(table.name)}) to stdout`;
}

/** Rows into entries `<folder>/000001.copy`, cut between rows. Returns how many rows there were. */
async function copyPieces(archive: ArchiveWriter, folder: string, rows: AsyncIterable<Buffer>): Promise<number> {
  let count = 0;
  let pieces = 0;
  let held: Buffer[] = [];
  let size = 0;
  const write = async () => {
    pieces += 1;
    await archive.add(`${folder}/${String(pieces).padStart(6, '0')}.copy`, Buffer.concat(held));
    [held, size] = [[], 0];
  };
  for await (const row of rows) {
    held.push(row);
    size += row.length;
    count += 1;
    if (size >= pieceSize) await write();
  }
  if (held.length > 0) await write();
  return count;
}

async function copyFiles(client: pg.Client, archive: ArchiveWriter, plan: BackupPlan): Promise<Manifest['files']> {
  const result: Manifest['files'] = { count: 0, bytes: 0, missing: [] };
  let last = '';
  for (;;) {
    const { rows } = await client.query<{ sha256: string }>(
      'select sha256 from files where sha256 > $1 order by sha256 limit 1000',
      [last],
    );
    if (rows.length === 0) break;
    last = rows.at(-1)!.sha256;
    for (const { sha256 } of rows) {
      const content = await wholeFile(plan.files, sha256);
      if (content === undefined) {
        result.missing.push(sha256);
        continue;
      }
      await archive.add(`files/${sha256}`, content);
      result.count += 1;
      result.bytes += content.length;
    }
    plan.progress(`files: ${result.count}`);
  }
  return result;
}

/** A file of at most some tens of MB (the limit of an upload); undefined when it is missing or not what its name says. */
async function wholeFile(files: FileStore, sha256: string): Promise<Buffer | undefined> {
  const content = await readFileFrom(files, sha256).catch(() => undefined);
  if (content === undefined) return undefined;
  return createHash('sha256').update(content).digest('hex') === sha256 ? content : undefined;
}

/** Sequences stand outside snapshots: read last, they are never behind the rows. */
async function readSequences(client: pg.Client): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e') order by 1`,
  );
  const read: Manifest['sequences'] = [];
  for (const { name } of rows) {
    const { rows: at } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${quoted(name)}`,
    );
    read.push({ name, ...at[0]! });
  }
  return read;
}
