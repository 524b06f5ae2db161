import { Refusal } from '../../../domain/refusal.ts';
import type { WritingContext } from '../../context.ts';
import { findSeenWords } from './queries.ts';

/** Refuses words that there are not, or that the actor may not see. */
export async function seenWords(ctx: WritingContext, ids: readonly string[]): Promise<void> {
  if ((await findSeenWords(ctx.trx, ctx.actor, ids)).length < ids.length)
    throw new Refusal('invalid', 'words-not-found', 'Some of these words are not there.', { field: 'wordsIds' });
}
