import type { Standard } from '../../../contract/charter.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import {
  findStandard,
  insertStandard,
  lastPosition,
  listStandardsAfter,
  type StandardRow,
  standardIdsByKey,
  updateStandard,
} from './queries.ts';
import { standardSeeds } from './standard-seeds.ts';

/** The standards the word breaks down into, in their order. */
export async function listStandards(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; retired?: boolean | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await listStandardsAfter(ctx.db, {
    retired: query.retired ?? false,
    after: readCursor(query.cursor, 2),
    limit,
  });
  return cutPage(rows, limit, (row) => [row.position, row.id], show);
}

/** Adds a standard, last in the order unless told where. */
export function createStandard(
  ctx: Context,
  input: { name: string; description?: string | undefined; position?: number | undefined },
): Promise<Standard> {
  return transact(ctx, async (ctx) => {
    const id = newId();
    const last = (await lastPosition(ctx.trx))?.position ?? -1;
    await insertStandard(ctx.trx, {
      id,
      key: null,
      name: input.name.trim(),
      description: (input.description ?? '').trim(),
      position: input.position ?? Number(last) + 1,
    });
    await record(ctx, 'charter.standard-made', id, { name: input.name.trim() });
    return theStandard(ctx, id);
  });
}

/** Rewords, reorders or retires a standard; a retired one keeps its history and is offered nowhere. */
export function changeStandard(
  ctx: Context,
  id: string,
  input: {
    name?: string | undefined;
    description?: string | undefined;
    position?: number | undefined;
    retired?: boolean | undefined;
  },
): Promise<Standard> {
  return transact(ctx, async (ctx) => {
    await theStandard(ctx, id);
    const change = {
      ...(input.name === undefined ? {} : { name: input.name.trim() }),
      ...(input.description === undefined ? {} : { description: input.description.trim() }),
      ...(input.position === undefined ? {} : { position: input.position }),
      ...(input.retired === undefined ? {} : { retired_at: input.retired ? ctx.now : null }),
    };
    if (Object.keys(change).length > 0) await updateStandard(ctx.trx, id, change);
    await record(ctx, 'charter.standard-changed', id, { ...input });
    return theStandard(ctx, id);
  });
}

/** One standard. @throws Refusal not_found `standard-not-found`. */
export async function theStandard(ctx: Context, id: string): Promise<Standard> {
  const row = await findStandard(ctx.db, id);
  if (row === undefined) throw new Refusal('not_found', 'standard-not-found', 'There is no such standard.');
  return show(row);
}

/**
 * The five standards every company starts with, in its language; those that exist are left as they are.
 * @returns ids by key, for behaviours that are tied to them.
 */
export async function seedStandards(ctx: WritingContext, language: string): Promise<Map<string, string>> {
  for (const [position, seed] of standardSeeds(language).entries())
    await insertStandard(ctx.trx, { id: newId(), position, ...seed });
  return standardIdsByKey(ctx.trx);
}

function show(row: StandardRow): Standard {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    position: row.position,
    retired: row.retired_at !== null,
  };
}
