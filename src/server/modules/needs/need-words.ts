import { Refusal } from '../../../domain/refusal.ts';
import type { WritingContext } from '../../context.ts';
import { staffId } from '../../context.ts';
import { countNeeds } from './counting-needs.ts';
import { seenWords } from './seen-words.ts';

/** Puts words under a need, also from another one. */
export async function putUnder(ctx: WritingContext, needId: string, ids: readonly string[]): Promise<void> {
  await liveNeed(ctx, needId);
  await seenWords(ctx, ids);
  const before = await ctx.trx
    .selectFrom('need_words')
    .select('need_id')
    .distinct()
    .where('words_id', 'in', [...ids])
    .execute();
  await ctx.trx
    .insertInto('need_words')
    .values(ids.map((id) => ({ words_id: id, need_id: needId, by_user: staffId(ctx.actor), at: ctx.now })))
    .onConflict((conflict) =>
      conflict
        .column('words_id')
        .doUpdateSet({ need_id: needId, came_from: null, by_user: staffId(ctx.actor), at: ctx.now }),
    )
    .execute();
  await ctx.trx.updateTable('needs').set({ changed_at: ctx.now }).where('id', '=', needId).execute();
  await countNeeds(ctx, [needId, ...before.map(({ need_id }) => need_id)]);
}

/** The need to be changed, locked. @throws not_found, or conflict when it was merged into another */
export async function liveNeed(ctx: WritingContext, id: string) {
  const need = await ctx.trx.selectFrom('needs').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (need === undefined) throw new Refusal('not_found', 'need-not-found', 'There is no such need.');
  if (need.merged_into !== null)
    throw new Refusal('conflict', 'need-merged', 'This need was merged into another; take it out again first.');
  return need;
}
