import type { Felt } from '../../../contract/words.ts';
import { customerWish } from '../../../domain/words/customer-wish.ts';
import type { Context } from '../../context.ts';
import { findCase } from '../cases/index.ts';
import { readNeedEffort } from './effort.ts';
import { findCustomerWords, listFelt, listRecurrenceRows } from './queries.ts';
import { showRecurrence } from './recurrences.ts';

/** Everything this room knows of one case. */
export async function readCaseWords(ctx: Context, ref: string) {
  const found = await findCase(ctx, ref);
  const [rows, effort, [recurrence], recurred, words] = await Promise.all([
    listFelt(ctx.db, found.id),
    readNeedEffort(ctx.db, found.id),
    listRecurrenceRows(ctx, { caseId: found.id, limit: 1 }),
    listRecurrenceRows(ctx, { ofId: found.id, limit: 20 }),
    findCustomerWords(ctx.db, found.id),
  ]);
  return {
    felt: rows.map((row): Felt => ({
      messageId: row.message_id,
      at: row.at.toISOString(),
      feeling: row.feeling as Felt['feeling'],
      strength: row.strength,
      quote: row.text.slice(row.quote_from, row.quote_to),
      about: row.about_from === null || row.about_to === null ? null : row.text.slice(row.about_from, row.about_to),
      language: row.language,
      readBy: row.read_by,
    })),
    effort,
    recurrence: recurrence === undefined ? null : showRecurrence(recurrence),
    recurredAs: recurred.filter(({ state }) => state !== 'dismissed').map(showRecurrence),
    wishProposed: found.success_wish === null && words?.first ? customerWish(words.first) : null,
    valueProposed: found.value_created === null ? found.success_wish : null,
  };
}
