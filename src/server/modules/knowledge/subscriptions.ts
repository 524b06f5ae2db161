import type { WritingContext } from '../../context.ts';
import { htmlToPlainText } from '../../mail/plain-text.ts';
import { sanitiseHtml } from '../../mail/sanitising.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { articleSeeds } from './article-seeds.ts';
import { insertArticle } from './queries.ts';

/** When a company has been set up, it gets its first two published articles; those that exist are left as they are. */
export const knowledgeSeeds: Subscription = {
  name: 'knowledge.seeds',
  types: ['people.company-set-up'],
  async handle(ctx, events) {
    for (const event of events) await seedArticles(ctx, String(event.data['language'] ?? 'en'));
  },
};

async function seedArticles(ctx: WritingContext, wanted: string): Promise<void> {
  const { language, articles } = articleSeeds(wanted);
  for (const seed of articles) {
    const id = newId();
    const html = sanitiseHtml(seed.html).html;
    const made = await insertArticle(ctx.trx, {
      ...seed,
      id,
      html,
      text: htmlToPlainText(html),
      audience: 'public',
      language,
      author_id: null,
      state: 'published',
      created_at: ctx.now,
      updated_at: ctx.now,
      published_at: ctx.now,
    });
    if (made) await record(ctx, 'knowledge.published', id, { articleId: id, slug: seed.slug, audience: 'public' });
  }
}
