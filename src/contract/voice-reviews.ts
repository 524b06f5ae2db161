import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery, ShareFigure } from './shapes.ts';

/** What a customer said elsewhere. */
export const Review = Type.Object({
  id: Id,
  source: Type.String(),
  rating: Nullable(Type.Number()),
  scaleFrom: Nullable(Type.Number()),
  scaleTo: Nullable(Type.Number()),
  /** The rating on its scale, 0 to 1, so that stars and tens stand side by side. */
  score: Nullable(Type.Number()),
  language: Nullable(Type.String()),
  author: Type.String(),
  words: Type.String(),
  url: Nullable(Type.String()),
  customer: Nullable(Type.Object({ id: Id, name: Type.String() })),
  /** The way back that a bad one opened, once it is known whose it is. */
  recoveryId: Nullable(Id),
  at: Instant,
  /** Corrected last, and by whom; what it said before is in its history. */
  changedAt: Nullable(Instant),
  changedBy: Nullable(Type.Object({ id: Id, name: Type.String() })),
  /** The table it came with. */
  importId: Nullable(Id),
});
export type Review = Static<typeof Review>;

const given = {
  /** The source's own name of it; without one, its author, day and words are. The same one twice is one. */
  key: Type.Optional(Type.String({ maxLength: 200 })),
  rating: Type.Optional(Type.Number()),
  scaleFrom: Type.Optional(Type.Number()),
  scaleTo: Type.Optional(Type.Number()),
  author: Type.Optional(Type.String({ maxLength: 200 })),
  words: Type.Optional(Type.String({ maxLength: 10_000 })),
  url: Type.Optional(Type.String({ maxLength: 2000, pattern: '^https?://' })),
  /** Of the author, where it is known; links the review to the customer. */
  email: Type.Optional(Type.String({ maxLength: 320 })),
  at: Type.Optional(Instant),
};

export const listReviews = route({
  method: 'GET',
  path: '/reviews',
  access: 'voice.read',
  summary: 'Reviews from elsewhere, newest first',
  query: Type.Object({
    ...PageQuery,
    source: Type.Optional(Type.String({ maxLength: 60 })),
    customerId: Type.Optional(Id),
    bad: Type.Optional(Type.Boolean({ description: 'Only those in the lower quarter of their scale' })),
    named: Type.Optional(Type.Boolean({ description: 'Only those whose author is known, or is not' })),
  }),
  reply: Page(Review),
});

export const addReview = route({
  method: 'POST',
  path: '/reviews',
  access: 'surveys.write',
  summary: 'Add a review, pasted or by a program; the same one twice is one',
  body: Type.Object({ ...given, source: Line }, { additionalProperties: false }),
  reply: Review,
});

export const nameReviewer = route({
  method: 'PUT',
  path: '/reviews/:id/customer',
  access: 'surveys.write',
  summary: 'Say which customer wrote a review; a bad one then opens a recovery, once',
  params: ById,
  body: Type.Object({ customerId: Id }, { additionalProperties: false }),
  reply: Review,
});

export const importReviews = route({
  method: 'POST',
  path: '/reviews/import',
  access: 'surveys.write',
  summary:
    'Add reviews from a CSV table with the columns rating, words, author, at, key, email, url, by these names or usual ones of five languages',
  perMinute: 10,
  body: Type.Object(
    {
      source: Line,
      csv: Type.String({ minLength: 1, maxLength: 5_000_000 }),
      /** By which the table is found again among those that were read. */
      fileName: Type.Optional(Type.String({ maxLength: 200 })),
      scaleFrom: Type.Optional(Type.Number()),
      scaleTo: Type.Optional(Type.Number()),
      /** What 3/4/2026 means; the table itself tells where one of its days is over twelve. */
      days: Type.Optional(OneOf(['day-first', 'month-first'] as const)),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({
    /** By which all of it can be taken back in one press; null when nothing was added. */
    importId: Nullable(Id),
    added: Type.Integer(),
    known: Type.Integer(),
    /** All rows that were not taken in; the first two hundred are told. */
    refusedCount: Type.Integer(),
    refused: Type.Array(Type.Object({ line: Type.Integer(), because: Type.String() })),
  }),
});

export const readReviewFigures = route({
  method: 'GET',
  path: '/reviews/figures',
  access: 'voice.read',
  summary: 'Per source: how many of the reviews of a year stand in the upper quarter of their scale',
  reply: Type.Object({ items: Type.Array(Type.Object({ source: Type.String(), good: ShareFigure })) }),
});
