import { sql } from 'kysely';
import { Refusal } from '../../../domain/refusal.ts';
import type { PromptCode } from '../../../domain/words/prompts.ts';
import { type Context, staffId, transact } from '../../context.ts';

/** The prompts somebody has muted for himself. */
export async function listMutes(ctx: Context) {
  const rows = await ctx.db
    .selectFrom('words_mutes')
    .select(['prompt', 'because', 'at'])
    .where('user_id', '=', staffId(ctx.actor))
    .orderBy('prompt')
    .execute();
  return rows.map(({ prompt, because, at }) => ({
    prompt: prompt as PromptCode,
    because: because as 'other',
    at: at.toISOString(),
  }));
}

/** Mutes a prompt for oneself. It is nobody else's affair, so no event names who. */
export function mutePrompt(ctx: Context, prompt: PromptCode, because: string): Promise<void> {
  const userId = oneself(ctx);
  return transact(ctx, async (ctx) => {
    await ctx.trx
      .insertInto('words_mutes')
      .values({ user_id: userId, prompt, because, at: ctx.now })
      .onConflict((conflict) => conflict.columns(['user_id', 'prompt']).doUpdateSet({ because, at: ctx.now }))
      .execute();
  });
}

export function unmutePrompt(ctx: Context, prompt: PromptCode): Promise<void> {
  const userId = oneself(ctx);
  return transact(ctx, async (ctx) => {
    await ctx.trx.deleteFrom('words_mutes').where('user_id', '=', userId).where('prompt', '=', prompt).execute();
  });
}

/** How many people muted what and why; never who. */
export async function countMutes(ctx: Context) {
  const { rows } = await sql<{ prompt: PromptCode; because: string; n: number; of: number }>`
    select w.prompt, w.because, count(*)::int as n from words_mutes w join users u on u.id = w.user_id group by 1, 2 order by 1, 2
  `.execute(ctx.db);
  const { rows: people } = await sql<{
    n: number;
  }>`select count(*)::int as n from users where role <> 'colleague'`.execute(ctx.db);
  const byPrompt = new Map<PromptCode, { prompt: PromptCode; people: number; because: Record<string, number> }>();
  for (const { prompt, because, n } of rows) {
    const one = byPrompt.get(prompt) ?? { prompt, people: 0, because: {} };
    one.people += n;
    one.because[because] = n;
    byPrompt.set(prompt, one);
  }
  return { items: [...byPrompt.values()], of: people[0]?.n ?? 0 };
}

function oneself(ctx: Context): string {
  const id = staffId(ctx.actor);
  if (id === null) throw new Refusal('forbidden', 'people-only', 'Only a person can mute a prompt for oneself.');
  return id;
}
