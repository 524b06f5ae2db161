import { Type, type Static } from 'typebox';
import { ChangeVerdict, ControlChart, measuredWhere, Metric, Power, VerdictReport } from './improvement-plans.ts';
import { route } from './route.ts';
import { ById, Day, Id, Instant, Line, Nullable, OneOf, Page, PageQuery, ShareFigure } from './shapes.ts';

export const Named = Type.Object({ id: Id, name: Type.String() });
export const Words = Type.String({ maxLength: 20_000 });
const Amount = Type.Number({ minimum: 0, maximum: 1e12 });

/** How many customers a problem or decision is about, and what they bought in the year before; null = no purchases known. */
export const Affected = Type.Object({
  customers: Type.Integer(),
  moments: Type.Integer(),
  cases: Type.Integer(),
  value: Nullable(Type.Number()),
  currency: Type.String(),
  countedAt: Instant,
});
export type Affected = Static<typeof Affected>;

const improvementStates = ['proposed', 'running', 'closed', 'abandoned'] as const;

/** What an improvement promises; fixed for good at the start. */
export const Plan = Type.Object({
  hypothesis: Type.String(),
  metric: Metric,
  better: OneOf(['higher', 'lower']),
  touchpoint: Nullable(Named),
  channel: Nullable(Type.String()),
  expectedEffect: Type.Number(),
  weeks: Type.Integer(),
  promptedOn: Nullable(Day),
  /** A touchpoint the change does not touch, to tell the change from the weather. */
  untouched: Nullable(Named),
  /** When the plan was last written, and by whom; it stands since. */
  fixedAt: Instant,
  fixedBy: Nullable(Named),
});

/** Why it stands where it stands in the list. All money in the company's currency. */
export const Ranking = Type.Object({
  /** Moments a year that would no longer be lost (or would be won) if the expectation comes true. */
  momentsPerYear: Nullable(Type.Number()),
  /** What customers who lost a moment there in the last twelve weeks bought in the year before. */
  valueAtStake: Nullable(Type.Number()),
  /** The share of it that the expected effect is of the present share lost. */
  expectedValue: Nullable(Type.Number()),
  /** Expected value less budget. */
  worth: Nullable(Type.Number()),
});

export const Improvement = Type.Object({
  id: Id,
  number: Type.Integer(),
  title: Type.String(),
  description: Type.String(),
  state: OneOf(improvementStates),
  problem: Nullable(Type.Object({ id: Id, number: Type.Integer(), title: Type.String() })),
  plan: Plan,
  power: Power,
  owner: Nullable(Named),
  budget: Nullable(Type.Number()),
  spent: Type.Number(),
  currency: Type.String(),
  ranking: Ranking,
  startedOn: Nullable(Day),
  /** The day after which the planned weeks are over. */
  verdictOn: Nullable(Day),
  verdict: Nullable(ChangeVerdict),
  closedAt: Nullable(Instant),
  closingWords: Type.String(),
});
export type Improvement = Static<typeof Improvement>;

/** One improvement with everything its page shows. */
export const ImprovementPage = Type.Object({
  ...Improvement.properties,
  report: Nullable(VerdictReport),
  chart: ControlChart,
  /** The same share at the untouched touchpoint over the same weeks. */
  untouched: Nullable(Type.Object({ before: ShareFigure, after: ShareFigure, verdict: Nullable(ChangeVerdict) })),
  /** Other changes at the same place between baseline and verdict: they share the credit and the blame. */
  alsoChanged: Type.Array(Type.Object({ id: Id, title: Type.String(), on: Day })),
  spendings: Type.Array(
    Type.Object({ id: Id, at: Instant, amount: Type.Number(), what: Type.String(), by: Nullable(Named) }),
  ),
  decisions: Type.Array(Type.Object({ id: Id, number: Type.Integer(), question: Type.String(), state: Type.String() })),
});
export type ImprovementPage = Static<typeof ImprovementPage>;

const planFields = {
  hypothesis: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }),
  ...measuredWhere,
  /** Weeks after the start on which the verdict rests; left out = what the power says, 12 when there is no baseline yet. */
  weeks: Type.Optional(Type.Integer({ minimum: 4, maximum: 104 })),
  untouchedId: Type.Optional(Nullable(Id)),
};

export const listImprovements = route({
  method: 'GET',
  path: '/improvements',
  access: 'improvement.read',
  summary: 'The improvement register, the most worth first, or the newest',
  query: Type.Object({
    ...PageQuery,
    state: Type.Optional(OneOf(improvementStates)),
    problemId: Type.Optional(Id),
    touchpointId: Type.Optional(Id),
    order: Type.Optional(OneOf(['worth', 'newest'])),
  }),
  reply: Page(Improvement),
});

export const readImprovement = route({
  method: 'GET',
  path: '/improvements/:id',
  access: 'improvement.read',
  summary: 'One improvement: its plan, chart, verdict and money',
  params: ById,
  reply: ImprovementPage,
});

export const readPower = route({
  method: 'POST',
  path: '/improvements/power',
  access: 'improvement.read',
  summary: 'How many weeks such a plan needs, before it is registered; stores nothing',
  body: Type.Object(measuredWhere, { additionalProperties: false }),
  reply: Power,
  status: 200,
});

export const registerImprovement = route({
  method: 'POST',
  path: '/improvements',
  access: 'improvement.write',
  summary: 'Register an improvement: hypothesis, metric and expected effect, before it starts',
  body: Type.Object(
    {
      title: Line,
      description: Type.Optional(Words),
      problemId: Type.Optional(Nullable(Id)),
      ownerId: Type.Optional(Nullable(Id)),
      budget: Type.Optional(Nullable(Amount)),
      ...planFields,
    },
    { additionalProperties: false },
  ),
  reply: Improvement,
});

export const changeImprovement = route({
  method: 'PATCH',
  path: '/improvements/:id',
  access: 'improvement.write',
  summary: 'Change an improvement; the plan only until it has started',
  params: ById,
  body: Type.Object(
    {
      title: Type.Optional(Line),
      description: Type.Optional(Words),
      problemId: Type.Optional(Nullable(Id)),
      ownerId: Type.Optional(Nullable(Id)),
      budget: Type.Optional(Nullable(Amount)),
      plan: Type.Optional(Type.Object(planFields, { additionalProperties: false })),
    },
    { additionalProperties: false },
  ),
  reply: Improvement,
});

export const startImprovement = route({
  method: 'POST',
  path: '/improvements/:id/start',
  access: 'improvement.write',
  summary: 'The change is in effect since this day (today unless told); from now on the plan stands',
  params: ById,
  body: Type.Object({ on: Type.Optional(Day) }, { additionalProperties: false }),
  reply: Improvement,
  status: 200,
});

export const spendOnImprovement = route({
  method: 'POST',
  path: '/improvements/:id/spendings',
  access: 'improvement.write',
  summary: 'Note what was spent; a negative amount takes back',
  params: ById,
  body: Type.Object(
    { amount: Type.Number({ minimum: -999_999_999_999, maximum: 999_999_999_999 }), what: Line },
    { additionalProperties: false },
  ),
  reply: Improvement,
});

export const judgeImprovement = route({
  method: 'POST',
  path: '/improvements/:id/judge',
  access: 'improvement.read',
  summary: 'Ask now whether it worked; until the planned weeks are over the answer is too early',
  params: ById,
  reply: VerdictReport,
  status: 200,
});

export const closeImprovement = route({
  method: 'POST',
  path: '/improvements/:id/close',
  access: 'improvement.write',
  summary: 'Close with its verdict; refused while there is none',
  params: ById,
  body: Type.Object({ words: Type.Optional(Words) }, { additionalProperties: false }),
  reply: Improvement,
  status: 200,
});

export const abandonImprovement = route({
  method: 'POST',
  path: '/improvements/:id/abandon',
  access: 'improvement.write',
  summary: 'Give up an improvement without a verdict, and say why',
  params: ById,
  body: Type.Object({ because: Line }, { additionalProperties: false }),
  reply: Improvement,
  status: 200,
});
