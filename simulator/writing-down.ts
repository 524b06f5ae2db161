import { changeArticle, judgeArticle, writeArticle } from '../src/server/modules/knowledge/index.ts';
import type { DailyLife } from './life.ts';
import { articles } from './story/articles.ts';

/** Whoever has solved something for the second time writes it down; in the weeks after, readers say whether it helped. */
export async function writeDown({ stage, founded }: DailyLife, today: number, at: Date): Promise<void> {
  for (const one of articles) {
    if (one.day === today) {
      const ctx = stage.as(
        founded.all.find(({ name }) => name === one.by)!,
        at,
      );
      const { title, summary, html, audience } = one;
      const { id } = await writeArticle(ctx, { title, summary, html, audience });
      if (one.published) await changeArticle(ctx, id, { state: 'published' });
    }
    if (one.judges > 0 && today > one.day && (today - one.day) % 4 === 0) await judge(stage.system(at), one, today);
  }

  async function judge(ctx: ReturnType<typeof stage.system>, one: (typeof articles)[number], on: number) {
    const turn = (on - one.day) / 4;
    if (turn > one.judges) return;
    const found = await ctx.db
      .selectFrom('articles')
      .select('slug')
      .where('title', '=', one.title)
      .where('state', '=', 'published')
      .executeTakeFirst();
    if (found !== undefined && one.audience === 'public')
      await judgeArticle(ctx, found.slug, stage.dice('judging', one.title, turn)() * 10 < one.helps);
  }
}
