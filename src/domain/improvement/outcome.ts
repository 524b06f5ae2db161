import { differenceOfProportions, type Tally } from '../measures/proportions.ts';
import { betterWhen, type ImprovementMetric } from './metrics.ts';

/** What became of a decision. */
export type Outcome = 'held' | 'did-not-hold' | 'cannot-tell';

export type OutcomeReport = {
  readonly outcome: Outcome;
  /** After less before, with its 95 % interval; null when one side was never observed. */
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
};

/**
 * Did what was expected come true? It held when things are surely better and what was expected is still possible; it
 * did not hold when what was expected is surely out of reach; else the figures do not say.
 * @param expectedEffect positive, as a share
 */
export function outcomeOf(
  metric: ImprovementMetric,
  expectedEffect: number,
  before: Tally,
  after: Tally,
): OutcomeReport {
  const found = differenceOfProportions(after, before);
  if (found === undefined) return { outcome: 'cannot-tell', difference: null, low: null, high: null };
  const { low, high } = found.interval;
  const lower = betterWhen(metric) === 'lower';
  const least = lower ? -high : low;
  const most = lower ? -low : high;
  let outcome: Outcome = 'cannot-tell';
  if (most < expectedEffect) outcome = 'did-not-hold';
  else if (least > 0) outcome = 'held';
  return { outcome, difference: found.difference, low, high };
}
