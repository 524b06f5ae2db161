import { Refusal } from '../refusal.ts';
import { normalQuantile } from './distributions.ts';

/** A range that covers the truth in 95 of 100 cases, in the unit of the figure it belongs to. */
export type Interval = { readonly low: number; readonly high: number };

/** `hits` out of `trials`, e.g. promises kept out of promises due. */
export type Tally = { readonly hits: number; readonly trials: number };

/** A share with the two things it may never be shown without: its number of observations and its interval. */
export type Share = Tally & { readonly share: number; readonly interval: Interval };

/** z of a two-sided 95 % interval, 1.959964. */
export const Z95 = normalQuantile(0.975);

/**
 * Wilson score interval of a proportion (Wilson 1927; Newcombe 1998, method 3).
 * Hits and trials may be fractional (an effective sample size). With no trials nothing is known: 0 to 1.
 * @throws Refusal invalid when hits lie outside 0..trials.
 */
export function wilson(hits: number, trials: number, z: number = Z95): Interval {
  assertTally(hits, trials);
  if (trials === 0) return { low: 0, high: 1 };
  const share = hits / trials;
  const spread = z * z;
  const centre = (share + spread / (2 * trials)) / (1 + spread / trials);
  const half = (z * Math.sqrt((share * (1 - share)) / trials + spread / (4 * trials * trials))) / (1 + spread / trials);
  // At the ends the formula is exact only up to rounding; a share of none must not start at 1e-17.
  return {
    low: hits === 0 ? 0 : Math.max(0, centre - half),
    high: hits === trials ? 1 : Math.min(1, centre + half),
  };
}

/** A share with its count and Wilson interval; undefined when there is nothing to divide by (unknown is not zero). */
export function shareOf(hits: number, trials: number): Share | undefined {
  assertTally(hits, trials);
  if (trials === 0) return undefined;
  return { hits, trials, share: hits / trials, interval: wilson(hits, trials) };
}

/** How wide an interval is, in the unit of the figure. */
export function widthOf(interval: Interval): number {
  return interval.high - interval.low;
}

/** A difference and its 95 % interval, in the unit compared; each function says which side is subtracted. */
export type Difference = { readonly difference: number; readonly interval: Interval };

/**
 * Difference `first − second` of two independent proportions with Newcombe's hybrid score interval (Newcombe 1998,
 * method 10). Undefined when either side has no trials.
 */
export function differenceOfProportions(first: Tally, second: Tally, z: number = Z95): Difference | undefined {
  if (first.trials === 0 || second.trials === 0) return undefined;
  const one = first.hits / first.trials;
  const two = second.hits / second.trials;
  const oneRange = wilson(first.hits, first.trials, z);
  const twoRange = wilson(second.hits, second.trials, z);
  const difference = one - two;
  return {
    difference,
    interval: {
      low: difference - Math.hypot(one - oneRange.low, twoRange.high - two),
      high: difference + Math.hypot(oneRange.high - one, two - twoRange.low),
    },
  };
}

function assertTally(hits: number, trials: number): void {
  if (!(trials >= 0) || !(hits >= 0) || hits > trials || !Number.isFinite(trials)) {
    throw new Refusal('invalid', 'tally_impossible', `There cannot be ${hits} of ${trials}.`, { hits, trials });
  }
}
