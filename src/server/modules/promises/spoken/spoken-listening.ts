import { spokenPromises } from '../../../../domain/promises/spoken-promise.ts';
import { spokenShape } from '../../../../domain/promises/spoken-promise-shape.ts';
import type { WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import type { Subscription } from '../../../store/subscriptions.ts';
import { learnedShapes } from './spoken.ts';
import { findPromisedWith, findSaid } from './spoken-queries.ts';
import { readScales } from './spoken-weighing.ts';

/** Reads what was really sent, however it was written, and proposes the promises in it that nobody has confirmed yet. */
export const spokenSubscription: Subscription = {
  name: 'promises.spoken',
  types: ['cases.replied'],
  handle: async (ctx, events) => {
    for (const event of events)
      await listen({ ...ctx, now: event.at }, String(event.data['messageId']), String(event.data['caseId']));
  },
};

async function listen(ctx: WritingContext, messageId: string, caseId: string): Promise<void> {
  const said = await findSaid(ctx.trx, messageId);
  if (said === undefined || said.direction !== 'out' || said.kind !== 'message') return;
  const userId = said.author_user_id;
  const scales = await readScales(ctx, { caseId, keeperId: userId });
  const { calendar, zone: timeZone } = scales;
  const found = spokenPromises(said.text, { at: said.at, timeZone, calendar });
  if (found.length === 0) return;
  const promised = await findPromisedWith(ctx.trx, messageId);
  const learned = userId === null ? new Set<string>() : await learnedShapes(ctx, userId, found);
  for (const promise of found) {
    if (promised.some(({ spoken_words }) => spoken_words !== null && sameWords(spoken_words, promise.quote))) continue;
    const shape = spokenShape(promise.what);
    const id = newId();
    const added = await ctx.trx
      .insertInto('spoken_promises')
      .values({
        id,
        message_id: messageId,
        user_id: userId,
        said_at: said.at,
        quote: promise.quote,
        what: promise.what,
        condition: promise.condition,
        due_at: promise.due?.at ?? null,
        precision: promise.due?.precision ?? null,
        strength: promise.strength,
        language: promise.language,
        shape,
        state: learned.has(shape) ? 'muted' : 'proposed',
      })
      .onConflict((conflict) => conflict.columns(['message_id', 'quote', 'what']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added === undefined || learned.has(shape)) continue;
    await record(ctx, 'promises.proposed', id, { spokenId: id, caseId, messageId, userId, what: promise.what });
  }
}

/** Whether two quotes are the same sentence; an editor's spaces and line breaks do not count. */
function sameWords(one: string, other: string): boolean {
  const plain = (words: string) =>
    words
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .toLowerCase();
  const [first, second] = [plain(one), plain(other)];
  return (
    first === second || (first.length > 8 && second.length > 8 && (first.includes(second) || second.includes(first)))
  );
}
