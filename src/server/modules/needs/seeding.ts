import { hatedBehaviours } from '../../../domain/voice/themes-hated.ts';
import { closestLanguage, say } from '../../catalogue.ts';
import type { WritingContext } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { companyLanguage } from '../people/index.ts';

/** What customers hate everywhere, as themes to begin with; once, before the first words are taken in. */
export async function seedHatedThemes(ctx: WritingContext): Promise<void> {
  const begun = await ctx.trx.selectFrom('heard_progress').select('source').limit(1).executeTakeFirst();
  if (begun !== undefined) return;
  const there = await ctx.trx.selectFrom('themes').select('id').limit(1).executeTakeFirst();
  if (there !== undefined) return;
  const language = closestLanguage(await companyLanguage(ctx.trx));
  await ctx.trx
    .insertInto('themes')
    .values(
      hatedBehaviours.map(({ key, keywords }) => ({
        id: newId(),
        name: say(language, 'needs', `hated.${key}`),
        keywords: [...keywords],
        hated: true,
        made_at: ctx.now,
      })),
    )
    .execute();
}
