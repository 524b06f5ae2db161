import type { WordsSettings } from '../../../contract/words.ts';
import type { AssistantTask } from '../../../domain/assistant/tasks.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import type { Database } from '../../store/database.ts';
import { changeSettings as changeAssistant, isReady, readSettings as readAssistant } from '../assistant/index.ts';

/** The one row of settings. */
export async function findSettings(db: Database) {
  return db.selectFrom('words_settings').selectAll().executeTakeFirstOrThrow();
}

/** What drafts are checked for, and whether an assistant reads along. */
export async function readSettings(
  ctx: Context,
): Promise<WordsSettings & { assistantReady: boolean; assistantReads: AssistantTask[] }> {
  const row = await findSettings(ctx.db);
  const { on, reads } = await readAssistant(ctx);
  return {
    off: row.off as WordsSettings['off'],
    jargon: row.jargon as unknown as WordsSettings['jargon'],
    recurrenceDays: row.recurrence_days,
    assistant: on,
    assistantReady: on && (await isReady(ctx)),
    assistantReads: reads,
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
      })
      .execute();
    if (input.assistant !== undefined) await changeAssistant(ctx, { on: input.assistant });
    await record(ctx, 'words.settings-changed', null, { before, after });
    return readSettings(ctx);
  });
}
