import { Type, type Static } from 'typebox';
import { CaseRef } from './cases.ts';
import { replyToCase } from './cases-answering.ts';
import { PromiseDetail } from './promises.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

/** Why a promise may be hard to keep, said before it is given. Never a refusal. */
export const SpokenWarning = Type.Object({
  code: OneOf(['past', 'outside-hours', 'keeper-off', 'keeper-away', 'load', 'collides', 'policy']),
  /** `keeper-away`: name, at when he is back, if known; `load`: count; `collides`: what, at; `policy`: clock, at. */
  values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});
export type SpokenWarning = Static<typeof SpokenWarning>;

const recognised = {
  quote: Type.String({ description: 'The sentence that promises' }),
  what: Type.String({ description: 'What is promised, without its time and condition' }),
  condition: Nullable(Type.String({ description: 'On what it depends, in the words of the writer' })),
  strength: OneOf(['firm', 'weak']),
  language: Type.String(),
  dueAt: Nullable(Instant),
  precision: Nullable(OneOf(['minute', 'part', 'day', 'week', 'month'])),
};

/** A promise found in a draft. */
export const SpokenSuggestion = Type.Object({
  ...recognised,
  start: Type.Integer({ description: 'Where the sentence begins in the text, in UTF-16 units' }),
  end: Type.Integer(),
  who: Type.Object({ kind: OneOf(['I', 'we', 'named']), name: Nullable(Type.String()) }),
  /** By which rule the hour was read, and from which words; null without an hour. */
  read: Nullable(Type.Object({ rule: Type.String(), words: Type.String(), closed: Type.Boolean() })),
  warnings: Type.Array(SpokenWarning),
});
export type SpokenSuggestion = Static<typeof SpokenSuggestion>;

export const recogniseSpoken = route({
  method: 'POST',
  path: '/promises/recognise',
  access: 'promises.write',
  summary: 'Find the promises in a draft, and what may stand in their way',
  body: Type.Object(
    {
      text: Type.String({ maxLength: 50_000 }),
      caseId: Type.Optional(Id),
      language: Type.Optional(Type.String({ minLength: 2, maxLength: 10 })),
      keeperId: Type.Optional(Id),
      /** When it is said, in whose zone: now and one's own, unless told. */
      at: Type.Optional(Instant),
      timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({ suggestions: Type.Array(SpokenSuggestion), timeZone: Type.String() }),
  status: 200,
});

export const weighDue = route({
  method: 'POST',
  path: '/promises/weighing',
  access: 'promises.write',
  summary: 'What stands in the way of an hour before it is promised',
  body: Type.Object(
    { dueAt: Instant, caseId: Type.Optional(Id), keeperId: Type.Optional(Id) },
    { additionalProperties: false },
  ),
  reply: Type.Object({ warnings: Type.Array(SpokenWarning) }),
  status: 200,
});

/** A promise confirmed before sending: it is made with the reply or not at all. */
export const ConfirmedPromise = Type.Object(
  {
    what: Line,
    dueAt: Instant,
    quote: Type.String({ minLength: 1, maxLength: 1000 }),
    keeperId: Type.Optional(Nullable(Id)),
    visible: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type ConfirmedPromise = Static<typeof ConfirmedPromise>;

export const replyPromising = route({
  method: 'POST',
  path: '/cases/:id/promising-messages',
  access: 'cases.write',
  summary: 'Answer the customer and promise what the answer says, both or neither',
  params: CaseRef,
  body: Type.Object(
    { reply: replyToCase.body, promises: Type.Array(ConfirmedPromise, { minItems: 1, maxItems: 20 }) },
    { additionalProperties: false },
  ),
  reply: Type.Object({ caseId: Id, messageId: Id, promiseIds: Type.Array(Id) }),
});

const Person = Type.Object({ id: Id, name: Type.String() });

/** A promise recognised in what was sent, which nobody has confirmed or dismissed yet. */
export const SpokenProposal = Type.Object({
  id: Id,
  ...recognised,
  saidAt: Instant,
  messageId: Id,
  by: Nullable(Person),
  case: Type.Object({ id: Id, number: Type.Integer(), subject: Type.String() }),
  customer: Person,
  readBy: OneOf(['words', 'assistant']),
  /** Its hour was not read from the words by our own rules: somebody should look at it. */
  pleaseCheck: Type.Boolean(),
});
export type SpokenProposal = Static<typeof SpokenProposal>;

export const listSpoken = route({
  method: 'GET',
  path: '/promises/spoken',
  access: 'promises.read',
  summary: 'Promises found in what was sent and not yet answered, newest first',
  query: Type.Object({
    ...PageQuery,
    case: Type.Optional(Id),
    by: Type.Optional(
      Type.String({ pattern: '^(me|[0-9a-fA-F-]{36})$', description: '`me` or the id of a colleague' }),
    ),
  }),
  reply: Page(SpokenProposal),
});

export const confirmSpoken = route({
  method: 'POST',
  path: '/promises/spoken/:id/confirmation',
  access: 'promises.write',
  summary: 'Keep it: it becomes a promise, with the sentence and message it was said in',
  params: ById,
  body: Type.Object(
    {
      what: Type.Optional(Line),
      dueAt: Type.Optional(Instant),
      keeperId: Type.Optional(Nullable(Id)),
      visible: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: PromiseDetail,
});

export const dismissReasons = ['no-promise', 'done-already', 'promised-elsewhere', 'misread', 'other'] as const;

export const dismissSpoken = route({
  method: 'POST',
  path: '/promises/spoken/:id/dismissal',
  access: 'promises.write',
  summary: 'It is no promise; said often enough of the same words, it is not proposed to this person again',
  params: ById,
  body: Type.Object({ reason: OneOf(dismissReasons) }, { additionalProperties: false }),
  status: 204,
});
