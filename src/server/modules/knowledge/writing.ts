import type { Article } from '../../../contract/knowledge.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../context.ts';
import { htmlToPlainText } from '../../mail/plain-text.ts';
import { sanitiseHtml } from '../../mail/sanitising.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { companyLanguage } from '../people/index.ts';
import { findArticle, insertArticle, isSlugTaken, updateArticle } from './queries.ts';
import { showArticle } from './reading.ts';
import { slugOf } from './slugs.ts';

interface ArticleChange {
  title?: string | undefined;
  html?: string | undefined;
  summary?: string | undefined;
  slug?: string | undefined;
  audience?: 'public' | 'staff' | undefined;
  language?: string | undefined;
}

/**
 * Writes a draft. Its HTML is made safe before it is kept; its address comes from the title, with a number behind it
 * when there is one like it already.
 * @throws Refusal conflict `slug-taken` when an address was asked for that is taken.
 */
export function writeArticle(ctx: Context, input: ArticleChange & { title: string; html: string }): Promise<Article> {
  return transact(ctx, async (ctx) => {
    const id = newId();
    const html = sanitiseHtml(input.html).html;
    const wanted = input.slug ?? slugOf(input.title);
    const article = {
      id,
      title: input.title.trim(),
      summary: (input.summary ?? '').trim(),
      html,
      text: htmlToPlainText(html),
      audience: input.audience ?? 'public',
      language: input.language ?? (await companyLanguage(ctx.trx)),
      author_id: staffId(ctx.actor),
      state: 'draft',
      created_at: ctx.now,
      updated_at: ctx.now,
      published_at: null,
    };
    const base = wanted === '' ? `article-${id.slice(-8)}` : wanted;
    const tries = input.slug === undefined ? 50 : 1;
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const slug = attempt === 1 ? base : `${base}-${attempt}`;
      if (await insertArticle(ctx.trx, { ...article, slug })) {
        await record(ctx, 'knowledge.written', id, { slug });
        return theArticle(ctx, id);
      }
    }
    throw taken(base);
  });
}

/** Changes an article; with `state` it is published, retired or taken back to a draft. */
export function changeArticle(
  ctx: Context,
  id: string,
  input: ArticleChange & { state?: 'draft' | 'published' | 'retired' | undefined },
): Promise<Article> {
  return transact(ctx, async (ctx) => {
    const before = await findArticle(ctx.trx, id);
    if (before === undefined) throw new Refusal('not_found', 'article-not-found', 'There is no such article.');
    if (input.slug !== undefined && (await isSlugTaken(ctx.trx, input.slug, id))) throw taken(input.slug);
    const html = input.html === undefined ? before.html : sanitiseHtml(input.html).html;
    const state = input.state ?? before.state;
    await updateArticle(ctx.trx, id, {
      slug: input.slug ?? before.slug,
      title: (input.title ?? before.title).trim(),
      summary: (input.summary ?? before.summary).trim(),
      html,
      text: htmlToPlainText(html),
      audience: input.audience ?? before.audience,
      language: input.language ?? before.language,
      state,
      updated_at: ctx.now,
      published_at: state === 'published' ? (before.published_at ?? ctx.now) : before.published_at,
    });
    const type = state === before.state ? 'changed' : state === 'draft' ? 'withdrawn' : state;
    await record(ctx, `knowledge.${type}`, id, {
      articleId: id,
      slug: input.slug ?? before.slug,
      audience: input.audience ?? before.audience,
    });
    return theArticle(ctx, id);
  });
}

async function theArticle(ctx: Context, id: string): Promise<Article> {
  return showArticle((await findArticle(ctx.db, id))!);
}

function taken(slug: string): Refusal {
  return new Refusal('conflict', 'slug-taken', `There is already an article at ${slug}.`, { field: 'slug' });
}
