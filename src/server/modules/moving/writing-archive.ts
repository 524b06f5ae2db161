import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { pack, type Pack } from 'tar-stream';
import type { Context } from '../../context.ts';
import type { Database } from '../../store/database.ts';
import { aboutName, archiveFormat, type Manifest, manifestName } from './manifest.ts';
import { type Leaving, readLeaving, readSequences } from './tables.ts';

const pageRows = 2000;

/**
 * Everything that leaves as one tar, as it was at one moment: `about.json`, one `<table>.jsonl` per table, the bytes of
 * attachments under `files/`, and `manifest.json` with the counts and sums. A table waits in a temporary file for its
 * size to be known; memory holds one page of rows. `told` is called with the rows written so far.
 */
export function writeArchive(ctx: Context, told: (done: number, of: number, what: string) => Promise<void>): Pack {
  const tar = pack();
  void (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kept-export-'));
    try {
      await ctx.db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((trx) => writeAll(ctx, trx, tar, folder, told));
      tar.finalize();
    } catch (error) {
      tar.destroy(error instanceof Error ? error : new Error(String(error)));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  })();
  return tar;
}

async function writeAll(
  ctx: Context,
  trx: Database,
  tar: Pack,
  folder: string,
  told: (done: number, of: number, what: string) => Promise<void>,
): Promise<void> {
  // forms of values must not depend on how the server is set
  await sql`set local timezone = 'UTC'`.execute(trx);
  await sql`set local bytea_output = 'hex'`.execute(trx);
  await sql`set local extra_float_digits = 1`.execute(trx);
  const tables = await readLeaving(trx);
  const counts = new Map<string, number>();
  for (const { name } of tables)
    counts.set(
      name,
      Number((await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(trx)).rows[0]!.n),
    );
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const migrations = await sql<{ name: string }>`select name from migrations order by name collate "C"`.execute(trx);
  await addText(tar, aboutName, {
    format: archiveFormat,
    what: 'kept export',
    madeAt: ctx.now.toISOString(),
    migrations: migrations.rows.map(({ name }) => name),
  });
  const manifest: Manifest = {
    tables: {},
    files: { count: 0, bytes: 0, missing: [] },
    sequences: await readSequences(trx),
    readers: await readReaders(trx),
  };
  let done = 0;
  for (const table of tables) {
    await told(done, total, table.name);
    manifest.tables[table.name] = await addTable(trx, tar, folder, table, async (rows) =>
      told(done + rows, total, table.name),
    );
    done += counts.get(table.name) ?? 0;
  }
  await addFiles(ctx, trx, tar, manifest, (count) => told(done, total, `files: ${String(count)}`));
  await addText(tar, manifestName, manifest);
}

async function addText(tar: Pack, name: string, content: object): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    tar.entry({ name }, `${JSON.stringify(content, null, 1)}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

async function addTable(
  trx: Database,
  tar: Pack,
  folder: string,
  table: Leaving,
  told: (rows: number) => Promise<void>,
): Promise<{ rows: number; sha256: string }> {
  const path = join(folder, table.name);
  const spool = createWriteStream(path, { mode: 0o600 });
  const hash = createHash('sha256');
  const columns = sql.join(table.columns.map((column) => sql.ref(column)));
  await sql`declare leaving no scroll cursor for
    select row_to_json(r)::text as line from (select ${columns} from ${sql.table(table.name)} order by ${sql.join(table.order.map((column) => sql.ref(column)))}) r`.execute(
    trx,
  );
  let rows = 0;
  for (;;) {
    const page = await sql<{ line: string }>`fetch ${sql.lit(pageRows)} from leaving`.execute(trx);
    if (page.rows.length === 0) break;
    const text = `${page.rows.map(({ line }) => line).join('\n')}\n`;
    hash.update(text);
    if (!spool.write(text)) await once(spool, 'drain');
    rows += page.rows.length;
    if (rows % (pageRows * 5) === 0) await told(rows);
  }
  await sql`close leaving`.execute(trx);
  spool.end();
  await once(spool, 'finish');
  await addStream(tar, `${table.name}.jsonl`, (await stat(path)).size, createReadStream(path));
  await rm(path);
  return { rows, sha256: hash.digest('hex') };
}

async function addStream(tar: Pack, name: string, size: number, content: NodeJS.ReadableStream): Promise<void> {
  const entry = tar.entry({ name, size });
  await pipeline(content, entry);
}

/** The bytes that records name; one that is missing is told in the manifest and stops nothing. */
async function addFiles(
  ctx: Context,
  trx: Database,
  tar: Pack,
  manifest: Manifest,
  told: (count: number) => Promise<void>,
): Promise<void> {
  let after = '';
  for (;;) {
    const { rows } = await sql<{
      sha256: string;
      size: number;
    }>`select sha256, size from files where sha256 > ${after} order by sha256 limit 500`.execute(trx);
    if (rows.length === 0) return;
    after = rows.at(-1)!.sha256;
    for (const { sha256, size } of rows) {
      const stream = await ctx.files.open(sha256);
      if (stream === undefined) {
        manifest.files.missing.push(sha256);
        continue;
      }
      await addStream(tar, `files/${sha256}`, Number(size), stream);
      manifest.files.count += 1;
      manifest.files.bytes += Number(size);
    }
    await told(manifest.files.count);
  }
}

/** How far each reader of the log has read: the last event before the first it has not. */
async function readReaders(trx: Database): Promise<Manifest['readers']> {
  const { rows } = await sql<{ name: string; eventId: number }>`
    select s.name, coalesce((select min(e.id) - 1 from events e where (e.xid, e.id) > (s.xid, s.event_id)),
      (select max(id) from events), 0)::bigint as "eventId" from subscriptions s order by s.name
  `.execute(trx);
  return rows.map(({ name, eventId }) => ({ name, eventId: Number(eventId) }));
}
