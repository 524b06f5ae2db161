import { Refusal } from '../../../domain/refusal.ts';
import type { Need } from '../../../contract/needs.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, type Page, readCursor } from '../../store/pages.ts';
import { countNeeds } from './counting-needs.ts';
import { liveNeed, putUnder } from './need-words.ts';
import { byUrgency, rankNeeds, readNeeds } from './need-figures.ts';

/** The catalogue page by page, the most urgent first. */
export async function listNeeds(
  ctx: Context,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    retired?: boolean | undefined;
    offered?: boolean | undefined;
  },
): Promise<Page<Need> & { customers: number; count: number; unmet: number }> {
  const limit = query.limit ?? 50;
  const { ranked, customers } = await rankNeeds(ctx.db, { retired: query.retired === true, offered: query.offered });
  const after = readCursor(query.cursor, 3);
  const place = after && {
    opportunity: Number(after[0]),
    customers: Number(after[1]),
    id: String(after[2]),
    unmet: false,
  };
  const rest = place === undefined ? ranked : ranked.filter((one) => byUrgency(place, one) < 0);
  const cut = cutPage(
    rest.slice(0, limit + 1),
    limit,
    (one) => [one.opportunity, one.customers, one.id],
    ({ id }) => id,
  );
  return {
    items: cut.items.length === 0 ? [] : await readNeeds(ctx.db, cut.items, customers),
    next: cut.next,
    customers,
    count: ranked.length,
    unmet: ranked.filter(({ unmet }) => unmet).length,
  };
}

/** One need with its figures. */
export async function readNeed(ctx: Context, id: string): Promise<Need> {
  const [need] = await readNeeds(ctx.trx ?? ctx.db, [id]);
  if (need === undefined) throw new Refusal('not_found', 'need-not-found', 'There is no such need.');
  return need;
}

export interface NeedInput {
  statement: string;
  note?: string | undefined;
  statedImportance?: number | null | undefined;
  wordsIds?: readonly string[] | undefined;
}

export function createNeed(ctx: Context, input: NeedInput): Promise<Need> {
  return transact(ctx, async (ctx) => readNeed(ctx, await addNeed(ctx, input)));
}

/** Rewords, judges, retires. */
export function changeNeed(
  ctx: Context,
  id: string,
  input: Partial<Omit<NeedInput, 'wordsIds'>> & { retired?: boolean | undefined },
): Promise<Need> {
  return transact(ctx, async (ctx) => {
    const before = await liveNeed(ctx, id);
    await ctx.trx
      .updateTable('needs')
      .set({
        changed_at: ctx.now,
        ...(input.statement === undefined ? {} : { statement: input.statement.trim() }),
        ...(input.note === undefined ? {} : { note: input.note.trim() }),
        ...(input.statedImportance === undefined ? {} : { stated_importance: input.statedImportance }),
        ...(input.retired === undefined ? {} : { retired_at: input.retired ? ctx.now : null }),
      })
      .where('id', '=', id)
      .execute();
    if (input.retired !== undefined) await countNeeds(ctx, [id]);
    await record(ctx, 'needs.changed', id, { before: before.statement, ...input });
    return readNeed(ctx, id);
  });
}

export function moveNeedWords(ctx: Context, id: string, wordsIds: readonly string[]): Promise<Need> {
  return transact(ctx, async (ctx) => {
    await putUnder(ctx, id, wordsIds);
    await record(ctx, 'needs.words-moved', id, { wordsIds });
    return readNeed(ctx, id);
  });
}

/** Takes words out of a need; they wait to be sorted again. */
export function dropNeedWords(ctx: Context, id: string, wordsId: string): Promise<Need> {
  return transact(ctx, async (ctx) => {
    await liveNeed(ctx, id);
    const gone = await ctx.trx
      .deleteFrom('need_words')
      .where('need_id', '=', id)
      .where('words_id', '=', wordsId)
      .returning('words_id')
      .executeTakeFirst();
    if (gone === undefined) throw new Refusal('not_found', 'words-not-found', 'These words are not under this need.');
    await countNeeds(ctx, [id]);
    await record(ctx, 'needs.words-dropped', id, { wordsId });
    return readNeed(ctx, id);
  });
}

/** Two statements of one need become one; which words came with which is kept, so that it can be undone. */
export function mergeNeed(ctx: Context, id: string, into: string): Promise<Need> {
  return transact(ctx, async (ctx) => {
    if (id === into)
      throw new Refusal('invalid', 'same-need', 'A need cannot be merged into itself.', { field: 'into' });
    // always locked in the same order, so that two merges do not wait for each other
    for (const one of [id, into].toSorted()) await liveNeed(ctx, one);
    await ctx.trx
      .updateTable('need_words')
      .set((eb) => ({ need_id: into, came_from: eb.fn.coalesce('came_from', 'need_id') }))
      .where('need_id', '=', id)
      .execute();
    await ctx.trx.updateTable('needs').set({ merged_into: into, changed_at: ctx.now }).where('id', '=', id).execute();
    await countNeeds(ctx, [id, into]);
    await record(ctx, 'needs.merged', id, { into });
    return readNeed(ctx, into);
  });
}

/** Takes a merged need out again, with the words that came with it and were not moved since. */
export function unmergeNeed(ctx: Context, id: string): Promise<Need> {
  return transact(ctx, async (ctx) => {
    const need = await ctx.trx.selectFrom('needs').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    if (need === undefined) throw new Refusal('not_found', 'need-not-found', 'There is no such need.');
    if (need.merged_into === null) throw new Refusal('conflict', 'need-not-merged', 'This need was not merged.');
    await ctx.trx.updateTable('needs').set({ merged_into: null, changed_at: ctx.now }).where('id', '=', id).execute();
    await ctx.trx.updateTable('need_words').set({ need_id: id, came_from: null }).where('came_from', '=', id).execute();
    await countNeeds(ctx, [id, need.merged_into]);
    await record(ctx, 'needs.unmerged', id, { from: need.merged_into });
    return readNeed(ctx, id);
  });
}

/** Some words of a need tell of one of their own; answers the new one. */
export function splitNeed(ctx: Context, id: string, input: { statement: string; wordsIds: readonly string[] }) {
  return transact(ctx, async (ctx) => {
    await liveNeed(ctx, id);
    const under = await ctx.trx
      .selectFrom('need_words')
      .select('words_id')
      .where('need_id', '=', id)
      .where('words_id', 'in', [...input.wordsIds])
      .execute();
    if (under.length < input.wordsIds.length)
      throw new Refusal('invalid', 'words-not-found', 'Some of these words are not under this need.', {
        field: 'wordsIds',
      });
    return readNeed(ctx, await addNeed(ctx, input));
  });
}

async function addNeed(ctx: WritingContext, input: NeedInput): Promise<string> {
  const id = newId();
  await ctx.trx
    .insertInto('needs')
    .values({
      id,
      statement: input.statement.trim(),
      note: input.note?.trim() ?? '',
      stated_importance: input.statedImportance ?? null,
      made_by: staffId(ctx.actor),
      made_at: ctx.now,
      changed_at: ctx.now,
    })
    .execute();
  if (input.wordsIds !== undefined && input.wordsIds.length > 0) await putUnder(ctx, id, input.wordsIds);
  await record(ctx, 'needs.stated', id, { statement: input.statement.trim() });
  return id;
}
