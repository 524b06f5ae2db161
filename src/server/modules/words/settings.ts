import type { WordsSettings } from '../../../contract/words.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import type { Database } from '../../store/database.ts';

/** The one row of settings. */
export async function findSettings(db: Database) {
  return db.selectFrom('words_settings').selectAll().executeTakeFirstOrThrow();
}

export async function readSettings(ctx: Context): Promise<WordsSettings & { assistantReady: boolean }> {
  const row = await findSettings(ctx.db);
  return {
    off: row.off as WordsSettings['off'],
    jargon: row.jargon as unknown as WordsSettings['jargon'],
    recurrenceDays: row.recurrence_days,
    assistant: row.assistant,
    assistantReady: false,
  };
}

/** Changes what is given. Records `words.settings-changed`. */
export function changeSettings(ctx: Context, input: Partial<WordsSettings>) {
  return transact(ctx, async (ctx) => {
    const before = await readSettings(ctx);
    const after = { ...before, ...input };
    await ctx.trx
      .updateTable('words_settings')
      .set({
        off: after.off,
        jargon: JSON.stringify(after.jargon),
        recurrence_days: after.recurrenceDays,
        assistant: after.assistant,
      })
      .execute();
    await record(ctx, 'words.settings-changed', null, { before, after });
    return after;
  });
}
