import { sql } from 'kysely';
import { pack, type Pack } from 'tar-stream';
import { Readable } from 'node:stream';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { rootOf } from '../customers/index.ts';
import { readReach, type Reach } from './reach.ts';
import { belongsToScope, type Scope, scopeOfPerson } from './scope.ts';

const atOnce = 500;
/** Derived from what is in the archive anyway, or about machines only. */
const leftOut = new Set([
  'search_entries',
  'presence',
  'customer_duplicates',
  'case_marks',
  'case_standings',
  'answer_marks',
  'promise_marks',
  'moment_marks',
]);

/**
 * Everything about a person as a tar archive, written while it is read: one JSON array per kind of record, the raw mails, and
 * every attachment under its own name. Nothing of it is kept here.
 */
export async function exportPerson(ctx: Context, customerId: string): Promise<Readable> {
  const root = await rootOf(ctx, customerId);
  await transact(ctx, (ctx) => record(ctx, 'privacy.exported', root, { customerId: root }));
  const [reach, scope] = [await readReach(ctx.db), await scopeOfPerson(ctx.db, root)];
  const archive = pack();
  void write(ctx, archive, reach, scope).then(
    () => archive.finalize(),
    (error: unknown) => archive.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return Readable.from(archive);
}

async function write(ctx: Context, archive: Pack, reach: readonly Reach[], scope: Scope): Promise<void> {
  const index: Record<string, number> = {};
  for (const { table, columns } of reach) {
    const mine = belongsToScope(reach, table, scope);
    if (mine === undefined || leftOut.has(table)) continue;
    const bytes = columns
      .filter((column) => column.type === 'bytes' || column.type === 'words')
      .map((column) => column.name);
    const rows = await readAll(ctx, table, mine, bytes);
    if (rows.length === 0) continue;
    index[table] = rows.length;
    await entry(archive, `${table}.json`, Buffer.from(JSON.stringify(rows, null, 2)));
  }
  await writeMails(ctx, archive, scope);
  await writeFiles(ctx, archive, reach, scope);
  const about = { made: ctx.now.toISOString(), person: scope.customerIds, records: index };
  await entry(archive, 'index.json', Buffer.from(JSON.stringify(about, null, 2)));
}

/** A person's rows of one kind: where they are first, then what is there in parts, so that no one statement grows with it. */
async function readAll(
  ctx: Context,
  table: string,
  mine: NonNullable<ReturnType<typeof belongsToScope>>,
  without: readonly string[],
): Promise<unknown[]> {
  const all: unknown[] = [];
  await ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const { rows: places } = await sql<{ place: string }>`
      select t.ctid::text as place from ${sql.table(table)} as t where ${mine} order by t.ctid`.execute(trx);
      for (let from = 0; from < places.length; from += atOnce) {
        const part = places.slice(from, from + atOnce).map(({ place }) => place);
        const { rows } = await sql<{ row: unknown }>`
        select to_jsonb(t) - ${[...without]}::text[] as row from ${sql.table(table)} as t where t.ctid = any(${part}::tid[])
        order by t.ctid`.execute(trx);
        all.push(...rows.map(({ row }) => row));
      }
    });
  return all;
}

async function writeMails(ctx: Context, archive: Pack, scope: Scope): Promise<void> {
  const addresses = scope.identities.filter((value) => value.includes('@'));
  const { rows } = await sql<{ id: string }>`
    select id from mail_sources where case_id = any(${[...scope.caseIds]}::uuid[]) or lower(envelope_from) = any(${addresses}) order by received_at
  `.execute(ctx.db);
  for (const { id } of rows) {
    const mail = await ctx.db.selectFrom('mail_sources').select('raw').where('id', '=', id).executeTakeFirst();
    if (mail !== undefined) await entry(archive, `mails/${id}.eml`, mail.raw);
  }
}

async function writeFiles(ctx: Context, archive: Pack, reach: readonly Reach[], scope: Scope): Promise<void> {
  const mine = belongsToScope(reach, 'attachments', scope);
  if (mine === undefined) return;
  const { rows } = await sql<{ id: string; name: string; sha256: string; size: number }>`
    select t.id, t.name, t.sha256, t.size from attachments as t where ${mine} order by t.created_at
  `.execute(ctx.db);
  for (const file of rows) {
    const stream = await ctx.files.open(file.sha256);
    if (stream === undefined) continue;
    const name = file.name.replaceAll(/[/\\]/g, '_').slice(0, 120);
    await new Promise<void>((resolve, reject) => {
      const part = archive.entry({ name: `files/${file.id}-${name}`, size: Number(file.size) }, (error) =>
        error == null ? resolve() : reject(error),
      );
      stream.on('error', reject);
      stream.pipe(part);
    });
  }
}

function entry(archive: Pack, name: string, content: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry({ name }, content, (error) => (error == null ? resolve() : reject(error)));
  });
}
