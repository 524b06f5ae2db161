import type { Behaviour } from '../../../../contract/practice.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { seedStandards, theStandard } from '../../charter/index.ts';
import {
  type BehaviourRow,
  findBehaviour,
  findBehaviours,
  insertBehaviour,
  listBehavioursAfter,
  updateBehaviour,
} from './behaviour-queries.ts';
import { behaviourSeeds } from './behaviour-seeds.ts';

/** The library, those to do before those to stop. */
export async function listBehaviours(
  ctx: Context,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    kind?: 'do' | 'stop' | undefined;
    standardId?: string | undefined;
    retired?: boolean | undefined;
  },
) {
  const limit = query.limit ?? 50;
  const rows = await listBehavioursAfter(ctx.db, {
    kind: query.kind,
    standardId: query.standardId,
    retired: query.retired ?? false,
    after: readCursor(query.cursor, 2),
    limit,
  });
  return cutPage(rows, limit, (row) => [row.kind, row.id], showBehaviour);
}

interface BehaviourText {
  title?: string | undefined;
  trigger?: string | undefined;
  action?: string | undefined;
  example?: string | undefined;
  antiExample?: string | undefined;
  standardId?: string | null | undefined;
}

/** Adds a behaviour to the library. Anybody may: starting needs no permission from above. */
export function createBehaviour(
  ctx: Context,
  input: BehaviourText & { kind: 'do' | 'stop'; title: string },
): Promise<Behaviour> {
  return transact(ctx, async (ctx) => {
    if (input.standardId != null) await theStandard(ctx, input.standardId);
    const id = newId();
    await insertBehaviour(ctx.trx, {
      id,
      key: null,
      kind: input.kind,
      title: input.title.trim(),
      trigger: (input.trigger ?? '').trim(),
      action: (input.action ?? '').trim(),
      example: (input.example ?? '').trim(),
      anti_example: (input.antiExample ?? '').trim(),
      standard_id: input.standardId ?? null,
      made_by: staffId(ctx.actor),
      made_at: ctx.now,
    });
    await record(ctx, 'practice.behaviour-made', id, { kind: input.kind, title: input.title.trim() });
    return theBehaviour(ctx, id);
  });
}

/** Rewords a behaviour, ties it to a standard or retires it; what people took on before stays as it was. */
export function changeBehaviour(
  ctx: Context,
  id: string,
  input: BehaviourText & { retired?: boolean | undefined },
): Promise<Behaviour> {
  return transact(ctx, async (ctx) => {
    await theBehaviour(ctx, id);
    if (input.standardId != null) await theStandard(ctx, input.standardId);
    const change = {
      ...(input.title === undefined ? {} : { title: input.title.trim() }),
      ...(input.trigger === undefined ? {} : { trigger: input.trigger.trim() }),
      ...(input.action === undefined ? {} : { action: input.action.trim() }),
      ...(input.example === undefined ? {} : { example: input.example.trim() }),
      ...(input.antiExample === undefined ? {} : { anti_example: input.antiExample.trim() }),
      ...(input.standardId === undefined ? {} : { standard_id: input.standardId }),
      ...(input.retired === undefined ? {} : { retired_at: input.retired ? ctx.now : null }),
    };
    if (Object.keys(change).length > 0) await updateBehaviour(ctx.trx, id, change);
    await record(ctx, 'practice.behaviour-changed', id, { ...input });
    return theBehaviour(ctx, id);
  });
}

/** One behaviour. @throws Refusal not_found `behaviour-not-found`. */
export async function theBehaviour(ctx: Context, id: string): Promise<Behaviour> {
  const row = await findBehaviour(ctx.db, id);
  if (row === undefined) throw new Refusal('not_found', 'behaviour-not-found', 'There is no such behaviour.');
  return showBehaviour(row);
}

/** Some behaviours, in the order asked for. */
export async function behavioursInOrder(ctx: Context, ids: readonly string[]): Promise<Behaviour[]> {
  const byId = new Map((await findBehaviours(ctx.db, ids)).map((row) => [row.id, showBehaviour(row)]));
  return ids.map((id) => byId.get(id)).filter((each) => each !== undefined);
}

/** The library every company starts with, in its language; what exists is left as it is. */
export async function seedBehaviours(ctx: WritingContext, language: string): Promise<void> {
  const standards = await seedStandards(ctx, language);
  for (const { antiExample, standard, ...seed } of behaviourSeeds(language))
    await insertBehaviour(ctx.trx, {
      ...seed,
      id: newId(),
      anti_example: antiExample,
      standard_id: standards.get(standard) ?? null,
      made_by: null,
      made_at: ctx.now,
    });
}

function showBehaviour(row: BehaviourRow): Behaviour {
  return {
    id: row.id,
    kind: row.kind as 'do' | 'stop',
    title: row.title,
    trigger: row.trigger,
    action: row.action,
    example: row.example,
    antiExample: row.anti_example,
    standard: row.standard_id === null ? null : { id: row.standard_id, name: row.standard_name ?? '' },
    retired: row.retired_at !== null,
  };
}
