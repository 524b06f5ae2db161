import type { Procedure, ProcedureContent, ProcedureSummary } from '../../../contract/procedures.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import {
  deleteProcedure,
  findProcedure,
  insertProcedure,
  insertVersion,
  listProceduresAfter,
  lockProcedure,
  type ProcedureRow,
  updateProcedure,
} from './queries.ts';
import { findingsOf } from './staffing.ts';

/** Procedures by name; a journey that links its steps to procedures picks from these. */
export async function listProcedures(
  ctx: Context,
  query: {
    q?: string | undefined;
    retired?: boolean | undefined;
    limit?: number | undefined;
    cursor?: string | undefined;
  },
) {
  const limit = query.limit ?? 50;
  const rows = await listProceduresAfter(ctx.db, query, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.name, row.id], showSummary);
}

/** One procedure: its draft where there is one, what is published, and what people will stumble over. @throws Refusal not_found */
export async function readProcedure(ctx: Context, id: string): Promise<Procedure> {
  const row = await findProcedure(ctx.db, id);
  if (row === undefined) throw noProcedure();
  const published = row.published as ProcedureContent | null;
  const content = (row.draft as ProcedureContent | null) ?? published ?? emptyContent(row.name);
  return {
    ...showSummary(row),
    content,
    published,
    findings: await findingsOf(ctx, content),
    revision: row.revision,
  };
}

/** Begins a procedure as a draft that nobody is offered before it is published. Records `procedures.added`. */
export function addProcedure(ctx: Context, input: { content: ProcedureContent }): Promise<Procedure> {
  return transact(ctx, async (ctx) => {
    const id = newId();
    const content = tidy(input.content);
    await insertProcedure(ctx.trx, {
      id,
      name: content.name,
      owner_id: staffId(ctx.actor),
      draft: JSON.stringify(content),
      created_at: ctx.now,
      changed_at: ctx.now,
      changed_by: staffId(ctx.actor),
    });
    await record(ctx, 'procedures.added', id, { procedureId: id, name: content.name });
    return readProcedure({ ...ctx, db: ctx.trx }, id);
  });
}

/** Changes the draft, the keeper, the day of review, or retires it. What runs in cases keeps its version. */
export function changeProcedure(
  ctx: Context,
  id: string,
  input: {
    content?: ProcedureContent | undefined;
    revision?: number | undefined;
    ownerId?: string | null | undefined;
    reviewOn?: string | null | undefined;
    retired?: boolean | undefined;
  },
): Promise<Procedure> {
  return transact(ctx, async (ctx) => {
    const row = await held(ctx, id);
    if (input.content !== undefined && input.revision !== undefined && input.revision !== row.revision)
      throw new Refusal(
        'conflict',
        'procedure-moved-on',
        'Somebody else has changed this draft since you began. Read it anew, then put in your change.',
      );
    if (input.ownerId != null) await mustBeHere(ctx, input.ownerId);
    const content = input.content === undefined ? undefined : tidy(input.content);
    await updateProcedure(ctx.trx, id, {
      ...(content === undefined ? {} : { draft: JSON.stringify(content), revision: row.revision + 1 }),
      // until the first version is out, the draft's name is its name
      ...(content === undefined || row.version > 0 ? {} : { name: content.name }),
      ...(input.ownerId === undefined ? {} : { owner_id: input.ownerId }),
      ...(input.reviewOn === undefined ? {} : { review_on: input.reviewOn }),
      ...(input.retired === undefined ? {} : { retired_at: input.retired ? (row.retired_at ?? ctx.now) : null }),
      changed_at: ctx.now,
      changed_by: staffId(ctx.actor),
    });
    await record(ctx, 'procedures.changed', id, { procedureId: id, changed: Object.keys(input) });
    return readProcedure({ ...ctx, db: ctx.trx }, id);
  });
}

/**
 * Publishes the draft as the next version: from now on it is what is proposed and begun. Records `procedures.published`.
 * @throws Refusal conflict `nothing-to-publish`; invalid `procedure-unfit` when a way through it leads nowhere
 */
export function publishProcedure(ctx: Context, id: string, input: { why?: string | undefined }): Promise<Procedure> {
  return transact(ctx, async (ctx) => {
    const row = await held(ctx, id);
    const content = row.draft as ProcedureContent | null;
    if (content === null)
      throw new Refusal('conflict', 'nothing-to-publish', 'There is no draft; what is published is all there is.');
    const stops = (await findingsOf({ ...ctx, db: ctx.trx }, content)).filter((finding) => finding.stops);
    if (stops.length > 0)
      throw new Refusal(
        'invalid',
        'procedure-unfit',
        `It cannot be followed like this: ${stops.map((one) => `${one.code}${one.stepKey === null ? '' : ` (${one.stepKey})`}`).join(', ')}.`,
        { field: 'content', extension: { findings: stops } },
      );
    await publishContent(ctx, { id, version: row.version + 1, content, why: input.why?.trim() ?? '' });
    return readProcedure({ ...ctx, db: ctx.trx }, id);
  });
}

/** Writes a version and makes it the one that counts. */
export async function publishContent(
  ctx: WritingContext,
  next: { id: string; version: number; content: ProcedureContent; why: string },
): Promise<void> {
  const { id, version, content, why } = next;
  await insertVersion(ctx.trx, {
    procedure_id: id,
    version,
    content: JSON.stringify(content),
    why,
    published_at: ctx.now,
    published_by: staffId(ctx.actor),
  });
  await updateProcedure(ctx.trx, id, {
    version,
    draft: null,
    name: content.name,
    kinds: [...content.kinds],
    tags: [...content.tags],
    words: [...content.words],
    changed_at: ctx.now,
    changed_by: staffId(ctx.actor),
  });
  await record(ctx, 'procedures.published', id, { procedureId: id, version, name: content.name });
}

/** Throws the draft away. A procedure that was never published goes with it: nothing ran by it. */
export async function dropDraft(ctx: Context, id: string): Promise<null> {
  await transact(ctx, async (ctx) => {
    const row = await held(ctx, id);
    if (row.draft === null) throw new Refusal('conflict', 'no-draft', 'There is no draft to throw away.');
    if (row.version === 0) await deleteProcedure(ctx.trx, id);
    else await updateProcedure(ctx.trx, id, { draft: null, revision: row.revision + 1, changed_at: ctx.now });
    await record(ctx, 'procedures.draft-dropped', id, { procedureId: id });
  });
  return null;
}

export function noProcedure(): Refusal {
  return new Refusal('not_found', 'procedure-not-found', 'There is no such procedure.');
}

async function held(ctx: WritingContext, id: string) {
  const row = await lockProcedure(ctx.trx, id);
  if (row === undefined) throw noProcedure();
  return row;
}

async function mustBeHere(ctx: WritingContext, userId: string): Promise<void> {
  const found = await ctx.trx
    .selectFrom('users')
    .select('id')
    .where('id', '=', userId)
    .where('active', '=', true)
    .executeTakeFirst();
  if (found === undefined)
    throw new Refusal('invalid', 'owner-not-found', 'Whoever shall keep it is not here.', { field: 'ownerId' });
}

function tidy(content: ProcedureContent): ProcedureContent {
  const once = (list: readonly string[]) => [...new Set(list.map((one) => one.trim()))];
  return { ...content, name: content.name.trim(), tags: once(content.tags), words: once(content.words) };
}

function emptyContent(name: string): ProcedureContent {
  return { name, purpose: '', kinds: [], tags: [], words: [], links: [], steps: [] };
}

function showSummary(row: ProcedureRow): ProcedureSummary {
  const shown = (row.published ?? row.draft) as ProcedureContent | null;
  return {
    id: row.id,
    name: row.name,
    purpose: shown?.purpose ?? '',
    version: row.version,
    hasDraft: row.draft !== null,
    retired: row.retired_at !== null,
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
    reviewOn: row.review_on,
    steps: shown?.steps.length ?? 0,
    running: row.running,
    openIdeas: row.open_ideas,
    changedAt: row.changed_at.toISOString(),
  };
}
