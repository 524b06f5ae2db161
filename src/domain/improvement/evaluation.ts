import type { Tally } from '../measures/proportions.ts';
import {
  BASELINE_POINTS,
  didItWork,
  pointsNeeded,
  type VerdictReport,
  type WatchingTime,
} from '../measures/verdict.ts';
import { betterWhen, type ImprovementMetric } from './metrics.ts';

/** A plan as the verdict needs it. `expectedEffect` is positive, as a share. */
export type PlannedEffect = {
  readonly metric: ImprovementMetric;
  readonly expectedEffect: number;
  /** Weeks with figures after the start on which the verdict rests. */
  readonly weeks: number;
};

/** One week, by the day it begins; weeks are counted from the start of the change, so that none is half before it. */
export type Week = { readonly from: string; readonly hits: number; readonly trials: number };

/** The verdict on a change, and the weeks it rests on. */
export type Evaluation = { readonly report: VerdictReport; readonly before: Tally; readonly after: Tally };

/**
 * Did it work? Weeks in which nothing was observed say nothing and are left out, before and after. The baseline ends
 * with the week before the one that prompted the fix, if one did, because a bad week is followed by a better one anyway.
 * @param before weeks before the start, in order; more than twelve may be given
 * @param after full weeks since the start, in order
 * @param promptedOn `YYYY-MM-DD`
 */
export function evaluate(
  plan: PlannedEffect,
  before: readonly Week[],
  after: readonly Week[],
  promptedOn: string | null,
): Evaluation {
  const baseline = baselineWeeks(before, promptedOn);
  const seen = after.filter((week) => week.trials > 0).slice(0, plan.weeks);
  const report = didItWork(
    { better: betterWhen(plan.metric), expectedEffect: plan.expectedEffect, plannedPoints: plan.weeks },
    { kind: 'proportion', before: baseline, after: seen },
  );
  return { report, before: sum(baseline), after: sum(seen) };
}

/** The twelve weeks (fewer when there are no more) that a change will be compared with. */
export function baselineWeeks(before: readonly Week[], promptedOn: string | null): readonly Week[] {
  const prompted = promptedOn === null ? -1 : before.findLastIndex((week) => week.from <= promptedOn);
  return before
    .slice(0, prompted === -1 ? before.length : prompted)
    .filter((week) => week.trials > 0)
    .slice(-BASELINE_POINTS);
}

/** How many weeks such a plan needs, or undefined while there are not twelve weeks to compare with. */
export function weeksNeeded(
  baseline: readonly Week[],
  metric: ImprovementMetric,
  expectedEffect: number,
): WatchingTime | undefined {
  if (baseline.length < BASELINE_POINTS) return undefined;
  return pointsNeeded({ kind: 'proportion', before: baseline }, expectedEffect, betterWhen(metric));
}

/** Weeks as one tally. */
export function sum(weeks: readonly Tally[]): Tally {
  return {
    hits: weeks.reduce((all, week) => all + week.hits, 0),
    trials: weeks.reduce((all, week) => all + week.trials, 0),
  };
}
