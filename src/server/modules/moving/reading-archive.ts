import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { extract } from 'tar-stream';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { type About, aboutName, archiveFormat, type Manifest, manifestName } from './manifest.ts';
import { type Leaving, readLeaving } from './tables.ts';

/** Rows are written in pieces of about this many characters. */
const pieceSize = 2_000_000;

/** What was read of an archive. */
export interface Loaded {
  about: About;
  manifest: Manifest;
  rows: number;
}

/**
 * Makes an empty Kept the desk that an archive of `writeArchive` was taken of, in one transaction: a kill in the middle
 * leaves it as empty as it was. Sums and counts are proved before anything counts. Mail that was waiting to be sent there
 * is held here, because the old desk may still send it.
 * @param readers every reader of the log this program has: none of them reads the past again
 * @throws when the installation is not empty, or the archive is damaged or newer than this program
 */
export function loadArchive(
  ctx: Context,
  bytes: AsyncIterable<Buffer>,
  readers: readonly string[],
  told: (line: string) => void = () => undefined,
): Promise<Loaded> {
  return transact(ctx, async (ctx) => {
    await refuseUnlessEmpty(ctx);
    const tables = new Map((await readLeaving(ctx.trx)).map((table) => [table.name, table]));
    const references = await setReferencesAside(ctx);
    const triggered = await silenceTriggers(ctx);
    // what migrations put there themselves comes with the archive
    for (const name of tables.keys()) await sql`delete from ${sql.table(name)}`.execute(ctx.trx);
    const seen: Record<string, { rows: number; sha256: string }> = {};
    let about: About | undefined;
    let manifest: Manifest | undefined;
    let files = 0;
    const members = extract();
    Readable.from(bytes)
      .on('error', (error) => members.destroy(error))
      .pipe(members);
    for await (const entry of members) {
      const { name } = entry.header;
      const member = entry as unknown as AsyncIterable<Buffer>;
      if (about === undefined && name !== aboutName) throw new Error('This is an archive, but not an export of Kept.');
      if (name === aboutName) about = await readAbout(ctx, member);
      else if (name === manifestName) manifest = JSON.parse(await textOf(member)) as Manifest;
      else if (name.startsWith('files/')) {
        await keepFile(ctx, name.slice(6), member);
        files += 1;
      } else {
        const table = tables.get(name.replace(/\.jsonl$/, ''));
        if (table === undefined) throw new Error(`The export holds ${name}, which this version does not know.`);
        seen[table.name] = await loadTable(ctx, table, member);
        told(`${table.name}: ${String(seen[table.name]!.rows)} rows`);
      }
    }
    if (about === undefined || manifest === undefined) throw new Error('The export is cut off; nothing was written.');
    prove(manifest, seen, files);
    await settle(ctx, manifest, readers);
    for (const statement of [...triggered, ...references]) await sql.raw(statement).execute(ctx.trx);
    const rows = Object.values(seen).reduce((sum, table) => sum + table.rows, 0);
    return { about, manifest, rows };
  });
}

async function refuseUnlessEmpty(ctx: WritingContext): Promise<void> {
  for (const table of ['company', 'users', 'customers', 'cases'] as const) {
    const there = await ctx.trx
      .selectFrom(table)
      .select(sql`1`.as('one'))
      .limit(1)
      .executeTakeFirst();
    if (there !== undefined)
      throw new Error(
        'This installation is not empty. An export is read into an empty one only, so that nothing is mixed: choose a new KEPT_DATA_DIR or a new database.',
      );
  }
}

async function readAbout(ctx: WritingContext, content: AsyncIterable<Buffer>): Promise<About> {
  const about = JSON.parse(await textOf(content)) as About;
  if (about.format !== archiveFormat || about.what !== 'kept export')
    throw new Error('This is no export that this version can read.');
  const { rows } = await sql<{ name: string }>`select name from migrations`.execute(ctx.trx);
  const unknown = about.migrations.filter((name) => !rows.some((row) => row.name === name));
  if (unknown.length > 0)
    throw new Error(
      `The export was made by a newer version of Kept (it has ${unknown.join(', ')}). Read it with that version.`,
    );
  return about;
}

async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function keepFile(ctx: WritingContext, sha256: string, content: AsyncIterable<Buffer>): Promise<void> {
  const stored = await ctx.files.put(content);
  if (stored.sha256 !== sha256) throw new Error(`The file ${sha256} in the export is damaged; nothing was written.`);
}

async function loadTable(
  ctx: WritingContext,
  table: Leaving,
  content: AsyncIterable<Buffer>,
): Promise<{ rows: number; sha256: string }> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder();
  let rows = 0;
  let held = '';
  let lines: string[] = [];
  let size = 0;
  const write = async () => {
    await insertLines(ctx, table, lines);
    rows += lines.length;
    lines = [];
    size = 0;
  };
  for await (const chunk of content) {
    hash.update(chunk);
    held += decoder.decode(chunk, { stream: true });
    const parts = held.split('\n');
    held = parts.pop()!;
    for (const line of parts) {
      lines.push(line);
      size += line.length;
      if (size > pieceSize) await write();
    }
  }
  if (lines.length > 0) await write();
  return { rows, sha256: hash.digest('hex') };
}

/** PostgreSQL reads the lines itself, so that no number or time is changed by passing through JavaScript. */
async function insertLines(ctx: WritingContext, table: Leaving, lines: readonly string[]): Promise<void> {
  const columns = sql.join(
    [...table.columns, ...table.needed.map(({ name }) => name)].map((column) => sql.ref(column)),
  );
  const values = sql.join([
    ...table.columns.map((column) => sql.ref(`r.${column}`)),
    ...table.needed.map(({ type }) => standIn(type)),
  ]);
  await sql`insert into ${sql.table(table.name)} (${columns}) overriding system value
    select ${values} from json_populate_recordset(null::${sql.table(table.name)}, ${`[${lines.join(',')}]`}::json) r`.execute(
    ctx.trx,
  );
}

/** For what stayed behind: of a secret something nobody knows, of an event's place in the log that it is read already. */
function standIn(type: string) {
  if (type === 'xid8') return sql`pg_current_xact_id()`;
  if (type === 'bytea') return sql`decode(replace(gen_random_uuid()::text, '-', ''), 'hex')`;
  return sql`'withheld-' || gen_random_uuid()`;
}

function prove(manifest: Manifest, seen: Record<string, { rows: number; sha256: string }>, files: number): void {
  for (const [name, { rows, sha256 }] of Object.entries(manifest.tables))
    if (seen[name]?.rows !== rows || seen[name].sha256 !== sha256)
      throw new Error(`The table ${name} in the export is damaged; nothing was written.`);
  if (files !== manifest.files.count) throw new Error('Files are missing in the export; nothing was written.');
}

async function settle(ctx: WritingContext, manifest: Manifest, readers: readonly string[]): Promise<void> {
  for (const { name, value, called } of manifest.sequences)
    await sql`select setval(to_regclass(${name}), ${value}::bigint, ${called}) where to_regclass(${name}) is not null`.execute(
      ctx.trx,
    );
  await sql`update outbox set state = 'held', last_error = 'held: it waited to be sent when everything was taken out' where state in ('queued', 'deferred')`.execute(
    ctx.trx,
  );
  const { rows } = await sql<{ last: number }>`select coalesce(max(id), 0)::bigint as last from events`.execute(
    ctx.trx,
  );
  const last = Number(rows[0]!.last);
  const read = new Map(manifest.readers.map(({ name, eventId }) => [name, eventId]));
  for (const name of new Set([...readers, ...read.keys()]))
    await sql`insert into subscriptions (name, xid, event_id) values (${name}, pg_current_xact_id(), ${read.get(name) ?? last})
      on conflict (name) do update set xid = excluded.xid, event_id = excluded.event_id`.execute(ctx.trx);
  await record(ctx, 'moving.moved-in', null, { tables: Object.keys(manifest.tables).length });
}

/** Without references tables can come in any order; putting them back proves that everything referred to is there. */
async function setReferencesAside(ctx: WritingContext): Promise<string[]> {
  const { rows } = await sql<{ off: string; on: string }>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as off,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as on
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0
  `.execute(ctx.trx);
  for (const { off } of rows) await sql.raw(off).execute(ctx.trx);
  return rows.map((row) => row.on);
}

/** What triggers once wrote is in the archive. */
async function silenceTriggers(ctx: WritingContext): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct t.tgrelid::regclass::text as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and c.relnamespace = 'public'::regnamespace
  `.execute(ctx.trx);
  for (const { name } of rows) await sql.raw(`alter table ${name} disable trigger user`).execute(ctx.trx);
  return rows.map(({ name }) => `alter table ${name} enable trigger user`);
}
