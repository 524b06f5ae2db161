import type { HeardWords } from '../../../contract/themes.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { countThemes } from './counting-themes.ts';
import { findCustomerMessage, type HeardFilter, type HeardRow, insertWords, listHeardAfter } from './queries.ts';
import { putUnder } from './need-words.ts';
import { matchThemes } from './theme-words.ts';

/** Words of customers from everywhere, newest first. */
export async function listHeard(
  ctx: Context,
  query: HeardFilter & { limit?: number | undefined; cursor?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await listHeardAfter(ctx.db, ctx.actor, query, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.at.toISOString(), row.id], show);
}

/**
 * Keeps words of a customer out of one of his messages. They must stand there: nobody's words are put into another's mouth.
 * @throws not_found for a message that is not a customer's or may not be seen; invalid when the words are not in it
 */
export function markWords(
  ctx: Context,
  input: { messageId: string; quote: string; needId?: string | undefined },
): Promise<HeardWords> {
  return transact(ctx, async (ctx) => {
    const message = await findCustomerMessage(ctx.trx, ctx.actor, input.messageId);
    if (message === undefined)
      throw new Refusal('not_found', 'message-not-found', 'There is no such message of a customer.');
    const quote = plain(input.quote);
    if (quote === '' || !plain(message.text).includes(quote))
      throw new Refusal('invalid', 'not-said', 'These words do not stand in that message.', { field: 'quote' });
    const row = {
      id: newId(),
      source: 'marked',
      source_id: input.messageId,
      detail: '',
      customer_id: message.customer_id,
      case_id: message.case_id,
      message_id: input.messageId,
      words: quote,
      feeling: null,
      at: message.at,
    };
    await insertWords(ctx.trx, row);
    const touched = await matchThemes(ctx, [row]);
    if (touched.length > 0) await countThemes(ctx, touched);
    if (input.needId !== undefined) await putUnder(ctx, input.needId, [row.id]);
    await record(ctx, 'needs.words-marked', row.id, { customerId: message.customer_id, caseId: message.case_id });
    const [kept] = await listHeardAfter(ctx.trx, ctx.actor, { ids: [row.id] }, undefined, 1);
    return show(kept!);
  });
}

function plain(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}

function show(row: HeardRow): HeardWords {
  return {
    id: row.id,
    source: row.source as HeardWords['source'],
    sourceId: row.source_id,
    detail: row.detail,
    words: row.words,
    feeling: row.feeling as HeardWords['feeling'],
    at: row.at.toISOString(),
    customer: row.customer_id === null ? null : { id: row.customer_id, name: row.customer_name ?? '' },
    case: row.case_id === null ? null : { id: row.case_id, number: Number(row.case_number) },
    messageId: row.message_id,
    themes: row.themes,
    need: row.need,
  };
}
