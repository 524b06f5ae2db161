import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';
import { Review } from './voice-reviews.ts';
import { Name, Observation } from './voice.ts';

/** What was taken back may be put back for so many minutes. */
export const putBackMinutes = 15;

export const correctObservation = route({
  method: 'PATCH',
  path: '/observations/:id',
  access: 'observations.write',
  summary: 'Correct what was heard: one’s own, or anybody’s for those who lead; what hangs on it follows',
  params: ById,
  body: Type.Object(
    {
      words: Type.Optional(Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' })),
      customerId: Type.Optional(Nullable(Id)),
      touchpointId: Type.Optional(Nullable(Id)),
      feeling: Type.Optional(Nullable(OneOf(['won', 'neutral', 'lost'] as const))),
      /** When it was heard, where it was noted later. */
      heardAt: Type.Optional(Instant),
    },
    { additionalProperties: false },
  ),
  reply: Observation,
});

export const removeObservation = route({
  method: 'DELETE',
  path: '/observations/:id',
  access: 'observations.write',
  summary:
    'Take back what was noted wrongly, with all that was counted of it; may be put back for a quarter of an hour',
  params: ById,
  reply: Observation,
});

export const putBackObservation = route({
  method: 'POST',
  path: '/observations/:id/put-back',
  access: 'observations.write',
  summary: 'Put back an observation that was taken back a moment ago, as if it had never been away',
  params: ById,
  reply: Observation,
});

export const correctReview = route({
  method: 'PATCH',
  path: '/reviews/:id',
  access: 'surveys.write',
  summary: 'Correct a review; what hangs on it follows',
  params: ById,
  body: Type.Object(
    {
      source: Type.Optional(Line),
      rating: Type.Optional(Nullable(Type.Number())),
      scaleFrom: Type.Optional(Type.Number()),
      scaleTo: Type.Optional(Type.Number()),
      author: Type.Optional(Type.String({ maxLength: 200 })),
      words: Type.Optional(Type.String({ maxLength: 10_000 })),
      url: Type.Optional(Nullable(Type.String({ maxLength: 2000, pattern: '^https?://' }))),
      customerId: Type.Optional(Nullable(Id)),
      at: Type.Optional(Instant),
    },
    { additionalProperties: false },
  ),
  reply: Review,
});

export const removeReview = route({
  method: 'DELETE',
  path: '/reviews/:id',
  access: 'surveys.write',
  summary:
    'Take back a review, with all that was counted of it; may be put back for a quarter of an hour. A recovery it opened stays and says so',
  params: ById,
  reply: Review,
});

export const putBackReview = route({
  method: 'POST',
  path: '/reviews/:id/put-back',
  access: 'surveys.write',
  summary: 'Put back a review that was taken back a moment ago, as if it had never been away',
  params: ById,
  reply: Review,
});

/** A table of reviews that was read in one go. */
export const ReviewImport = Type.Object({
  id: Id,
  source: Type.String(),
  fileName: Type.String(),
  added: Type.Integer(),
  known: Type.Integer(),
  refused: Type.Integer(),
  /** How many of its reviews are still there. */
  left: Type.Integer(),
  by: Nullable(Name),
  at: Instant,
  takenBackAt: Nullable(Instant),
  takenBackBy: Nullable(Name),
  /** Whether it may still be put back. */
  mayBePutBack: Type.Boolean(),
});
export type ReviewImport = Static<typeof ReviewImport>;

export const listReviewImports = route({
  method: 'GET',
  path: '/reviews/imports',
  access: 'surveys.write',
  summary: 'Tables of reviews that were read, the latest first',
  query: Type.Object(PageQuery),
  reply: Page(ReviewImport),
});

const TakenBack = Type.Object({
  import: ReviewImport,
  /** Reviews that went, or came again. */
  reviews: Type.Integer(),
  /** Recoveries that they had opened: those stay and say that their cause is gone. */
  recoveries: Type.Integer(),
  /** Not put back, because the same review has come again in the meantime. */
  known: Type.Integer(),
});

export const removeReviewImport = route({
  method: 'DELETE',
  path: '/reviews/imports/:id',
  access: 'surveys.write',
  summary: 'Take back all reviews of a table in one press; may be put back for a quarter of an hour',
  params: ById,
  reply: TakenBack,
});

export const putBackReviewImport = route({
  method: 'POST',
  path: '/reviews/imports/:id/put-back',
  access: 'surveys.write',
  summary: 'Put back the reviews of a table that was taken back a moment ago',
  params: ById,
  reply: TakenBack,
});

/** What was done to something that was heard: the fields that changed, before and after. */
export const HeardChange = Type.Object({
  at: Instant,
  by: Nullable(Type.String()),
  what: OneOf(['noted', 'corrected', 'named', 'taken-back', 'put-back'] as const),
  before: Type.Record(Type.String(), Type.Unknown()),
  after: Type.Record(Type.String(), Type.Unknown()),
});
export type HeardChange = Static<typeof HeardChange>;

const History = Type.Object({ items: Type.Array(HeardChange) });

export const readObservationHistory = route({
  method: 'GET',
  path: '/observations/:id/history',
  access: 'voice.read',
  summary: 'Who noted, corrected, took back or put back an observation, and what it said before',
  params: ById,
  reply: History,
});

export const readReviewHistory = route({
  method: 'GET',
  path: '/reviews/:id/history',
  access: 'voice.read',
  summary: 'Who added, corrected, took back or put back a review, and what it said before',
  params: ById,
  reply: History,
});
