import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Day, Id, Instant, Line, Nullable, OneOf, Page, PageQuery, ShareFigure } from './shapes.ts';

/** Where words of customers come from. */
export const heardSources = ['answer', 'review', 'observation', 'brief', 'wish', 'complaint', 'marked'] as const;
export const HeardSource = OneOf(heardSources);
const Feeling = OneOf(['won', 'neutral', 'lost']);
const Named = Type.Object({ id: Id, name: Type.String() });

/** What one customer said, wherever he said it. */
export const HeardWords = Type.Object({
  id: Id,
  source: HeardSource,
  sourceId: Id,
  /** The question of the brief it answers, or where the review stands. */
  detail: Type.String(),
  words: Type.String(),
  feeling: Nullable(Feeling),
  at: Instant,
  customer: Nullable(Named),
  case: Nullable(Type.Object({ id: Id, number: Type.Integer() })),
  messageId: Nullable(Id),
  themes: Type.Array(Named),
  need: Nullable(Type.Object({ id: Id, statement: Type.String() })),
});
export type HeardWords = Static<typeof HeardWords>;

/** What one said, with where it stands: from there it can be kept in his brief. */
const Verbatim = Type.Object({
  id: Id,
  source: HeardSource,
  sourceId: Id,
  messageId: Nullable(Id),
  words: Type.String(),
  customer: Nullable(Named),
  at: Instant,
});

export const listHeard = route({
  method: 'GET',
  path: '/heard',
  access: 'voice.read',
  summary: 'Words of customers from everywhere, newest first: by source, theme, need, feeling, customer and period',
  query: Type.Object({
    ...PageQuery,
    source: Type.Optional(HeardSource),
    feeling: Type.Optional(Feeling),
    themeId: Type.Optional(Id),
    needId: Type.Optional(Id),
    customerId: Type.Optional(Id),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    q: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  reply: Page(HeardWords),
});

/** The periods words are counted in, in days. */
export const heardPeriods = [30, 90, 180, 365] as const;
const Period = Type.Union([Type.Literal(30), Type.Literal(90), Type.Literal(180), Type.Literal(365)], { default: 90 });

export const Theme = Type.Object({
  id: Id,
  name: Type.String(),
  keywords: Type.Array(Type.String()),
  /** A way we behave that customers hate. */
  hated: Type.Boolean(),
  behaviour: Nullable(Type.Object({ id: Id, title: Type.String() })),
  retired: Type.Boolean(),
  /** Words and different customers within the days asked for, and within as many days before. */
  words: Type.Integer(),
  customers: Type.Integer(),
  before: Type.Object({ words: Type.Integer(), customers: Type.Integer() }),
  /** Of all customers heard in these days, how many speak of it. */
  share: ShareFigure,
  /** Customers in each of the last six months, oldest first. */
  months: Type.Array(Type.Object({ month: Type.String(), customers: Type.Integer() })),
  verbatims: Type.Array(Verbatim),
});
export type Theme = Static<typeof Theme>;

const Keywords = Type.Array(Type.String({ minLength: 2, maxLength: 80, pattern: '\\S\\s*\\S' }), { maxItems: 60 });
const WordsIds = Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true });

export const listThemes = route({
  method: 'GET',
  path: '/themes',
  access: 'voice.read',
  summary:
    'Themes with how many different customers speak of each, the trend and their words; most customers first, page by page',
  query: Type.Object({
    ...PageQuery,
    hated: Type.Optional(Type.Boolean()),
    days: Type.Optional(Period),
    retired: Type.Optional(Type.Boolean({ default: false })),
  }),
  reply: Type.Object({
    ...Page(Theme).properties,
    heard: Type.Integer({ description: 'Different customers heard' }),
    count: Type.Integer({ description: 'Themes on all pages' }),
  }),
});

export const createTheme = route({
  method: 'POST',
  path: '/themes',
  access: 'customers.write',
  summary: 'Keep a theme: its keywords find words by themselves, the words given belong to it by hand',
  body: Type.Object(
    {
      name: Line,
      keywords: Type.Optional(Keywords),
      hated: Type.Optional(Type.Boolean()),
      wordsIds: Type.Optional(WordsIds),
    },
    { additionalProperties: false },
  ),
  reply: Theme,
});

export const changeTheme = route({
  method: 'PATCH',
  path: '/themes/:id',
  access: 'customers.write',
  summary: 'Rename a theme, change its keywords, call it hated, tie it to a behaviour, retire it or bring it back',
  params: ById,
  body: Type.Object(
    {
      name: Type.Optional(Line),
      keywords: Type.Optional(Keywords),
      hated: Type.Optional(Type.Boolean()),
      behaviourId: Type.Optional(Nullable(Id)),
      retired: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: Theme,
});

export const sortThemeWords = route({
  method: 'PUT',
  path: '/themes/:id/words',
  access: 'customers.write',
  summary: 'Say that words belong to a theme, or that they do not; the keywords then leave them alone',
  params: ById,
  body: Type.Object({ wordsIds: WordsIds, belongs: Type.Boolean() }, { additionalProperties: false }),
  reply: Theme,
});

/** Words that are alike and not yet kept under anything. */
export const Suggestion = Type.Object({
  keywords: Type.Array(Type.String()),
  customers: Type.Integer(),
  words: Type.Array(Verbatim),
  /** What there is already and seems to fit. */
  fits: Nullable(Named),
});
export type Suggestion = Static<typeof Suggestion>;

/** Proposals, and how far back the newest words that nothing holds were read for them: to `since` where there are more. */
export const Suggestions = Type.Object({
  items: Type.Array(Suggestion),
  read: Type.Integer(),
  since: Nullable(Instant),
});

export const suggestThemes = route({
  method: 'GET',
  path: '/themes/suggestions',
  access: 'voice.read',
  summary: 'Groups of similar words under no theme yet, of the newest 800 within 180 days',
  query: Type.Object({ feeling: Type.Optional(Feeling) }),
  reply: Suggestions,
});

export const listUnheard = route({
  method: 'GET',
  path: '/voice/unheard',
  access: 'voice.read',
  summary: 'Active customers whose opinion nobody has heard within 90 days, most valuable first; counted each night',
  query: Type.Object(PageQuery),
  reply: Page(
    Type.Object({
      customer: Named,
      organisation: Nullable(Named),
      value: Type.Number({ description: 'What he bought within a year, in the currency of his purchases' }),
      cases: Type.Integer(),
      lastWroteAt: Nullable(Instant),
      heardAt: Nullable(Instant),
    }),
  ),
});
