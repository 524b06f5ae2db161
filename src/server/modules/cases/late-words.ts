import { usualLateDays } from '../../../domain/cases/customer-words.ts';
import type { Context } from '../../context.ts';

/** Days after closing from which a word of the customer opens another case that follows; null: a closed case is always reopened. */
export async function readLateReplyDays(ctx: Pick<Context, 'db'>): Promise<number | null> {
  const row = await ctx.db.selectFrom('desk_settings').select('late_reply_days').executeTakeFirst();
  return row === undefined ? usualLateDays : row.late_reply_days;
}
