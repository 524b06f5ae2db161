import { spokenPromises } from '../../../../domain/promises/spoken-promise.ts';
import { spokenShape } from '../../../../domain/promises/spoken-promise-shape.ts';
import type { WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import type { Subscription } from '../../../store/subscriptions.ts';
import { askLater, isWanted } from '../../assistant/index.ts';
import { takeHeard } from './assistant-heard.ts';
import { askSpokenName, heardByAssistantType } from './assistant-hearing.ts';
import { sameWords } from './same-words.ts';
import { learnedShapes } from './spoken.ts';
import { findPromisedWith, findSaid, insertSpoken } from './spoken-queries.ts';
import { readScales } from './spoken-weighing.ts';

/**
 * Reads what was really sent, however it was written, and proposes the promises in it that nobody has confirmed yet: by the grammar at once,
 * and once more by the assistant where there is one. What that heard comes back through the log, so reading the log again never asks it again.
 */
export const spokenSubscription: Subscription = {
  name: 'promises.spoken',
  types: ['cases.replied', heardByAssistantType],
  handle: async (ctx, events) => {
    const asks = await isWanted(ctx, 'promises');
    for (const event of events) {
      const at = { ...ctx, now: event.at };
      const messageId = String(event.data['messageId']);
      if (event.type === heardByAssistantType) await takeHeard(at, event.data);
      else {
        await listen(at, messageId, String(event.data['caseId']));
        if (asks) await askLater(at, askSpokenName, messageId);
      }
    }
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
    const isAdded = await insertSpoken(ctx.trx, {
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
    });
    if (!isAdded || learned.has(shape)) continue;
    await record(ctx, 'promises.proposed', id, { spokenId: id, caseId, messageId, userId, what: promise.what });
  }
}
