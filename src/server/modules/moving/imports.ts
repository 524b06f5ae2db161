import type { Import, ImportMapping, ImportPreview } from '../../../contract/moving-in.ts';
import type { ImportSource } from '../../../domain/moving/words.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { findImport, type ImportRecord, listFiles, listImportsAfter, listRowsAfter } from './import-queries.ts';
import { dropBytes, dropParts, filesLeftOver } from './dropping-parts.ts';
import { sealToken } from './import-token.ts';

/** The name of the job that works on an import, a while at a time. */
export const importJobName = 'moving.import';

/** Begins an import. Files come next; where an API is named, reading may begin at once. */
export function startImport(
  ctx: Context,
  input: {
    source: ImportSource;
    origin?: string | undefined;
    url?: string | undefined;
    token?: string | undefined;
    fetchFiles?: boolean | undefined;
  },
): Promise<Import> {
  if (input.url !== undefined && input.source !== 'zammad')
    throw new Refusal(
      'invalid',
      'no-api',
      'Only Zammad is read over its API; of other programs bring the files they export.',
      {
        field: 'url',
      },
    );
  if (input.url !== undefined && input.token === undefined)
    throw new Refusal('invalid', 'token-missing', 'The API needs an access token.', { field: 'token' });
  return transact(ctx, async (ctx) => {
    const id = newId();
    await ctx.trx
      .insertInto('imports')
      .values({
        id,
        source: input.source,
        origin: input.origin ?? input.source,
        state: 'files',
        fetch_files: input.fetchFiles ?? false,
        url: input.url?.replace(/\/+$/, '') ?? null,
        sealed_token: input.token === undefined ? null : sealToken(ctx.secret, id, input.token),
        created_by: staffId(ctx.actor),
        created_at: ctx.now,
      })
      .execute();
    await record(ctx, 'moving.import-begun', id, { source: input.source });
    return readImport(ctx, id);
  });
}

export async function listImports(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const rows = await listImportsAfter(ctx.db, readCursor(query.cursor, 2), limit);
  const page = cutPage(
    rows,
    limit,
    (row) => [row.created_at.toISOString(), row.id],
    (row) => row,
  );
  return { items: await Promise.all(page.items.map((row) => show(ctx, row))), next: page.next };
}

export async function readImport(ctx: Context, id: string): Promise<Import> {
  return show(ctx, await theImport(ctx, id));
}

export async function theImport(ctx: Context, id: string): Promise<ImportRecord> {
  const found = await findImport(ctx.db, id);
  if (found === undefined) throw new Refusal('not_found', 'import-not-found', 'There is no such import.');
  return found;
}

/** Reads the source. What an earlier reading found is replaced; what was written stays and is found again. */
export function examineImport(ctx: Context, id: string, columns: Record<string, string> | undefined): Promise<Import> {
  return transact(ctx, async (ctx) => {
    const found = await theImport(ctx, id);
    mustBe(
      found,
      ['files', 'ready', 'failed', 'cancelled', 'done'],
      'It is being worked on; pause or cancel it first.',
    );
    const files = await listFiles(ctx.trx, id);
    if (found.url === null && files.length === 0)
      throw new Refusal('conflict', 'nothing-to-read', 'Add a file first.', { field: 'files' });
    if (found.url !== null && found.sealed_token === null)
      throw new Refusal(
        'conflict',
        'token-gone',
        'The access token was forgotten after the reading; begin a new import.',
      );
    await ctx.trx.deleteFrom('import_items').where('import_id', '=', id).execute();
    await ctx.trx
      .updateTable('imports')
      .set({
        state: 'reading',
        read_to: '{}',
        ran_to: '{}',
        preview: null,
        error: null,
        ended_at: null,
        lease: null,
        leased_until: null,
        ...(columns === undefined ? {} : { columns: JSON.stringify(columns) }),
      })
      .where('id', '=', id)
      .execute();
    await wake(ctx, id);
    return readImport(ctx, id);
  });
}

/** Says what words and people of the source become; what is not named stays as it was. */
export function mapImport(ctx: Context, id: string, change: Partial<ImportMapping>): Promise<Import> {
  return transact(ctx, async (ctx) => {
    const found = await theImport(ctx, id);
    mustBe(found, ['ready', 'paused', 'failed'], 'The source has not been read yet, or the import has ended.');
    const before = found.mapping as ImportMapping;
    const mapping: ImportMapping = {
      states: { ...before.states, ...change.states },
      priorities: { ...before.priorities, ...change.priorities },
      kinds: { ...before.kinds, ...change.kinds },
      agents: { ...before.agents, ...change.agents },
      teams: { ...before.teams, ...change.teams },
      fields: { ...before.fields, ...change.fields },
      keepNumbers: change.keepNumbers ?? before.keepNumbers,
    };
    await refuseStrangers(ctx, mapping);
    await ctx.trx
      .updateTable('imports')
      .set({ mapping: JSON.stringify(mapping) })
      .where('id', '=', id)
      .execute();
    return readImport(ctx, id);
  });
}

async function refuseStrangers(ctx: WritingContext, mapping: ImportMapping): Promise<void> {
  const ids = (chosen: Record<string, string>) => [
    ...new Set(Object.values(chosen).filter((one) => one.length === 36)),
  ];
  for (const [table, wanted, field] of [
    ['users', ids(mapping.agents), 'mapping.agents'],
    ['teams', ids(mapping.teams), 'mapping.teams'],
  ] as const) {
    if (wanted.length === 0) continue;
    const found = await ctx.trx.selectFrom(table).select('id').where('id', 'in', wanted).execute();
    if (found.length < wanted.length)
      throw new Refusal('invalid', 'no-such-target', 'One of those chosen does not exist here.', { field });
  }
}

/** Writes what was read, or goes on after a pause or a failure. */
export function runImport(ctx: Context, id: string): Promise<Import> {
  return transact(ctx, async (ctx) => {
    const found = await theImport(ctx, id);
    mustBe(found, ['ready', 'paused', 'failed'], 'Read the source first, or wait for what is going on.');
    const wasReading = found.preview === null;
    await ctx.trx
      .updateTable('imports')
      .set({
        state: wasReading ? 'reading' : 'running',
        started_at: found.started_at ?? (wasReading ? null : ctx.now),
        error: null,
        lease: null,
        leased_until: null,
      })
      .where('id', '=', id)
      .execute();
    await wake(ctx, id);
    await record(ctx, 'moving.import-started', id, { source: found.source });
    return readImport(ctx, id);
  });
}

/** Pauses; the batch in hand is finished or undone, never half written. */
export function pauseImport(ctx: Context, id: string): Promise<Import> {
  return halt(ctx, id, ['reading', 'running'], 'paused');
}

/** Ends an import; what was written stays, and a later import of the same source finds it. */
export async function cancelImport(ctx: Context, id: string): Promise<Import> {
  const left = await filesLeftOver(ctx, id);
  const ended = await halt(ctx, id, ['files', 'reading', 'ready', 'running', 'paused', 'failed'], 'cancelled');
  await dropBytes(ctx, left);
  return ended;
}

function halt(ctx: Context, id: string, from: string[], to: 'paused' | 'cancelled'): Promise<Import> {
  return transact(ctx, async (ctx) => {
    const found = await theImport(ctx, id);
    mustBe(found, from, to === 'paused' ? 'It is not going on now.' : 'It has ended already.');
    await ctx.trx
      .updateTable('imports')
      .set({
        state: to,
        lease: null,
        leased_until: null,
        ...(to === 'cancelled' ? { ended_at: ctx.now, sealed_token: null } : {}),
      })
      .where('id', '=', id)
      .execute();
    if (to === 'cancelled') await ctx.trx.deleteFrom('import_items').where('import_id', '=', id).execute();
    await record(ctx, `moving.import-${to}`, id, {});
    return readImport(ctx, id);
  });
}

/** Forgets an import with its files; what it wrote stays. */
export async function removeImport(ctx: Context, id: string): Promise<null> {
  const found = await theImport(ctx, id);
  mustBe(found, ['files', 'ready', 'paused', 'failed', 'cancelled', 'done'], 'It is being worked on; cancel it first.');
  await dropParts(ctx, id);
  return transact(ctx, async (ctx) => {
    await ctx.trx.deleteFrom('imports').where('id', '=', id).execute();
    await record(ctx, 'moving.import-forgotten', id, { source: found.source });
    return null;
  });
}

export async function listImportRows(
  ctx: Context,
  id: string,
  query: { limit?: number | undefined; cursor?: string | undefined; outcome?: string | undefined },
) {
  await theImport(ctx, id);
  const limit = query.limit ?? 50;
  const rows = await listRowsAfter(ctx.db, id, { outcome: query.outcome, after: readCursor(query.cursor, 1), limit });
  return cutPage(
    rows,
    limit,
    (row) => [row.place],
    (row) => ({
      kind: row.kind,
      externalId: row.external_id,
      outcome: row.outcome as 'created',
      reason: row.reason,
      ownId: row.own_id,
    }),
  );
}

/** Lets a worker look after an import now. */
export function wake(ctx: WritingContext, id: string): Promise<void> {
  return addJob(ctx, importJobName, { importId: id }, { maxAttempts: 1 });
}

function mustBe(found: ImportRecord, states: readonly string[], otherwise: string): void {
  if (!states.includes(found.state)) throw new Refusal('conflict', 'import-state', otherwise);
}

async function show(ctx: Context, row: ImportRecord): Promise<Import> {
  const files = await listFiles(ctx.db, row.id);
  const left = row.total - row.done;
  const pace = row.done === 0 ? null : row.worked_ms / row.done;
  return {
    id: row.id,
    source: row.source as ImportSource,
    origin: row.origin,
    state: row.state as Import['state'],
    url: row.url,
    fetchFiles: row.fetch_files,
    files: files.map(({ file, name, size, parts }) => ({ file, name, size: Number(size), parts })),
    columns: row.columns as Record<string, string> | null,
    preview: row.preview as ImportPreview | null,
    mapping: row.mapping as ImportMapping | null,
    read: Number((row.read_to as { records?: number }).records ?? 0),
    total: row.total,
    done: row.done,
    created: row.created,
    updated: row.updated,
    unchanged: row.unchanged,
    skipped: row.skipped,
    secondsLeft: row.state === 'running' && pace !== null ? Math.ceil((left * pace) / 1000) : null,
    error: row.error,
    createdBy: row.created_by === null ? null : { id: row.created_by, name: row.created_by_name ?? '' },
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}
