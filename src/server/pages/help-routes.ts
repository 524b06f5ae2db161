import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { say } from '../catalogue.ts';
import { judgeArticle, listPublicArticles, readPublicArticle } from '../modules/knowledge/index.ts';
import { readCalibration } from '../modules/promises/index.ts';
import { articlePage, helpHomePage } from './help-pages.ts';
import { keepingTimePage } from './keeping-time-page.ts';
import { page, sendPage } from './layout.ts';
import { yesOrNo } from './my-fields.ts';
import { orAgain, type Refused } from './problems.ts';
import { visitorOf } from './visitor.ts';

const open = { config: { access: 'public' as const } };
const BySlug = Type.Object({ slug: Type.String({ pattern: '^[a-z0-9-]{1,120}$' }) });
const Search = Type.Object({
  q: Type.Optional(Type.String()),
  thanks: Type.Optional(Type.String()),
});

/** `/help`: the public help centre. */
export function mountHelpPages(app: FastifyInstance): void {
  app.get('/help', { ...open, schema: { hide: true, querystring: Search } }, async (request, reply) => {
    const visitor = await visitorOf(request);
    const q = ((request.query as { q?: string }).q ?? '').trim().slice(0, 200);
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
  app.get('/help/:slug', { ...open, schema: { hide: true, params: BySlug, querystring: Search } }, (request, reply) =>
    showArticle(request, reply),
  );
  app.post(
    '/help/:slug/helped',
    {
      config: { access: 'public', rateLimit: { max: 20, timeWindow: 60_000 } },
      schema: { hide: true, params: BySlug },
    },
    async (request, reply) => {
      const { slug } = request.params as { slug: string };
      const { language } = await visitorOf(request);
      return orAgain(
        request,
        reply,
        { form: 'helped', language },
        async () => {
          await judgeArticle(request.kept, slug, yesOrNo(request, 'helped'));
          return reply.redirect(`/help/${slug}?thanks=1`, 303);
        },
        (refused) => showArticle(request, reply, refused),
      );
    },
  );
}

async function showArticle(request: FastifyRequest, reply: FastifyReply, refused?: Refused): Promise<FastifyReply> {
  const visitor = await visitorOf(request);
  const { language, company } = visitor;
  const article = await readPublicArticle(request.kept, (request.params as { slug: string }).slug);
  const thanked = (request.query as { thanks?: string }).thanks !== undefined;
  const body = articlePage({ ...article, updatedAt: new Date(article.updatedAt) }, thanked, visitor, refused);
  return sendPage(reply, reply.statusCode, page({ language, company, title: article.title, place: 'help' }, body));
}
