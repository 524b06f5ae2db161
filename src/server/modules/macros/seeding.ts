import { closestLanguage, say } from '../../catalogue.ts';
import type { WritingContext } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { macroSeeds as seeds } from './seeds.ts';

/** When a company has been set up, it gets its first macros in its language; where there are macros, they are left as they are. */
export const macroSeeds: Subscription = {
  name: 'macros.seeds',
  types: ['people.company-set-up'],
  async handle(ctx, events) {
    for (const event of events) await seedMacros(ctx, String(event.data['language'] ?? 'en'));
  },
};

async function seedMacros(ctx: WritingContext, wished: string): Promise<void> {
  const some = await ctx.trx.selectFrom('macros').select('id').limit(1).executeTakeFirst();
  if (some !== undefined) return;
  const language = closestLanguage(wished);
  for (const seed of seeds) {
    await ctx.trx
      .insertInto('macros')
      .values({
        id: newId(),
        name: say(language, 'macros', `seed.${seed.key}.name`),
        shortcut: seed.shortcut[language] ?? seed.shortcut.en,
        scope: 'shared',
        html: say(language, 'macros', `seed.${seed.key}.html`).replaceAll('[[', '{{ ').replaceAll(']]', ' }}'),
        text_use: seed.textUse,
        actions: JSON.stringify(
          seed.actions.map((action) =>
            action.do === 'promise' ? { ...action, what: say(language, 'macros', `seed.${seed.key}.promise`) } : action,
          ),
        ),
        conditions: JSON.stringify(seed.conditions),
        created_at: ctx.now,
        updated_at: ctx.now,
      })
      .execute();
  }
}
