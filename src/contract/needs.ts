import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery, ShareFigure } from './shapes.ts';
import { HeardWords, Suggestions } from './themes.ts';

const Offer = Type.Object({ kind: OneOf(['form', 'article']), id: Id, name: Type.String() });

/** What customers need, in a statement of ours that their words carry. */
export const Need = Type.Object({
  id: Id,
  statement: Type.String(),
  note: Type.String(),
  statedImportance: Nullable(Type.Integer()),
  retired: Type.Boolean(),
  /** Words, and different customers behind them. */
  words: Type.Integer(),
  customers: Type.Integer(),
  /** Of all customers who voiced any need, how many voiced this one. */
  voiced: ShareFigure,
  /** Of the cases of these words on which the customer spoke, how many ended well. */
  met: ShareFigure,
  /** 0 to 10: by the customers who voice it, and by what people judge where they did. */
  importance: Type.Number(),
  satisfaction: Nullable(Type.Number()),
  /** 0 to 20; 15 and above is unmet, 10 to 15 worth a look. */
  opportunity: Type.Number(),
  offers: Type.Array(Offer),
  /** Merged into this one; each can be taken out again. */
  merged: Type.Array(Type.Object({ id: Id, statement: Type.String() })),
  changedAt: Instant,
});
export type Need = Static<typeof Need>;

const Importance = Nullable(Type.Integer({ minimum: 1, maximum: 5 }));
const WordsIds = Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true });
const Note = Type.String({ maxLength: 2000 });

export const listNeeds = route({
  method: 'GET',
  path: '/needs',
  access: 'voice.read',
  summary: 'The needs customers voice, the most urgent first, page by page',
  query: Type.Object({
    ...PageQuery,
    retired: Type.Optional(Type.Boolean({ default: false })),
    offered: Type.Optional(Type.Boolean({ description: 'Only those with, or those without, an offer' })),
  }),
  reply: Type.Object({
    ...Page(Need).properties,
    /** Different customers who voiced any need. */
    customers: Type.Integer(),
    /** Needs on all pages, and those of them that are unmet: they weigh enough, and enough have said how it ended. */
    count: Type.Integer(),
    unmet: Type.Integer(),
  }),
});

export const readNeed = route({
  method: 'GET',
  path: '/needs/:id',
  access: 'voice.read',
  summary: 'One need; its words are at /heard?needId=',
  params: ById,
  reply: Need,
});

export const createNeed = route({
  method: 'POST',
  path: '/needs',
  access: 'customers.write',
  summary: 'State a need, with the words of customers that carry it',
  body: Type.Object(
    {
      statement: Line,
      note: Type.Optional(Note),
      statedImportance: Type.Optional(Importance),
      wordsIds: Type.Optional(WordsIds),
    },
    { additionalProperties: false },
  ),
  reply: Need,
});

export const changeNeed = route({
  method: 'PATCH',
  path: '/needs/:id',
  access: 'customers.write',
  summary: 'Reword a need, judge how much it matters, retire it or bring it back',
  params: ById,
  body: Type.Object(
    {
      statement: Type.Optional(Line),
      note: Type.Optional(Note),
      statedImportance: Type.Optional(Importance),
      retired: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: Need,
});

export const moveNeedWords = route({
  method: 'PUT',
  path: '/needs/:id/words',
  access: 'customers.write',
  summary: 'Put words under this need, also from another one',
  params: ById,
  body: Type.Object({ wordsIds: WordsIds }, { additionalProperties: false }),
  reply: Need,
});

export const dropNeedWords = route({
  method: 'DELETE',
  path: '/needs/:id/words/:wordsId',
  access: 'customers.write',
  summary: 'These words do not tell of this need; they wait to be sorted again',
  params: Type.Object({ id: Id, wordsId: Id }, { additionalProperties: false }),
  reply: Need,
});

export const markWords = route({
  method: 'POST',
  path: '/heard',
  access: 'customers.write',
  summary: 'Keep words of a customer from one of his messages, under a need if one is named',
  body: Type.Object(
    { messageId: Id, quote: Type.String({ minLength: 3, maxLength: 2000 }), needId: Type.Optional(Id) },
    { additionalProperties: false },
  ),
  reply: HeardWords,
});

export const mergeNeed = route({
  method: 'POST',
  path: '/needs/:id/merge',
  access: 'customers.write',
  summary: 'This need is the same as another: its words go there, and it can be taken out again',
  params: ById,
  body: Type.Object({ into: Id }, { additionalProperties: false }),
  reply: Need,
  status: 200,
});

export const unmergeNeed = route({
  method: 'DELETE',
  path: '/needs/:id/merge',
  access: 'customers.write',
  summary: 'Take a merged need out again, with the words it brought',
  params: ById,
  reply: Need,
});

export const splitNeed = route({
  method: 'POST',
  path: '/needs/:id/split',
  access: 'customers.write',
  summary: 'Some of its words tell of a need of their own; answers the new one',
  params: ById,
  body: Type.Object({ statement: Line, wordsIds: WordsIds }, { additionalProperties: false }),
  reply: Need,
});

export const setNeedOffers = route({
  method: 'PUT',
  path: '/needs/:id/offers',
  access: 'customers.write',
  summary: 'What we offer for a need: forms and services of the catalogue, articles',
  params: ById,
  body: Type.Object(
    {
      formIds: Type.Array(Id, { maxItems: 50, uniqueItems: true }),
      articleIds: Type.Array(Id, { maxItems: 50, uniqueItems: true }),
    },
    { additionalProperties: false },
  ),
  reply: Need,
});

export const suggestNeeds = route({
  method: 'GET',
  path: '/needs/suggestions',
  access: 'voice.read',
  summary:
    'Groups of similar wishes and words under no need yet, of the newest 800 within a year, and which need each seems to fit',
  reply: Suggestions,
});

export const listNeedlessOffers = route({
  method: 'GET',
  path: '/needs/offers',
  access: 'voice.read',
  summary: 'What we offer, and the needs each is for; an offer without a need answers nobody (at most 500)',
  query: Type.Object({ needless: Type.Optional(Type.Boolean()) }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        ...Offer.properties,
        service: Type.Boolean(),
        needs: Type.Array(Type.Object({ id: Id, statement: Type.String() })),
      }),
    ),
  }),
});
