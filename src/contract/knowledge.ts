import { Type, type Static } from 'typebox';
import { Person } from './charter.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

export const ArticleState = OneOf(['draft', 'published', 'retired']);
export const Audience = OneOf(['public', 'staff']);

/** An article in a list. */
export const ArticleLine = Type.Object({
  id: Id,
  slug: Type.String(),
  title: Type.String(),
  summary: Type.String(),
  state: ArticleState,
  audience: Audience,
  language: Type.String(),
  author: Nullable(Person),
  updatedAt: Instant,
  publishedAt: Nullable(Instant),
  helped: Type.Integer(),
  notHelped: Type.Integer(),
});
export type ArticleLine = Static<typeof ArticleLine>;

/** A whole article; `html` is already made safe by the server. */
export const Article = Type.Object({ ...ArticleLine.properties, html: Type.String(), createdAt: Instant });
export type Article = Static<typeof Article>;

const Slug = Type.String({ minLength: 1, maxLength: 120, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' });
const Html = Type.String({ maxLength: 400_000 });

export const listArticles = route({
  method: 'GET',
  path: '/articles',
  access: 'knowledge.read',
  summary: 'Articles, last changed first',
  query: Type.Object({
    ...PageQuery,
    state: Type.Optional(ArticleState),
    audience: Type.Optional(Audience),
    q: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  reply: Page(ArticleLine),
});

export const readArticle = route({
  method: 'GET',
  path: '/articles/:id',
  access: 'knowledge.read',
  summary: 'One article; drafts only for those who may write',
  params: ById,
  reply: Article,
});

export const createArticle = route({
  method: 'POST',
  path: '/articles',
  access: 'knowledge.write',
  summary: 'Write a draft; its address is made from the title unless given',
  body: Type.Object(
    {
      title: Line,
      html: Html,
      summary: Type.Optional(Type.String({ maxLength: 500 })),
      slug: Type.Optional(Slug),
      audience: Type.Optional(Audience),
      language: Type.Optional(Type.String({ minLength: 2, maxLength: 10 })),
    },
    { additionalProperties: false },
  ),
  reply: Article,
});

export const changeArticle = route({
  method: 'PATCH',
  path: '/articles/:id',
  access: 'knowledge.write',
  summary: 'Change an article, publish it or retire it',
  params: ById,
  body: Type.Object(
    {
      title: Type.Optional(Line),
      html: Type.Optional(Html),
      summary: Type.Optional(Type.String({ maxLength: 500 })),
      slug: Type.Optional(Slug),
      audience: Type.Optional(Audience),
      language: Type.Optional(Type.String({ minLength: 2, maxLength: 10 })),
      state: Type.Optional(ArticleState),
    },
    { additionalProperties: false },
  ),
  reply: Article,
});

/** An article that may answer a text, best first; `rank` only orders. */
export const Suggestion = Type.Object({
  id: Id,
  slug: Type.String(),
  title: Type.String(),
  summary: Type.String(),
  audience: Audience,
  rank: Type.Number(),
});
export type Suggestion = Static<typeof Suggestion>;

export const suggestArticles = route({
  method: 'POST',
  path: '/articles/suggestions',
  access: 'knowledge.read',
  summary: 'Published articles that may answer this text',
  body: Type.Object(
    {
      text: Type.String({ minLength: 1, maxLength: 20_000 }),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10, default: 3 })),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({ items: Type.Array(Suggestion) }),
  status: 200,
});

/** An article as the world sees it. */
export const PublicArticle = Type.Object({
  slug: Type.String(),
  title: Type.String(),
  summary: Type.String(),
  html: Type.String(),
  language: Type.String(),
  updatedAt: Instant,
});
export type PublicArticle = Static<typeof PublicArticle>;

export const PublicArticleLine = Type.Object({
  slug: Type.String(),
  title: Type.String(),
  summary: Type.String(),
  language: Type.String(),
});
export type PublicArticleLine = Static<typeof PublicArticleLine>;

export const listPublicArticles = route({
  method: 'GET',
  path: '/help/articles',
  access: 'public',
  summary: 'Published articles for customers, by title or by what is searched for',
  query: Type.Object({ ...PageQuery, q: Type.Optional(Type.String({ maxLength: 200 })) }),
  reply: Page(PublicArticleLine),
});

export const readPublicArticle = route({
  method: 'GET',
  path: '/help/articles/:slug',
  access: 'public',
  summary: 'One published article for customers',
  params: Type.Object({ slug: Slug }),
  reply: PublicArticle,
});

export const judgeArticle = route({
  method: 'POST',
  path: '/help/articles/:slug/judgement',
  access: 'public',
  perMinute: 20,
  summary: 'Say whether an article helped',
  params: Type.Object({ slug: Slug }),
  body: Type.Object({ helped: Type.Boolean() }, { additionalProperties: false }),
});
