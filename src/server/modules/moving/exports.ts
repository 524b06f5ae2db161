import { Readable } from 'node:stream';
import { sql } from 'kysely';
import type { FastifyReply } from 'fastify';
import type { Export } from '../../../contract/moving-out.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { Job } from '../../jobs/running.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import type { Database } from '../../store/database.ts';
import { writeArchive } from './writing-archive.ts';

const jobName = 'moving.export';
/** An archive can be fetched for a week: long enough for a weekend, short enough not to lie about. */
const fetchableFor = 7 * 86_400_000;
const leaseSeconds = 60;

function select(db: Database) {
  return db
    .selectFrom('exports as e')
    .leftJoin('users as u', 'u.id', 'e.created_by')
    .selectAll('e')
    .select('u.name as created_by_name');
}
type ExportRecord = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

/** Begins an export. One at a time: a second one would only read the same twice. */
export function startExport(ctx: Context): Promise<Export> {
  return transact(ctx, async (ctx) => {
    await sql`select pg_advisory_xact_lock(7020318)`.execute(ctx.trx);
    const going = await ctx.trx
      .selectFrom('exports')
      .select('id')
      .where('state', 'in', ['waiting', 'running'])
      .executeTakeFirst();
    if (going !== undefined) throw new Refusal('conflict', 'export-going', 'An export is being written already.');
    const id = newId();
    await ctx.trx
      .insertInto('exports')
      .values({ id, state: 'waiting', created_by: staffId(ctx.actor), created_at: ctx.now })
      .execute();
    await addJob(ctx, jobName, { exportId: id }, { maxAttempts: 1 });
    await record(ctx, 'moving.export-begun', id, {});
    return show(await theExport(ctx, id));
  });
}

export async function listExports(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  let rows = select(ctx.db)
    .orderBy('e.created_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit + 1);
  if (after !== undefined)
    rows = rows.where(sql<boolean>`(e.created_at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return cutPage(await rows.execute(), limit, (row) => [row.created_at.toISOString(), row.id], show);
}

/** The archive as a stream. Who fetched it stands in the log. */
export async function fetchExport(ctx: Context, id: string, reply: FastifyReply): Promise<FastifyReply> {
  const found = await theExport(ctx, id);
  const stream = found.state === 'done' && found.sha256 !== null ? await ctx.files.open(found.sha256) : undefined;
  if (stream === undefined)
    throw new Refusal(
      'not_found',
      'export-gone',
      'This export is not there to be fetched: it is not done yet, or has expired.',
    );
  await transact(ctx, async (ctx) => {
    await ctx.trx
      .updateTable('exports')
      .set({ fetched: found.fetched + 1 })
      .where('id', '=', id)
      .execute();
    await record(ctx, 'moving.export-fetched', id, { sha256: found.sha256 });
  });
  return reply
    .header('content-type', 'application/x-tar')
    .header('content-length', found.size ?? 0)
    .header('content-disposition', `attachment; filename="kept-${found.created_at.toISOString().slice(0, 10)}.tar"`)
    .header('cache-control', 'no-store')
    .send(stream);
}

/** Removes an archive before its time. */
export async function removeExport(ctx: Context, id: string): Promise<null> {
  const found = await theExport(ctx, id);
  if (found.state === 'waiting' || found.state === 'running')
    throw new Refusal('conflict', 'export-going', 'The export is being written; remove it when it is done.');
  if (found.sha256 !== null) await ctx.files.remove(found.sha256);
  await transact(ctx, async (ctx) => {
    await ctx.trx.deleteFrom('exports').where('id', '=', id).execute();
    await record(ctx, 'moving.export-removed', id, {});
  });
  return null;
}

/** Writes an export; one that was broken off is written anew, as a whole. */
export async function workOnExport(ctx: Context, id: string): Promise<void> {
  const lease = newId();
  const taken = await sql`
    update exports set state = 'running', lease = ${lease}, leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where id = ${id} and state in ('waiting', 'running') and (leased_until is null or leased_until < clock_timestamp()) returning id
  `.execute(ctx.db);
  if (taken.rows.length === 0) return;
  try {
    const told = async (done: number, total: number, what: string) => {
      await sql`update exports set done = ${done}, total = ${total}, what = ${what},
        leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}) where id = ${id} and lease = ${lease}`.execute(
        ctx.db,
      );
    };
    const stored = await ctx.files.put(Readable.from(writeArchive(ctx, told)));
    await transact(ctx, async (ctx) => {
      const { numUpdatedRows } = await ctx.trx
        .updateTable('exports')
        .set((eb) => ({
          state: 'done',
          done: eb.ref('total'),
          what: '',
          sha256: stored.sha256,
          size: stored.size,
          ended_at: ctx.now,
          expires_at: new Date(+ctx.now + fetchableFor),
          lease: null,
          leased_until: null,
        }))
        .where('id', '=', id)
        .where('lease', '=', lease)
        .executeTakeFirst();
      if (numUpdatedRows > 0n)
        await record(ctx, 'moving.export-done', id, { sha256: stored.sha256, size: stored.size });
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await sql`update exports set state = 'failed', error = ${message.slice(0, 2000)}, lease = null, leased_until = null, ended_at = now()
      where id = ${id} and lease = ${lease}`.execute(ctx.db);
  }
}

export const exportJob: Job = {
  name: jobName,
  work: (ctx, payload) => workOnExport(ctx, String(payload['exportId'])),
};

/** Takes up exports whose worker died, and removes archives whose time is over. */
export const tendExportsJob: Job = {
  name: 'moving.tend-exports',
  work: async (ctx) => {
    const abandoned = await sql<{ id: string }>`
      select id from exports where state in ('waiting', 'running') and (leased_until is null or leased_until < clock_timestamp())
        and created_at < ${new Date(+ctx.now - 60_000)}
    `.execute(ctx.db);
    for (const { id } of abandoned.rows)
      await transact(ctx, (ctx) => addJob(ctx, jobName, { exportId: id }, { maxAttempts: 1 }));
    const over = await ctx.db
      .selectFrom('exports')
      .select(['id', 'sha256'])
      .where('state', '=', 'done')
      .where('expires_at', '<', ctx.now)
      .execute();
    for (const { id, sha256 } of over) {
      if (sha256 !== null) await ctx.files.remove(sha256);
      await ctx.db.updateTable('exports').set({ state: 'expired', sha256: null }).where('id', '=', id).execute();
    }
  },
};

async function theExport(ctx: Context, id: string): Promise<ExportRecord> {
  const found = await select(ctx.db).where('e.id', '=', id).executeTakeFirst();
  if (found === undefined) throw new Refusal('not_found', 'export-not-found', 'There is no such export.');
  return found;
}

function show(row: ExportRecord): Export {
  return {
    id: row.id,
    state: row.state as Export['state'],
    done: Number(row.done),
    total: Number(row.total),
    what: row.what,
    size: row.size === null ? null : Number(row.size),
    sha256: row.sha256,
    error: row.error,
    createdBy: row.created_by === null ? null : { id: row.created_by, name: row.created_by_name ?? '' },
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    fetched: row.fetched,
  };
}
