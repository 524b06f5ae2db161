import type {
  Article,
  ArticleLine,
  PublicArticle,
  PublicArticleLine,
  Suggestion,
} from '../../../contract/knowledge.ts';
import { mayRole } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { companyLanguage } from '../people/index.ts';
import {
  type ArticleLineRow,
  type ArticleRow,
  countJudgement,
  findAnswering,
  findArticle,
  findPublicArticle,
  listArticlesAfter,
  listPublicAfter,
} from './queries.ts';

interface Asked {
  limit?: number | undefined;
  cursor?: string | undefined;
  q?: string | undefined;
}

/** Articles, last changed first; drafts and retired ones only for those who may write. */
export async function listArticles(
  ctx: Context,
  query: Asked & { state?: string | undefined; audience?: string | undefined },
): Promise<{ items: ArticleLine[]; next: string | null }> {
  const limit = query.limit ?? 50;
  const rows = await listArticlesAfter(ctx.db, {
    state: mayWrite(ctx) ? query.state : 'published',
    audience: query.audience,
    q: query.q,
    after: readCursor(query.cursor, 2),
    limit,
  });
  return cutPage(rows, limit, (row) => [row.updated_at.toISOString(), row.id], showLine);
}

/** One article; what is not published exists only for those who may write. */
export async function readArticle(ctx: Context, id: string): Promise<Article> {
  const row = await findArticle(ctx.db, id);
  if (row === undefined || (row.state !== 'published' && !mayWrite(ctx)))
    throw new Refusal('not_found', 'article-not-found', 'There is no such article.');
  return showArticle(row);
}

/** Published articles that may answer a text, for whoever writes a reply. */
export async function suggestArticles(ctx: Context, text: string, limit = 3): Promise<Suggestion[]> {
  const language = await companyLanguage(ctx.db);
  const found = await findAnswering(ctx.db, { text, language, audience: undefined, limit });
  return found.map(({ id, slug, title, summary, audience, rank }) => ({ id, slug, title, summary, audience, rank }));
}

/** Published articles for customers: by title, or best first for what they search. */
export async function listPublicArticles(
  ctx: Context,
  query: Asked,
): Promise<{ items: PublicArticleLine[]; next: string | null }> {
  const limit = query.limit ?? 50;
  if (query.q !== undefined && query.q.trim() !== '') {
    const language = await companyLanguage(ctx.db);
    const found = await findAnswering(ctx.db, { text: query.q, language, audience: 'public', limit });
    return { items: found.map((each) => showPublicLine(each)), next: null };
  }
  const rows = await listPublicAfter(ctx.db, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.title, row.id], showPublicLine);
}

/** One published article as the world sees it. @throws Refusal not_found `article-not-found`. */
export async function readPublicArticle(ctx: Context, slug: string): Promise<PublicArticle> {
  const row = await findPublicArticle(ctx.db, slug);
  if (row === undefined) throw unknown();
  return { ...showPublicLine(row), html: row.html, updatedAt: row.updated_at.toISOString() };
}

/** Counts whether an article helped. */
export function judgeArticle(ctx: Context, slug: string, helped: boolean): Promise<null> {
  return transact(ctx, async (ctx) => {
    const id = await countJudgement(ctx.trx, slug, helped);
    if (id === undefined) throw unknown();
    await record(ctx, 'knowledge.judged', id, { articleId: id, helped });
    return null;
  });
}

export function showArticle(row: ArticleRow): Article {
  return { ...showLine(row), html: row.html, createdAt: row.created_at.toISOString() };
}

function showLine(row: ArticleLineRow): ArticleLine {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    state: row.state as ArticleLine['state'],
    audience: row.audience as ArticleLine['audience'],
    language: row.language,
    author: row.author_id === null ? null : { id: row.author_id, name: row.author_name ?? '' },
    updatedAt: row.updated_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
    helped: row.helped,
    notHelped: row.not_helped,
  };
}

function showPublicLine(row: { slug: string; title: string; summary: string; language: string }): PublicArticleLine {
  return { slug: row.slug, title: row.title, summary: row.summary, language: row.language };
}

function mayWrite(ctx: Context): boolean {
  const { actor } = ctx;
  return actor.kind === 'system' || (actor.kind !== 'customer' && mayRole(actor.role, 'knowledge.write'));
}

function unknown(): Refusal {
  return new Refusal('not_found', 'article-not-found', 'There is no such article.');
}
