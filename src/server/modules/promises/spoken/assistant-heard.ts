import { spokenShape } from '../../../../domain/promises/spoken-promise-shape.ts';
import type { WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { learnedShapes } from './spoken.ts';
import { addHour, findPromisedWith, findSaid, insertSpoken, listSpokenOf } from './spoken-queries.ts';
import { sameWords } from './same-words.ts';

/** One promise as it stands in the log. */
interface LoggedPromise {
  from: number;
  to: number;
  what: { start: number; end: number };
  condition: { start: number; end: number } | null;
  dueAt: string | null;
  precision: string | null;
  pleaseCheck: boolean;
  strength: 'firm' | 'weak';
}

/**
 * Proposes what the assistant heard in a sent message and nobody has proposed or promised yet. Where the grammar found the same sentence
 * without an hour, the hour is added to that proposal. What the writer has taught us not to ask about stays silent.
 */
export async function takeHeard(ctx: WritingContext, data: Record<string, unknown>): Promise<void> {
  const [messageId, caseId] = [String(data['messageId']), String(data['caseId'])];
  const said = await findSaid(ctx.trx, messageId);
  if (said === undefined || said.direction !== 'out' || said.kind !== 'message') return;
  const userId = said.author_user_id;
  const promised = await findPromisedWith(ctx.trx, messageId);
  const proposed = await listSpokenOf(ctx.trx, messageId);
  for (const one of data['found'] as LoggedPromise[]) {
    const words = ({ start, end }: { start: number; end: number }) =>
      said.text.slice(start, end).replaceAll('\n', ' ').trim();
    const [quote, what] = [words({ start: one.from, end: one.to }), words(one.what)];
    if (quote === '' || what === '') continue;
    if (promised.some(({ spoken_words }) => spoken_words !== null && sameWords(spoken_words, quote))) continue;
    const dueAt = one.dueAt === null ? null : new Date(one.dueAt);
    const same = proposed.find((other) => sameWords(other.quote, quote));
    if (same !== undefined) {
      if (same.state === 'proposed' && same.due_at === null && dueAt !== null)
        await addHour(ctx.trx, same.id, dueAt, one.precision);
      continue;
    }
    const shape = spokenShape(what);
    const learned = userId === null ? new Set<string>() : await learnedShapes(ctx, userId, [{ what }]);
    const id = newId();
    const isAdded = await insertSpoken(ctx.trx, {
      id,
      message_id: messageId,
      user_id: userId,
      said_at: said.at,
      quote,
      what,
      condition: one.condition === null ? null : words(one.condition),
      due_at: dueAt,
      precision: one.precision,
      strength: one.strength,
      language: String(data['language']),
      shape,
      state: learned.has(shape) ? 'muted' : 'proposed',
      read_by: 'assistant',
      please_check: one.pleaseCheck,
    });
    if (!isAdded || learned.has(shape)) continue;
    proposed.push({ id, quote, state: 'proposed', due_at: dueAt });
    await record(ctx, 'promises.proposed', id, { spokenId: id, caseId, messageId, userId, what });
  }
}
