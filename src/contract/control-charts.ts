import type { Rebasing } from '../domain/measures/control-charts.ts';
import { clippedToShare, proportionChart } from '../domain/measures/control-charts.ts';
import type { BetterWhen, SignalRule } from '../domain/measures/control-signals.ts';
import type { ChartPoint, ControlChart } from './improvement-plans.ts';

/** `k` of `n` in the period that begins on a day. */
export interface PeriodTally {
  from: string;
  k: number;
  n: number;
}

/** A change, on the day it took effect; `rebases` when the limits begin anew there. */
export interface MarkedChange {
  improvementId: string;
  title: string;
  on: string;
  rebases: boolean;
}

/** Shares over time as they travel: limits, signals, and changes marked. Periods without observations are left out. */
export function wireChart(
  periods: readonly PeriodTally[],
  better: BetterWhen,
  changes: readonly MarkedChange[] = [],
): ControlChart {
  const seen = periods.filter((period) => period.n > 0);
  const marks = changes.map(({ improvementId, title, on }) => ({ improvementId, title, on }));
  if (seen.length === 0) return { kind: 'p', better, points: [], phases: [], changes: marks };
  const chart = proportionChart(
    seen.map(({ k, n }) => ({ hits: k, trials: n })),
    { better, rebasings: rebasingsIn(seen, changes) },
  );
  return {
    kind: chart.kind === 'p' ? 'p' : 'p-prime',
    better,
    points: chart.points.map((point) => ({
      from: seen[point.index]!.from,
      k: seen[point.index]!.k,
      n: seen[point.index]!.n,
      value: point.value,
      centre: point.centre,
      lower: clippedToShare(point.lower),
      upper: clippedToShare(point.upper),
      signals: point.signals.map(({ rule, direction, meaning }) => ({
        rule: rules[rule],
        direction,
        meaning: meaning ?? null,
      })),
    })),
    phases: chart.phases.map(({ from, cause, status, centre }) => ({
      from: seen[from]!.from,
      cause: cause ?? null,
      status,
      centre,
    })),
    changes: marks,
  };
}

/** Limits begin anew at the first period that lies wholly after a change; several changes in one period are one cause. */
function rebasingsIn(seen: readonly PeriodTally[], changes: readonly MarkedChange[]): Rebasing[] {
  const causes = new Map<number, string[]>();
  for (const change of changes.filter((each) => each.rebases)) {
    const at = seen.findIndex((period) => period.from >= change.on);
    if (at > 0) causes.set(at, [...(causes.get(at) ?? []), change.title]);
  }
  return [...causes].map(([at, titles]) => ({ at, cause: titles.join(', ') })).toSorted((one, two) => one.at - two.at);
}

const rules: Record<SignalRule, ChartPoint['signals'][number]['rule']> = {
  'outside limits': 'outside-limits',
  'seven on one side': 'seven-on-one-side',
  'seven rising or falling': 'seven-rising-or-falling',
  'two of three near a limit': 'two-of-three-near-a-limit',
};
