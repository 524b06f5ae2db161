import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/knowledge.ts';
import type { BodyOf } from '../../../contract/route.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { paged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';

export type Article = contract.Article;
export type ArticleLine = contract.ArticleLine;

/** Articles that fit, last changed first. */
export function articlesQuery(filter: {
  q?: string | undefined;
  state?: Article['state'] | undefined;
  audience?: Article['audience'] | undefined;
}) {
  return paged(
    ['knowledge', 'list', filter],
    (page, signal) => call<typeof contract.listArticles>('GET', '/articles', { query: { ...page, ...filter }, signal }),
    50,
  );
}

/** One article. */
export function articleQuery(id: string) {
  return queryOptions({
    queryKey: ['knowledge', 'one', id],
    queryFn: ({ signal }) => call<typeof contract.readArticle>('GET', '/articles/:id', { params: { id }, signal }),
  });
}

/** Writes a draft. */
export async function createArticle(body: BodyOf<typeof contract.createArticle>): Promise<Article> {
  return show(await call<typeof contract.createArticle>('POST', '/articles', { body }));
}

/** Changes an article, publishes it or retires it. */
export async function changeArticle(id: string, body: BodyOf<typeof contract.changeArticle>): Promise<Article> {
  return show(await call<typeof contract.changeArticle>('PATCH', '/articles/:id', { params: { id }, body }));
}

function show(article: Article): Article {
  queryClient.setQueryData(articleQuery(article.id).queryKey, article);
  void queryClient.invalidateQueries({ queryKey: ['knowledge', 'list'] });
  return article;
}

refetchOn('knowledge.', ['knowledge']);
