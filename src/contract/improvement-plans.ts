import { Type, type Static } from 'typebox';
import { type ImprovementMetric, improvementMetrics } from '../domain/improvement/metrics.ts';
import { ShareFigure, Day, Id, Instant, Nullable, OneOf } from './shapes.ts';

/** What an improvement may be measured by. Every metric is a share per week, so that one verdict speaks for all. */
export const metrics = improvementMetrics;
export const Metric = OneOf(metrics);
export type Metric = ImprovementMetric;

/** Where to look: moments at a touchpoint, or everywhere when none is named. */
export const measuredWhere = {
  metric: Metric,
  /** Only for metrics of moments: the touchpoint that is to get better; null = all of them. */
  touchpointId: Nullable(Id),
  channel: Nullable(Type.String({ maxLength: 20 })),
  /** Positive, as a share: 0.07 is seven points. The direction follows from the metric. */
  expectedEffect: Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
  /** The bad day that prompted the fix: the baseline ends before its week. */
  promptedOn: Nullable(Day),
};

/** What can be seen with such a plan, told before anybody starts. */
export const Power = Type.Object({
  /** `known`: `weeks` will do. `too-noisy`: not even two years; promise more or measure something else. `no-baseline`: under 12 weeks with figures. */
  state: OneOf(['known', 'too-noisy', 'no-baseline']),
  /** Weeks after the start that the verdict needs to see the expected effect in 9 of 10 cases. */
  weeks: Nullable(Type.Integer()),
  /** The smallest effect that two years could see, where the expected one cannot be. */
  smallestDetectable: Nullable(Type.Number()),
  /** The twelve weeks compared with. */
  baseline: ShareFigure,
  baselineFrom: Nullable(Day),
  baselineTo: Nullable(Day),
});
export type Power = Static<typeof Power>;

export const Tally = Type.Object({ k: Type.Integer(), n: Type.Integer() });

export const ChangeVerdict = OneOf(['better', 'worse', 'no-detectable-change', 'too-early']);

/** Did it work? Everything a sentence needs. Shares and differences 0..1. */
export const VerdictReport = Type.Object({
  verdict: ChangeVerdict,
  /** For too early: what is missing, and how many weeks of it. */
  because: Nullable(OneOf(['baseline-too-short', 'waiting-for-weeks', 'nothing-observed'])),
  missing: Nullable(Type.Integer()),
  before: Tally,
  after: Tally,
  weeksBefore: Type.Integer(),
  weeksAfter: Type.Integer(),
  difference: Nullable(Type.Number()),
  low: Nullable(Type.Number()),
  high: Nullable(Type.Number()),
  smallestDetectable: Nullable(Type.Number()),
  /** The observed change is at least the promised one. */
  expectedReached: Nullable(Type.Boolean()),
  /** The promised effect lies inside the interval. */
  expectedPossible: Nullable(Type.Boolean()),
  judgedAt: Instant,
});
export type VerdictReport = Static<typeof VerdictReport>;

/** One week (or month) on a control chart; shares 0..1, limits clipped for drawing. */
export const ChartPoint = Type.Object({
  from: Day,
  k: Type.Integer(),
  n: Type.Integer(),
  value: Type.Number(),
  centre: Type.Number(),
  lower: Type.Number(),
  upper: Type.Number(),
  signals: Type.Array(
    Type.Object({
      rule: OneOf(['outside-limits', 'seven-on-one-side', 'seven-rising-or-falling', 'two-of-three-near-a-limit']),
      direction: OneOf(['high', 'low']),
      meaning: Nullable(OneOf(['improvement', 'concern'])),
    }),
  ),
});
export type ChartPoint = Static<typeof ChartPoint>;

export const ChartPhase = Type.Object({
  from: Day,
  /** Why the limits begin anew here: the title of the change; null for the first phase. */
  cause: Nullable(Type.String()),
  status: OneOf(['trial', 'locked']),
  centre: Type.Number(),
});

/** A change marked on a chart. */
export const ChangeMark = Type.Object({ improvementId: Id, title: Type.String(), on: Day });

/** A p-chart (p′ where the points vary more than chance allows). Periods without observations are left out. */
export const ControlChart = Type.Object({
  kind: OneOf(['p', 'p-prime']),
  better: OneOf(['higher', 'lower']),
  points: Type.Array(ChartPoint),
  phases: Type.Array(ChartPhase),
  changes: Type.Array(ChangeMark),
});
export type ControlChart = Static<typeof ControlChart>;
