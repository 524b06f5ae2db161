import { sql } from 'kysely';
import { keywordFinder } from '../../../domain/voice/themes.ts';
import type { WritingContext } from '../../context.ts';

interface Words {
  readonly id: string;
  readonly words: string;
  readonly at: Date;
}

/** How many words are looked through anew when the keywords of a theme change: the newest within a year. */
const mostAnew = 20_000;
/** So many findings are written down in one statement. */
const atOnce = 10_000;

/**
 * Puts words under every theme whose keywords they mention. What a person sorted stays as he sorted it.
 * @returns the themes that won or lost words, to be counted anew
 */
export async function matchThemes(ctx: WritingContext, words: readonly Words[]): Promise<string[]> {
  const themes = await ctx.trx
    .selectFrom('themes')
    .select(['id', 'keywords'])
    .where('retired_at', 'is', null)
    .execute();
  const ids = words.map(({ id }) => id);
  const before = await ctx.trx
    .deleteFrom('theme_words')
    .where('words_id', 'in', ids)
    .where('by_person', '=', false)
    .returning('theme_id')
    .execute();
  const touched = new Set(before.map(({ theme_id }) => theme_id));
  for (const theme of await keep(ctx, themes, words)) touched.add(theme);
  return [...touched];
}

/** Looks through the words of the last year for the keywords of one theme, as they are now. */
export async function rematchTheme(ctx: WritingContext, themeId: string, keywords: readonly string[]): Promise<void> {
  await ctx.trx.deleteFrom('theme_words').where('theme_id', '=', themeId).where('by_person', '=', false).execute();
  if (keywords.length === 0) return;
  const words = await ctx.trx
    .selectFrom('heard_words')
    .select(['id', 'words', 'at'])
    .where('at', '>=', new Date(ctx.now.getTime() - 365 * 86_400_000))
    .orderBy('at', 'desc')
    .limit(mostAnew)
    .execute();
  await keep(ctx, [{ id: themeId, keywords }], words);
}

/** @returns the themes that are spoken of */
async function keep(
  ctx: WritingContext,
  themes: readonly { readonly id: string; readonly keywords: readonly string[] }[],
  words: readonly Words[],
): Promise<Set<string>> {
  const themesIn = keywordFinder(themes);
  const met = words.flatMap((one) => [...themesIn(one.words)].map((theme) => ({ theme, words: one.id })));
  for (let from = 0; from < met.length; from += atOnce)
    await sql`insert into theme_words (theme_id, words_id, at)
      select m.theme, h.id, h.at from json_to_recordset(${JSON.stringify(met.slice(from, from + atOnce))}::json) as m(theme uuid, words uuid)
      join heard_words h on h.id = m.words on conflict do nothing`.execute(ctx.trx);
  return new Set(met.map(({ theme }) => theme));
}
