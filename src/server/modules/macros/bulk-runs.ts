import { type RawBuilder, sql } from 'kysely';
import type { BulkDeed, BulkRun } from '../../../contract/cases-hands.ts';
import type { ViewFilter } from '../../../contract/cases-views.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { listFilteredIds, mostNamed, readView } from '../cases/index.ts';
import { findMacro } from './macros.ts';

interface RunRecord {
  id: string;
  user_id: string;
  state: BulkRun['state'];
  total: number;
  done: number;
  refused: number;
  deed: BulkDeed;
  created_at: Date;
  ended_at: Date | null;
  refusals: { caseId: string; code: string; detail: string }[] | null;
}

async function select(ctx: Context, where: RawBuilder<unknown>, limit: number): Promise<RunRecord[]> {
  const { rows } = await sql<RunRecord>`
    select r.id, r.user_id, r.state, r.total, r.done, r.refused, r.deed, r.created_at, r.ended_at,
      (select json_agg(json_build_object('caseId', c.case_id, 'code', c.code, 'detail', c.detail)) from (
        select case_id, code, detail from bulk_run_cases where run_id = r.id and state = 'refused' order by place limit 20) c) as refusals
    from bulk_runs r where r.user_id = ${staffId(ctx.actor)}::uuid and ${where} order by r.created_at desc, r.id desc limit ${sql.lit(limit)}
  `.execute(ctx.db);
  return rows;
}

/**
 * Begins to do something to many cases: those named, those of a view, or those that a filter lets through now. They are fixed at this
 * moment; a job works on them, each in a transaction of its own, with the rights of whoever began. Records `macros.bulk-begun`.
 */
export function startBulkRun(
  ctx: Context,
  input: { ids?: string[] | undefined; viewId?: string | undefined; filter?: ViewFilter | undefined; deed: BulkDeed },
): Promise<BulkRun> {
  return transact(ctx, async (ctx) => {
    const me = person(ctx);
    if (Object.keys(input.deed).length === 0)
      throw new Refusal('invalid', 'nothing-to-do', 'Say what is to be done to them.', { field: 'deed' });
    if ([input.ids, input.viewId, input.filter].filter((one) => one !== undefined).length !== 1)
      throw new Refusal('invalid', 'which-cases', 'Name the cases, or a view, or a filter; one of the three.', {
        field: 'ids',
      });
    if (input.deed.macroId !== undefined) await findMacro(ctx, input.deed.macroId);
    const filter = input.viewId === undefined ? input.filter : (await readView(ctx, input.viewId)).filter;
    const ids = filter === undefined ? [...new Set(input.ids)] : await listFilteredIds(ctx, filter);
    if (ids.length > mostNamed)
      throw new Refusal('invalid', 'too-many-cases', `At most ${String(mostNamed)} cases at once; narrow it down.`, {
        field: 'filter',
      });
    const id = newId();
    await ctx.trx
      .insertInto('bulk_runs')
      .values({
        id,
        user_id: me,
        deed: JSON.stringify(input.deed),
        state: ids.length === 0 ? 'done' : 'running',
        total: ids.length,
        created_at: ctx.now,
        ended_at: ids.length === 0 ? ctx.now : null,
      })
      .execute();
    await sql`insert into bulk_run_cases (run_id, place, case_id)
      select ${id}::uuid, o.place, o.id from unnest(${ids}::uuid[]) with ordinality as o(id, place)`.execute(ctx.trx);
    if (ids.length > 0) await addJob(ctx, 'run-bulk', { id }, { key: `run-bulk:${id}` });
    await record(ctx, 'macros.bulk-begun', id, { total: ids.length });
    return readBulkRun(ctx, id);
  });
}

/** What one did to many cases, newest first. */
export async function listBulkRuns(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  const rows = await select(
    ctx,
    after === undefined ? sql`true` : sql`(r.created_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    limit + 1,
  );
  return cutPage(rows, limit, (row) => [row.created_at.toISOString(), row.id], show);
}

export async function readBulkRun(ctx: Context, id: string): Promise<BulkRun> {
  const [row] = await select(ctx, sql`r.id = ${id}::uuid`, 1);
  if (row === undefined) throw new Refusal('not_found', 'bulk-run-not-found', 'You began no such work.');
  return show(row);
}

/** Stops it. What was done stays, and can be undone. Records `macros.bulk-ended`. */
export function cancelBulkRun(ctx: Context, id: string): Promise<BulkRun> {
  return transact(ctx, async (ctx) => {
    const run = await lock(ctx, id);
    if (run.state !== 'running') throw new Refusal('conflict', 'not-running', 'This work is not running any more.');
    await ctx.trx
      .updateTable('bulk_runs')
      .set({ state: 'cancelled', ended_at: ctx.now })
      .where('id', '=', id)
      .execute();
    await record(ctx, 'macros.bulk-ended', id, { state: 'cancelled' });
    return readBulkRun(ctx, id);
  });
}

/** Leads the cases back, in the background. What went out to customers is not taken back. Records `macros.bulk-begun`. */
export function undoBulkRun(ctx: Context, id: string): Promise<BulkRun> {
  return transact(ctx, async (ctx) => {
    const run = await lock(ctx, id);
    if (run.state !== 'done' && run.state !== 'cancelled')
      throw new Refusal('conflict', 'not-undoable', 'Only finished or stopped work can be undone, and once.');
    await ctx.trx.updateTable('bulk_runs').set({ state: 'undoing', ended_at: null }).where('id', '=', id).execute();
    await addJob(ctx, 'run-bulk', { id }, { key: `run-bulk:${id}` });
    await record(ctx, 'macros.bulk-begun', id, { undo: true });
    return readBulkRun(ctx, id);
  });
}

async function lock(ctx: WritingContext, id: string) {
  const row = await ctx.trx
    .selectFrom('bulk_runs')
    .select(['id', 'state'])
    .where('id', '=', id)
    .where('user_id', '=', person(ctx))
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new Refusal('not_found', 'bulk-run-not-found', 'You began no such work.');
  return row;
}

function person(ctx: Context): string {
  const me = staffId(ctx.actor);
  if (me !== null) return me;
  throw new Refusal('forbidden', 'not-a-person', 'An API key changes cases with POST cases/bulk, 200 at a time.');
}

function show(row: RunRecord): BulkRun {
  return {
    id: row.id,
    state: row.state,
    total: row.total,
    done: row.done,
    refused: row.refused,
    deed: row.deed,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    refusals: row.refusals ?? [],
  };
}
