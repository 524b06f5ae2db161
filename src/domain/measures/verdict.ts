import { Refusal } from '../refusal.ts';
import type { BetterWhen } from './control-signals.ts';
import { homogeneity } from './control-charts.ts';
import { normalProbability, normalQuantile, studentQuantile } from './distributions.ts';
import { summarise, welchDifference } from './means.ts';
import type { Interval, Tally } from './proportions.ts';
import { differenceOfProportions, Z95 } from './proportions.ts';

/**
 * Did it work? Metric, baseline, expected effect and duration are fixed before the change starts, and the verdict is
 * given once, on exactly the points that were planned. Looking every night and stopping at the first good one would
 * call noise a success far more often than one time in forty.
 */
export type Declaration = {
  readonly better: BetterWhen;
  /** The effect that was promised, always positive, in the unit of the metric (0.05 = five points of share). */
  readonly expectedEffect: number;
  /** Points after the change on which the verdict rests; from `pointsNeeded`. */
  readonly plannedPoints: number;
  /**
   * Index (in `before`) of the bad point that prompted the fix. The baseline ends just before it, because a month chosen
   * for being bad is followed by a better one whatever we do (regression to the mean).
   */
  readonly promptedAt?: number;
};

/** Points in time order: a tally each (shares) or one number each (means). */
export type Evidence =
  | { readonly kind: 'proportion'; readonly before: readonly Tally[]; readonly after: readonly Tally[] }
  | { readonly kind: 'mean'; readonly before: readonly number[]; readonly after: readonly number[] };

export type Verdict = 'better' | 'worse' | 'no detectable change' | 'too early';

export type VerdictReport =
  | {
      readonly verdict: 'too early';
      readonly reason: 'baseline too short' | 'waiting for points' | 'nothing observed';
      /** Further points needed, before or after the change as the reason says. */
      readonly missing: number;
    }
  | {
      readonly verdict: 'better' | 'worse' | 'no detectable change';
      readonly baseline: number;
      readonly after: number;
      /** After minus baseline, in the unit of the metric, with its 95 % interval. */
      readonly difference: number;
      readonly interval: Interval;
      /** The smallest effect this comparison would have seen in 80 of 100 cases, in the unit of the metric. */
      readonly smallestDetectable: number;
      /** Whether the promised effect lies inside the interval, i.e. could still be true. */
      readonly reachesExpected: boolean;
      readonly pointsBefore: number;
      readonly pointsAfter: number;
    };

/** Points of baseline a verdict compares with. */
export const BASELINE_POINTS = 12;
/** Fewer points after a change cannot show how much they vary among themselves. */
export const FEWEST_POINTS_AFTER = 4;

/**
 * The verdict on a change. Shares are compared by Newcombe's interval, their counts reduced when the points vary more
 * than chance; means by Welch over the points, so that the unit of evidence is the period and not the single answer.
 * @throws Refusal invalid when the declaration makes no sense.
 */
export function didItWork(declaration: Declaration, evidence: Evidence): VerdictReport {
  assertDeclaration(declaration);
  const from = declaration.promptedAt ?? evidence.before.length;
  const available = Math.min(from, evidence.before.length);
  if (available < BASELINE_POINTS) {
    return { verdict: 'too early', reason: 'baseline too short', missing: BASELINE_POINTS - available };
  }
  const missing = declaration.plannedPoints - evidence.after.length;
  if (missing > 0) return { verdict: 'too early', reason: 'waiting for points', missing };
  const compared =
    evidence.kind === 'proportion'
      ? compareShares(baselineOf(evidence.before, from), evidence.after.slice(0, declaration.plannedPoints))
      : compareMeans(baselineOf(evidence.before, from), evidence.after.slice(0, declaration.plannedPoints));
  if (compared === undefined) return { verdict: 'too early', reason: 'nothing observed', missing: 1 };
  const sign = declaration.better === 'higher' ? 1 : -1;
  const best = sign > 0 ? compared.interval.high : -compared.interval.low;
  return {
    verdict: verdictOfInterval(compared.interval, declaration.better),
    ...compared,
    reachesExpected: best >= declaration.expectedEffect,
    pointsBefore: BASELINE_POINTS,
    pointsAfter: declaration.plannedPoints,
  };
}

/**
 * The verdict an interval allows. `unchanged` is the value of no effect: 0 for a difference, 1 for a rate ratio, so that
 * an interrupted time series or a difference in differences is judged in the same words.
 */
export function verdictOfInterval(
  interval: Interval,
  better: BetterWhen,
  unchanged = 0,
): Exclude<Verdict, 'too early'> {
  if (interval.low > unchanged) return better === 'higher' ? 'better' : 'worse';
  if (interval.high < unchanged) return better === 'higher' ? 'worse' : 'better';
  return 'no detectable change';
}

/** How long to watch: the points needed after the change, or why no number of them would do. */
export type WatchingTime =
  | { readonly points: number }
  | { readonly points: undefined; readonly smallestDetectable: number };

export type WatchingOptions = {
  /** Chance of seeing the effect if it is real. 0.9 by default, so that 0.8 is kept though the baseline is an estimate. */
  readonly power?: number;
  /** The longest anybody would wait, in points. */
  readonly mostPoints?: number;
};

/**
 * How many points of the baseline's size are needed after the change to see `effect` (positive, in the unit of the
 * metric) in the direction that is better. When the baseline itself is too noisy, gives instead the smallest effect that
 * `mostPoints` points could see, so that somebody can promise more, or measure something else.
 * @throws Refusal invalid when the baseline has fewer than twelve points.
 */
export function pointsNeeded(
  baseline:
    | { readonly kind: 'proportion'; readonly before: readonly Tally[] }
    | { readonly kind: 'mean'; readonly before: readonly number[] },
  effect: number,
  better: BetterWhen,
  options: WatchingOptions = {},
): WatchingTime {
  const { power = 0.9, mostPoints = 104 } = options;
  if (baseline.before.length < BASELINE_POINTS) {
    throw new Refusal('invalid', 'baseline_too_short', `A baseline has ${BASELINE_POINTS} points.`, {
      points: baseline.before.length,
    });
  }
  const plan =
    baseline.kind === 'proportion' ? planShares(baseline.before, effect, better) : planMeans(baseline.before);
  for (let points = FEWEST_POINTS_AFTER; points <= mostPoints; points += 1) {
    const { standardError, critical } = plan(points);
    if (normalProbability(effect / standardError - critical) >= power) return { points };
  }
  const { standardError, critical } = plan(mostPoints);
  return { points: undefined, smallestDetectable: (critical + normalQuantile(power)) * standardError };
}

type Compared = Pick<
  Extract<VerdictReport, { baseline: number }>,
  'baseline' | 'after' | 'difference' | 'interval' | 'smallestDetectable'
>;

function compareShares(before: readonly Tally[], after: readonly Tally[]): Compared | undefined {
  const spread = spreadOf([before, after]);
  const one = addUp(before, spread.factor);
  const two = addUp(after, spread.factor);
  const found = differenceOfProportions(two, one, spread.critical);
  if (found === undefined) return undefined;
  const baseline = one.hits / one.trials;
  const standardError = Math.sqrt(likelyVariance(baseline, one.trials) * (1 / one.trials + 1 / two.trials));
  const smallestDetectable = (spread.critical + normalQuantile(0.8)) * standardError;
  return { baseline, after: two.hits / two.trials, ...found, smallestDetectable };
}

function compareMeans(before: readonly number[], after: readonly number[]): Compared | undefined {
  const one = summarise(before);
  const two = summarise(after);
  const found = welchDifference(two, one);
  if (found === undefined) return undefined;
  const reach = studentQuantile(0.975, found.degreesOfFreedom) + studentQuantile(0.8, found.degreesOfFreedom);
  const { difference, interval } = found;
  return { baseline: one.mean, after: two.mean, difference, interval, smallestDetectable: reach * found.standardError };
}

/** Standard error of the later comparison, and the critical value it must clear, for a number of points after. */
type Plan = (points: number) => { standardError: number; critical: number };

function planShares(before: readonly Tally[], effect: number, better: BetterWhen): Plan {
  const recent = baselineOf(before, before.length);
  const spread = spreadOf([recent]);
  const now = addUp(recent, spread.factor);
  const share = now.hits / now.trials;
  const expected = Math.min(1, Math.max(0, share + (better === 'higher' ? effect : -effect)));
  return (points) => {
    const trials = (now.trials / BASELINE_POINTS) * points;
    const variance = likelyVariance(share, now.trials) / now.trials + likelyVariance(expected, trials) / trials;
    return { standardError: Math.sqrt(variance), critical: spread.critical };
  };
}

function planMeans(before: readonly number[]): Plan {
  const { standardDeviation } = summarise(baselineOf(before, before.length));
  return (points) => ({
    standardError: standardDeviation * Math.sqrt(1 / BASELINE_POINTS + 1 / points),
    critical: studentQuantile(0.975, BASELINE_POINTS + points - 2),
  });
}

function baselineOf<Point>(before: readonly Point[], end: number): readonly Point[] {
  return before.slice(Math.max(0, end - BASELINE_POINTS), end);
}

/**
 * How many times more the points vary within their phases than chance allows (Pearson chi-square over its degrees of
 * freedom, never under 1), and the critical value that goes with it: Student's where the spread had to be estimated.
 */
function spreadOf(phases: readonly (readonly Tally[])[]): { factor: number; critical: number } {
  const tests = phases.map((phase) => homogeneity(phase.filter((tally) => tally.trials > 0)));
  const statistic = tests.reduce((sum, test) => sum + test.statistic, 0);
  const degreesOfFreedom = tests.reduce((sum, test) => sum + test.degreesOfFreedom, 0);
  if (statistic <= degreesOfFreedom) return { factor: 1, critical: Z95 };
  return { factor: statistic / degreesOfFreedom, critical: studentQuantile(0.975, degreesOfFreedom) };
}

/** All points as one tally, counted as fewer observations when they vary more than chance. */
function addUp(tallies: readonly Tally[], factor: number): Tally {
  const hits = tallies.reduce((sum, tally) => sum + tally.hits, 0);
  const trials = tallies.reduce((sum, tally) => sum + tally.trials, 0);
  return { hits: hits / factor, trials: trials / factor };
}

/** Variance of one observation; a share of 0 or 1 is pulled in by half an observation, since it is only an estimate. */
function likelyVariance(share: number, trials: number): number {
  const inside = Math.min(1 - 0.5 / (trials + 1), Math.max(0.5 / (trials + 1), share));
  return inside * (1 - inside);
}

function assertDeclaration({ expectedEffect, plannedPoints }: Declaration): void {
  if (!(expectedEffect > 0)) {
    throw new Refusal(
      'invalid',
      'effect_not_positive',
      'The expected effect is a positive number in the unit of the metric.',
      { expectedEffect },
    );
  }
  if (!Number.isInteger(plannedPoints) || plannedPoints < FEWEST_POINTS_AFTER) {
    throw new Refusal(
      'invalid',
      'plan_too_short',
      `A verdict needs at least ${FEWEST_POINTS_AFTER} points after the change.`,
      { plannedPoints },
    );
  }
}
