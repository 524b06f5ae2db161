import { Type, type Static } from 'typebox';
import { ChangeVerdict, ControlChart } from './improvement-plans.ts';
import { route } from './route.ts';
import { Day, Id, Instant, Nullable, OneOf, ShareFigure } from './shapes.ts';

/** A headline as data: the screen words it through the catalogue (`progress.<question>.<code>`) with these values. */
const headline = <const Codes extends readonly string[]>(codes: Codes) =>
  Type.Object({
    code: OneOf(codes),
    values: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String(), Type.Null()])),
  });

/** The records behind an answer: a list of the app and the filter it takes. */
export const RecordsLink = Type.Object({
  to: OneOf([
    'moments',
    'cases',
    'promises',
    'touchpoints',
    'improvements',
    'answers',
    'customers',
    'recoveries',
    'survey',
  ]),
  filter: Type.Record(Type.String(), Type.String()),
});
export type RecordsLink = Static<typeof RecordsLink>;

/** Won, neutral and lost of one month, each with its share and interval. */
const MomentMonth = Type.Object({ from: Day, won: ShareFigure, neutral: ShareFigure, lost: ShareFigure });

/** 1. How many moments did we win, how many did we lose? `last` is the latest month of the period, `first` its first. */
export const MomentsAnswer = Type.Object({
  headline: headline(['nothing-yet', 'counts', 'counts-then-and-now']),
  last: Nullable(MomentMonth),
  first: Nullable(MomentMonth),
  /** The whole period. */
  total: Type.Object({ won: ShareFigure, neutral: ShareFigure, lost: ShareFigure }),
  series: Type.Array(MomentMonth),
  link: RecordsLink,
});

/** 2. Is it getting better? The last twelve weeks (fewer in a short period) against the twelve before. */
export const TrendAnswer = Type.Object({
  headline: headline(['too-early', 'better', 'worse', 'no-detectable-change']),
  before: Nullable(ShareFigure),
  after: Nullable(ShareFigure),
  difference: Nullable(Type.Number()),
  low: Nullable(Type.Number()),
  high: Nullable(Type.Number()),
  chart: ControlChart,
  link: RecordsLink,
});

/** 3. What is typical? Time to resolve of the cases that arrived in the period, in working minutes; open ones are censored. */
export const TypicalAnswer = Type.Object({
  headline: headline(['nothing-yet', 'too-few', 'half-within', 'half-still-open']),
  /** Working minutes; null where too many are still open for the curve to get there. */
  half: Nullable(Type.Number()),
  halfLow: Nullable(Type.Number()),
  halfHigh: Nullable(Type.Number()),
  nineInTen: Nullable(Type.Number()),
  n: Type.Integer(),
  stillOpen: Type.Integer(),
  minutesPerWorkingDay: Type.Integer(),
  /** Cases closed after [from, to) working minutes, equally wide bars, `to` null for all beyond. */
  bars: Type.Array(Type.Object({ from: Type.Integer(), to: Nullable(Type.Integer()), n: Type.Integer() })),
  /** The words customers said most; `ours` when it means our word. */
  words: Type.Array(Type.Object({ word: Type.String(), n: Type.Integer(), ours: Type.Boolean() })),
  wordMatch: ShareFigure,
  link: RecordsLink,
});

/** 4. Do we keep our promises? Of those owed to customers, by policy or by a person's word, that ended in the period. */
export const PromisesAnswer = Type.Object({
  headline: headline(['nothing-yet', 'all-kept', 'kept-and-broken']),
  total: ShareFigure,
  /** Each kind by itself; tasks of the house are in no total. */
  apart: Type.Array(Type.Object({ kind: OneOf(['policy', 'personal', 'internal']), kept: ShareFigure })),
  /** The latest month. */
  last: Nullable(Type.Object({ from: Day, kept: ShareFigure, renegotiated: Type.Integer() })),
  broken: Type.Integer(),
  renegotiated: Type.Integer(),
  series: Type.Array(
    Type.Object({
      from: Day,
      kept: ShareFigure,
      policy: ShareFigure,
      personal: ShareFigure,
      renegotiated: Type.Integer(),
    }),
  ),
  byKind: Type.Array(Type.Object({ kind: Type.String(), clock: Nullable(Type.String()), kept: ShareFigure })),
  link: RecordsLink,
});

const HurtingPlace = Type.Object({
  touchpointId: Id,
  name: Type.String(),
  lost: ShareFigure,
  /** Loses more than the others together, after control for looking at many (false discovery rate 10 %). */
  named: Type.Boolean(),
  /** Moments a year that would not be lost at the share of the others, at least so many by the interval. */
  excessMoments: Type.Number(),
  link: RecordsLink,
});

/** 5. Where does it hurt? Ranked by moments needlessly lost; `named` ones survive the control for many comparisons. */
export const HurtsAnswer = Type.Object({
  headline: headline(['nothing-yet', 'nowhere-in-particular', 'one-place', 'places']),
  places: Type.Array(HurtingPlace),
  touchpoints: Type.Integer(),
  link: RecordsLink,
});

/** 6. Did what we fixed work? Changes started in the period. */
export const FixesAnswer = Type.Object({
  headline: headline(['none', 'counts']),
  better: Type.Integer(),
  worse: Type.Integer(),
  noDetectableChange: Type.Integer(),
  tooEarly: Type.Integer(),
  fixes: Type.Array(
    Type.Object({
      improvementId: Id,
      title: Type.String(),
      on: Day,
      metric: Type.String(),
      better: OneOf(['higher', 'lower']),
      verdict: ChangeVerdict,
      expectedEffect: Type.Number(),
      difference: Nullable(Type.Number()),
      low: Nullable(Type.Number()),
      high: Nullable(Type.Number()),
    }),
  ),
  link: RecordsLink,
});

const StayCurve = Type.Object({
  n: Type.Integer(),
  left: Type.Integer(),
  /** Share still with us after so many months, with interval. */
  points: Type.Array(
    Type.Object({
      month: Type.Integer(),
      share: Type.Number(),
      low: Nullable(Type.Number()),
      high: Nullable(Type.Number()),
    }),
  ),
});

/** 7. Do they stay? From purchases: whoever has not bought for `quietDays` counts as gone. An association, not proof. */
export const StaysAnswer = Type.Object({
  headline: headline(['unknown', 'too-few', 'kept-only', 'kept-and-broken']),
  allKept: StayCurve,
  oneBroken: StayCurve,
  /** Log-rank test of the two groups; null when there are not two. */
  pValue: Nullable(Type.Number()),
  quietDays: Type.Integer(),
  countedAt: Nullable(Instant),
  link: RecordsLink,
});

/** What will show in the figures above before long. As of now, whatever period was asked for. */
export const LeadingIndicators = Type.Object({
  openPromises: Type.Integer(),
  promisesAtRisk: Type.Integer(),
  openCases: Type.Integer(),
  unassignedCases: Type.Integer(),
  /** Calendar days. */
  medianAgeOfOpenCases: Nullable(Type.Number()),
  openOverWeek: Type.Integer(),
  openOverMonth: Type.Integer(),
  /** Cases opened less cases closed in the last four weeks. */
  backlogGrowth: Type.Integer(),
});

/** What has already happened: CSAT, NPS, ease and solved of the period. */
export const LaggingIndicators = Type.Object({
  answers: Type.Integer(),
  satisfied: ShareFigure,
  /** −100..100 with interval; value null where it may not be said. */
  netPromoter: Type.Object({
    n: Type.Integer(),
    value: Nullable(Type.Number()),
    low: Nullable(Type.Number()),
    high: Nullable(Type.Number()),
    say: OneOf(['unknown', 'count', 'score', 'not-enough']),
  }),
  easy: ShareFigure,
  solved: ShareFigure,
  /** Closed cases that the customer confirmed, of those with an answer on it. */
  confirmed: ShareFigure,
  reopened: ShareFigure,
});

const period = {
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  team: Type.Optional(Id),
  channel: Type.Optional(Type.String({ maxLength: 20 })),
};

export const Progress = Type.Object({
  from: Day,
  to: Day,
  timeZone: Type.String(),
  /** Everything up to this instant is counted. */
  countedTo: Nullable(Instant),
  moments: MomentsAnswer,
  trend: TrendAnswer,
  typical: TypicalAnswer,
  promises: PromisesAnswer,
  hurts: HurtsAnswer,
  fixes: FixesAnswer,
  stays: StaysAnswer,
  leading: LeadingIndicators,
  lagging: LaggingIndicators,
});
export type Progress = Static<typeof Progress>;

export const readProgress = route({
  method: 'GET',
  path: '/measures/progress',
  access: 'measures.read',
  summary: 'The seven questions, answered from daily roll-ups; the last twelve months unless told',
  query: Type.Object(period),
  reply: Progress,
});

export const chartMeasures = [
  'moments-lost',
  'moments-won',
  'promises-kept',
  'satisfied',
  'confirmed',
  'reopened',
] as const;

export const readCharts = route({
  method: 'GET',
  path: '/measures/charts',
  access: 'measures.read',
  summary: 'Control charts of a share, whole or one per touchpoint, team, channel or kind of promise',
  query: Type.Object({
    measure: OneOf(chartMeasures),
    by: Type.Optional(OneOf(['all', 'touchpoint', 'team', 'channel', 'kind'])),
    every: Type.Optional(OneOf(['week', 'month'])),
    touchpointId: Type.Optional(Id),
    ...period,
  }),
  reply: Type.Object({
    measure: OneOf(chartMeasures),
    from: Day,
    to: Day,
    /** The thirty with most observations at most. */
    charts: Type.Array(
      Type.Object({
        key: Nullable(Type.String()),
        name: Nullable(Type.String()),
        total: ShareFigure,
        chart: ControlChart,
        link: RecordsLink,
      }),
    ),
  }),
});

export const readSpots = route({
  method: 'GET',
  path: '/measures/touchpoints',
  access: 'measures.read',
  summary: 'All touchpoints with moments, the most needlessly lost first, false alarms controlled',
  query: Type.Object(period),
  reply: Type.Object({ from: Day, to: Day, places: Type.Array(HurtingPlace) }),
});
