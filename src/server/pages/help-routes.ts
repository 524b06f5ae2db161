import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { say } from '../catalogue.ts';
import { judgeArticle, listPublicArticles, readPublicArticle } from '../modules/knowledge/index.ts';
import { readCalibration } from '../modules/promises/index.ts';
import { articlePage, helpHomePage } from './help-pages.ts';
import { keepingTimePage } from './keeping-time-page.ts';
import { page, sendPage } from './layout.ts';
import { visitorOf } from './visitor.ts';

const open = { config: { access: 'public' as const } };
const BySlug = Type.Object({ slug: Type.String({ pattern: '^[a-z0-9-]{1,120}$' }) });
const Search = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 200 })),
  thanks: Type.Optional(Type.String({ maxLength: 5 })),
});

/** `/help`: the public help centre. */
export function mountHelpPages(app: FastifyInstance): void {
  app.get('/help', { ...open, schema: { hide: true, querystring: Search } }, async (request, reply) => {
    const visitor = await visitorOf(request);
    const q = ((request.query as { q?: string }).q ?? '').trim();
    const articles = await listPublicArticles(request.kept, { limit: 100, ...(q === '' ? {} : { q }) });
    const title = say(visitor.language, 'pages', 'help-home.title');
    return sendPage(
      reply,
      200,
      page(
        { language: visitor.language, company: visitor.company, title, place: 'help' },
        helpHomePage(articles.items, q, visitor.language),
      ),
    );
  });
  app.get('/help/how-we-keep-time', { ...open, schema: { hide: true } }, async (request, reply) => {
    const visitor = await visitorOf(request);
    const title = say(visitor.language, 'estimates', 'public.title');
    const found = await readCalibration(request.kept, {});
    return sendPage(
      reply,
      200,
      page(
        { language: visitor.language, company: visitor.company, title, place: 'help' },
        keepingTimePage(found, visitor.language),
      ),
    );
  });
  app.get(
    '/help/:slug',
    { ...open, schema: { hide: true, params: BySlug, querystring: Search } },
    async (request, reply) => {
      const visitor = await visitorOf(request);
      const article = await readPublicArticle(request.kept, (request.params as { slug: string }).slug);
      const thanked = (request.query as { thanks?: string }).thanks !== undefined;
      const body = articlePage({ ...article, updatedAt: new Date(article.updatedAt) }, thanked, visitor);
      return sendPage(
        reply,
        200,
        page({ language: visitor.language, company: visitor.company, title: article.title, place: 'help' }, body),
      );
    },
  );
  app.post(
    '/help/:slug/helped',
    {
      config: { access: 'public', rateLimit: { max: 20, timeWindow: 60_000 } },
      schema: { hide: true, params: BySlug },
    },
    async (request, reply) => {
      const { slug } = request.params as { slug: string };
      await judgeArticle(
        request.kept,
        slug,
        (request.body as Record<string, unknown> | undefined)?.['helped'] === 'yes',
      );
      return reply.redirect(`/help/${slug}?thanks=1`, 303);
    },
  );
}
