import type { WritingContext } from '../../../context.ts';
import { findSent, isPromised, proposeFound } from './proposing.ts';
import { sameWords } from './same-words.ts';
import { addHour, listSpokenOf, type SpokenRow } from './spoken-queries.ts';

/** One promise as it stands in the log. */
interface LoggedPromise {
  from: number;
  to: number;
  what: { start: number; end: number };
  condition: { start: number; end: number } | null;
  dueAt: string | null;
  precision: SpokenRow['precision'];
  pleaseCheck: boolean;
  strength: 'firm' | 'weak';
}

/**
 * Proposes what the assistant heard in a sent message and nobody has proposed or promised yet. Where the grammar found the same sentence
 * without an hour, the hour is added to that proposal. What the writer has taught us not to ask about stays silent.
 */
export async function takeHeard(ctx: WritingContext, data: Record<string, unknown>): Promise<void> {
  const sent = await findSent(ctx, String(data['messageId']), String(data['caseId']));
  if (sent === undefined) return;
  const proposed = await listSpokenOf(ctx.trx, sent.id);
  for (const one of data['found'] as LoggedPromise[]) {
    const words = ({ start, end }: { start: number; end: number }) =>
      sent.text.slice(start, end).replaceAll('\n', ' ').trim();
    const [quote, what] = [words({ start: one.from, end: one.to }), words(one.what)];
    if (quote === '' || what === '' || isPromised(sent, quote)) continue;
    const due_at = one.dueAt === null ? null : new Date(one.dueAt);
    const same = proposed.find((other) => sameWords(other.quote, quote));
    if (same !== undefined) {
      if (same.state === 'proposed' && same.due_at === null && due_at !== null)
        await addHour(ctx.trx, same.id, due_at, one.precision);
      continue;
    }
    const { precision, strength, pleaseCheck: please_check } = one;
    const condition = one.condition === null ? null : words(one.condition);
    const language = String(data['language']);
    const found = { quote, what, condition, due_at, precision, strength, language, please_check };
    const added = await proposeFound(ctx, sent, [{ ...found, read_by: 'assistant' }]);
    proposed.push(...added.map(({ id }) => ({ id, quote, state: 'proposed', due_at })));
  }
}
