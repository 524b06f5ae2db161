import { Type, type Static } from 'typebox';
import { metrics } from './improvement-plans.ts';
import { route } from './route.ts';
import { ById, Day, Id, Instant, Line, Nullable, OneOf, Page, PageQuery, ShareFigure } from './shapes.ts';

const Named = Type.Object({ id: Id, name: Type.String() });
const Words = Type.String({ maxLength: 5000 });

/** What a customer said, and where it stands. `feeling` is how the moment went, where known. */
export const SeatQuote = Type.Object({
  quote: Type.String(),
  customer: Nullable(Named),
  at: Instant,
  source: OneOf(['moment', 'answer', 'observation', 'brief']),
  sourceId: Id,
  caseId: Nullable(Id),
  channel: Nullable(Type.String()),
  feeling: Nullable(OneOf(['won', 'neutral', 'lost'])),
});
export type SeatQuote = Static<typeof SeatQuote>;

/** The empty seat: whoever the decision is about. Assembled from records; every sentence cites one. */
export const SeatBrief = Type.Object({
  from: Day,
  to: Day,
  touchpoint: Nullable(Named),
  /** Customers with a lost moment there in that time. */
  affected: Type.Integer(),
  /** Moments lost of all moments there in that time. */
  lost: ShareFigure,
  /** What they bought in the year before; null when no purchases are known. */
  value: Nullable(Type.Number()),
  currency: Type.String(),
  /** Promises to them that are open now. */
  openPromises: Type.Integer(),
  /** What most of them say in their own way: the words of one, and how many of how many with words of theirs agree. */
  objection: Nullable(Type.Object({ ...SeatQuote.properties, saidBy: Type.Integer(), of: Type.Integer() })),
  /** Up to six others, those who disagree among them. */
  voices: Type.Array(SeatQuote),
  assembledAt: Instant,
});
export type SeatBrief = Static<typeof SeatBrief>;

/** One of the answers to the question, with what it means for the customer line by line. */
export const DecisionOption = Type.Object(
  {
    title: Line,
    points: Type.Array(Type.Object({ label: Line, text: Words }, { additionalProperties: false }), { maxItems: 12 }),
  },
  { additionalProperties: false },
);

/** What the decision is expected to do, scored ninety days later. */
export const Expectation = Type.Object(
  {
    metric: OneOf(metrics),
    expectedEffect: Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
  },
  { additionalProperties: false },
);

/** The report or figure it rests on: a name and an address within the app. */
export const RestsOn = Type.Object(
  { title: Line, link: Type.String({ maxLength: 500, pattern: '^/' }) },
  { additionalProperties: false },
);

const opinions = ['reading', 'agrees', 'disagrees'] as const;

/** What became of it. `held`: what was expected came true; `did-not-hold`: it did not; `cannot-tell`: the figures do not say. */
export const DecisionScore = Type.Object({
  outcome: OneOf(['held', 'did-not-hold', 'cannot-tell']),
  before: Nullable(ShareFigure),
  after: Nullable(ShareFigure),
  difference: Nullable(Type.Number()),
  low: Nullable(Type.Number()),
  high: Nullable(Type.Number()),
  words: Type.String(),
  by: Nullable(Named),
  at: Instant,
});
export type DecisionScore = Static<typeof DecisionScore>;

export const Decision = Type.Object({
  id: Id,
  number: Type.Integer(),
  question: Type.String(),
  state: OneOf(['draft', 'decided', 'scored', 'dropped']),
  restsOn: Nullable(RestsOn),
  touchpoint: Nullable(Named),
  problemId: Nullable(Id),
  improvementId: Nullable(Id),
  options: Type.Array(DecisionOption),
  /** Which option, counted from 0. */
  chosen: Nullable(Type.Integer()),
  expectation: Nullable(Expectation),
  /** As it is now for a draft, as it was heard for a decided one. */
  seat: SeatBrief,
  seatAnswer: Type.String(),
  deciders: Type.Array(Type.Object({ ...Named.properties, opinion: OneOf(opinions), at: Nullable(Instant) })),
  /** What still stands between the draft and the decision. */
  missing: Type.Array(OneOf(['seat-answer', 'choice', 'opinions', 'options'])),
  draftedBy: Nullable(Named),
  draftedAt: Instant,
  decidedBy: Nullable(Named),
  decidedAt: Nullable(Instant),
  reviewOn: Nullable(Day),
  score: Nullable(DecisionScore),
});
export type Decision = Static<typeof Decision>;

/** A decision in the list. */
export const DecisionLine = Type.Object({
  id: Id,
  number: Type.Integer(),
  question: Type.String(),
  state: OneOf(['draft', 'decided', 'scored', 'dropped']),
  touchpoint: Nullable(Named),
  restsOn: Nullable(RestsOn),
  chosen: Nullable(Type.String()),
  decidedAt: Nullable(Instant),
  reviewOn: Nullable(Day),
  outcome: Nullable(OneOf(['held', 'did-not-hold', 'cannot-tell'])),
});

const decisionFields = {
  restsOn: Type.Optional(Nullable(RestsOn)),
  touchpointId: Type.Optional(Nullable(Id)),
  problemId: Type.Optional(Nullable(Id)),
  improvementId: Type.Optional(Nullable(Id)),
  options: Type.Optional(Type.Array(DecisionOption, { maxItems: 6 })),
  chosen: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 5 }))),
  expectation: Type.Optional(Nullable(Expectation)),
  seatAnswer: Type.Optional(Words),
  deciderIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
};

export const listDecisions = route({
  method: 'GET',
  path: '/decisions',
  access: 'improvement.read',
  summary: 'Decisions, the newest first; those that rest on a figure with link',
  query: Type.Object({
    ...PageQuery,
    state: Type.Optional(OneOf(['draft', 'decided', 'scored', 'dropped'])),
    improvementId: Type.Optional(Id),
    /** Only those that rest on exactly this figure. */
    link: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  reply: Page(DecisionLine),
});

export const draftDecision = route({
  method: 'POST',
  path: '/decisions',
  access: 'improvement.write',
  summary: 'Draft a decision; the empty seat is filled from the records',
  body: Type.Object({ question: Line, ...decisionFields }, { additionalProperties: false }),
  reply: Decision,
});

export const readDecision = route({
  method: 'GET',
  path: '/decisions/:id',
  access: 'improvement.read',
  summary: 'One decision with its empty seat',
  params: ById,
  reply: Decision,
});

export const changeDecision = route({
  method: 'PATCH',
  path: '/decisions/:id',
  access: 'improvement.write',
  summary: 'Change a draft',
  params: ById,
  body: Type.Object({ question: Type.Optional(Line), ...decisionFields }, { additionalProperties: false }),
  reply: Decision,
});

export const sayOpinion = route({
  method: 'POST',
  path: '/decisions/:id/opinion',
  access: 'improvement.read',
  summary: 'Say your own opinion on a draft of which you are a decider',
  params: ById,
  body: Type.Object({ opinion: OneOf(opinions) }, { additionalProperties: false }),
  reply: Decision,
  status: 200,
});

export const decide = route({
  method: 'POST',
  path: '/decisions/:id/decide',
  access: 'improvement.decide',
  summary: 'Decide; refused while the seat is unanswered, no option is chosen or a decider is still reading',
  params: ById,
  reply: Decision,
  status: 200,
});

export const dropDecision = route({
  method: 'POST',
  path: '/decisions/:id/drop',
  access: 'improvement.write',
  summary: 'Drop a draft',
  params: ById,
  reply: Decision,
  status: 200,
});

export const scoreDecision = route({
  method: 'POST',
  path: '/decisions/:id/score',
  access: 'improvement.decide',
  summary: 'Say what became of a decision, from ninety days after it; figures are added by themselves',
  params: ById,
  body: Type.Object(
    {
      outcome: OneOf(['held', 'did-not-hold', 'cannot-tell']),
      words: Type.String({ minLength: 1, maxLength: 5000, pattern: '\\S' }),
    },
    { additionalProperties: false },
  ),
  reply: Decision,
  status: 200,
});

export const readSeat = route({
  method: 'GET',
  path: '/seat',
  access: 'improvement.read',
  summary: 'The empty seat for a touchpoint over the last ninety days, for meetings and huddles',
  query: Type.Object({ touchpointId: Type.Optional(Id), problemId: Type.Optional(Id) }),
  reply: Type.Object({
    seat: SeatBrief,
    /** How decisions went so far: of those scored, in how many what was expected came true. */
    record: ShareFigure,
  }),
});
