import { spokenShape } from '../../../../domain/promises/spoken-promise-shape.ts';
import type { WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { sameWords } from './same-words.ts';
import { learnedShapes } from './spoken.ts';
import { findMovedWith, findPromisedWith, findSaid, insertSpoken, type SpokenRow } from './spoken-queries.ts';

/** A message that went out to the customer, with the words of what was promised with it. */
export interface SentMessage {
  id: string;
  caseId: string;
  text: string;
  at: Date;
  userId: string | null;
  promised: readonly string[];
  /** The hours that promises were moved to with it. */
  moved: readonly Date[];
}

/** A sentence of it that may be a promise, whoever found it. */
export type FoundPromise = Pick<
  SpokenRow,
  'quote' | 'what' | 'condition' | 'due_at' | 'precision' | 'strength' | 'language'
> &
  Partial<Pick<SpokenRow, 'read_by' | 'please_check'>>;

/** What was sent to a customer; undefined for a note, and for what he wrote himself. */
export async function findSent(
  ctx: WritingContext,
  messageId: string,
  caseId: string,
): Promise<SentMessage | undefined> {
  const said = await findSaid(ctx.trx, messageId);
  if (said === undefined || said.direction !== 'out' || said.kind !== 'message') return undefined;
  const promised = await findPromisedWith(ctx.trx, messageId);
  return {
    id: messageId,
    caseId,
    text: said.text,
    at: said.at,
    userId: said.author_user_id,
    promised: promised.flatMap(({ spoken_words }) => spoken_words ?? []),
    moved: await findMovedWith(ctx.trx, messageId),
  };
}

/** Whether a sentence of the message was promised with it. */
export const isPromised = (sent: SentMessage, quote: string) => sent.promised.some((words) => sameWords(words, quote));

/** Whether it is the hour that a promise was moved to with the message: that is owed already. */
const isMoved = (sent: SentMessage, due: Date | null) =>
  due !== null && sent.moved.some((at) => Math.abs(+at - +due) < 60_000);

/**
 * Proposes what was found in a sent message, unless it was promised or moved with it or is proposed already. What the writer has taught us not to
 * ask about is kept and stays silent.
 * @returns those that somebody is asked about, with their ids
 */
export async function proposeFound(
  ctx: WritingContext,
  sent: SentMessage,
  found: readonly FoundPromise[],
): Promise<(FoundPromise & { id: string })[]> {
  const { id: messageId, caseId, userId } = sent;
  const open = found.filter(({ quote, due_at }) => !isPromised(sent, quote) && !isMoved(sent, due_at));
  const learned = userId === null ? new Set<string>() : await learnedShapes(ctx, userId, open);
  const proposed: (FoundPromise & { id: string })[] = [];
  for (const one of open) {
    const shape = spokenShape(one.what);
    const id = newId();
    const state = learned.has(shape) ? 'muted' : 'proposed';
    const row = { ...one, id, message_id: messageId, user_id: userId, said_at: sent.at, shape, state };
    if (!(await insertSpoken(ctx.trx, row)) || state === 'muted') continue;
    proposed.push({ ...one, id });
    await record(ctx, 'promises.proposed', id, { spokenId: id, caseId, messageId, userId, what: one.what });
  }
  return proposed;
}
