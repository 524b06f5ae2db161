import { Type, type Static } from 'typebox';
import { ControlChart } from './improvement-plans.ts';
import { PromiseClock, PromiseKind, PromiseRow } from './promises.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery, ShareFigure } from './shapes.ts';

/** How a promise ended: at all, in time at its first hour, at a later agreed hour, or not. */
export const PromiseOutcome = OneOf(['kept-first-time', 'kept-later', 'broken-said', 'broken-silent', 'withdrawn']);

const filters = {
  from: Type.Optional(Instant),
  to: Type.Optional(Instant),
  team: Type.Optional(Type.String({ maxLength: 40, description: '`mine` or the id of a team' })),
  kind: Type.Optional(PromiseKind),
  clock: Type.Optional(PromiseClock),
  keeper: Type.Optional(
    Type.String({ maxLength: 40, description: '`me`, `nobody`, or a colleague; of others only for who leads' }),
  ),
  customer: Type.Optional(Id),
  state: Type.Optional(OneOf(['open', 'kept', 'broken', 'withdrawn', 'all'])),
  outcome: Type.Optional(PromiseOutcome),
};

/** A promise in the register: its row, how it ended, and how likely it is to break. */
export const RegisterRow = Type.Object({
  ...PromiseRow.properties,
  team: Nullable(Type.Object({ id: Id, name: Type.String() })),
  outcome: Nullable(PromiseOutcome),
  risk: Nullable(Type.Number({ description: 'Probability that it breaks, 0 to 1; null while too little is learned' })),
});
export type RegisterRow = Static<typeof RegisterRow>;

export const listRegister = route({
  method: 'GET',
  path: '/promises/register',
  access: 'promises.read',
  summary: 'Promises that were due in a period, newest due first, by every filter',
  query: Type.Object({ ...PageQuery, ...filters }),
  reply: Page(RegisterRow),
});

const KeptLine = Type.Object({ id: Nullable(Id), name: Type.String(), kept: ShareFigure });
/** What policies and what persons promised apart, beside their sum. */
const KeptLineApart = Type.Object({ ...KeptLine.properties, policy: ShareFigure, personal: ShareFigure });

export const readRegisterFigures = route({
  method: 'GET',
  path: '/promises/register/figures',
  access: 'promises.read',
  summary:
    'Kept of kept and broken in a period: by kind, team and customer; by person only your own, also for who leads',
  query: Type.Object({ ...filters }),
  reply: Type.Object({
    from: Instant,
    to: Instant,
    /** What was owed to customers, by policy and by word; of one kind where one is asked for. */
    all: ShareFigure,
    own: ShareFigure,
    byKind: Type.Array(KeptLine),
    byTeam: Type.Array(KeptLineApart),
    byCustomer: Type.Array(KeptLineApart),
    /** Kept of kept and broken, week by week: what `all` counts, and each kind by itself. */
    chart: ControlChart,
    charts: Type.Array(Type.Object({ kind: PromiseKind, chart: ControlChart })),
  }),
});

export const readPromiseRisk = route({
  method: 'GET',
  path: '/promises/:id/risk',
  access: 'promises.read',
  summary: 'How likely it is to break and why, with a drafted renegotiation',
  params: ById,
  reply: Type.Object({
    probability: Nullable(Type.Number()),
    word: OneOf(['unknown', 'unlikely', 'possible', 'likely', 'very likely']),
    at: Nullable(Instant),
    /** What speaks for it (raises) and against it (lowers), the strongest first. */
    reasons: Type.Array(Type.Object({ code: Type.String(), raises: Type.Boolean(), value: Type.Number() })),
    /** Promises learned from; under `fewest` the simple rule stands in. */
    learnedFrom: Type.Integer(),
    fewest: Type.Integer(),
    /** What the customer asked for, until it is dealt with. */
    asked: Nullable(Type.Object({ at: Instant, words: Type.String() })),
    draft: Nullable(
      Type.Object({
        dueAt: Instant,
        /** What the hour rests on. */
        from: OneOf(['asked', 'estimate', 'same time again']),
        why: Line,
        message: Type.String(),
        language: Type.String(),
      }),
    ),
  }),
});
