import { FEWEST_FOR_INTERVAL } from './figure.ts';
import { kaplanMeier, logRank, type SurvivalCurve, type Waiting } from './survival.ts';

/** A difference that chance makes in fewer than one of twenty comparisons. */
const SURE = 0.05;

/**
 * Whether groups arrive equally quickly, as it may be said: `unknown` where fewer than two groups hold enough to compare; else the
 * log-rank test of those that do. No detectable difference is not proof that there is none.
 */
export type TimesVerdict =
  | { readonly code: 'unknown' }
  | {
      readonly code: 'different' | 'no-detectable-difference';
      readonly pValue: number;
      readonly chiSquare: number;
      readonly degreesOfFreedom: number;
      /** Of each group given, whether it was part of the test. */
      readonly compared: readonly boolean[];
    };

/**
 * Compares the time to an event among groups. A group takes part when at least five events would be expected in it if all were
 * alike, since below that the test's probability is not to be relied on (Peto & Peto 1972 show it for large samples only).
 */
export function compareTimes(groups: readonly (readonly Waiting[])[]): TimesVerdict {
  let among = groups
    .map((group, place) => ({ group, place }))
    .filter(({ group }) => group.length >= FEWEST_FOR_INTERVAL);
  for (;;) {
    const test = among.length < 2 ? undefined : logRank(among.map(({ group }) => group));
    if (test === undefined) return { code: 'unknown' };
    const enough = among.filter((_, nth) => test.expected[nth]! >= FEWEST_FOR_INTERVAL);
    if (enough.length === among.length) {
      const places = new Set(among.map(({ place }) => place));
      return {
        code: test.pValue < SURE ? 'different' : 'no-detectable-difference',
        pValue: test.pValue,
        chiSquare: test.chiSquare,
        degreesOfFreedom: test.degreesOfFreedom,
        compared: groups.map((_, place) => places.has(place)),
      };
    }
    among = enough;
  }
}

/** How many still wait just before each of these times: the numbers under a curve. */
export function atRiskAt(waiting: readonly Waiting[], times: readonly number[]): number[] {
  return times.map((time) => waiting.filter((each) => each.time >= time).length);
}

/** Times from 0 to about `longest` in round steps, six of them at most. */
export function roundTimes(longest: number): number[] {
  const steps = [1 / 24, 1 / 8, 1 / 4, 1 / 2, 1, 2, 5, 7, 14, 30, 60, 90, 180, 365, 730, 1825];
  const step = steps.find((each) => longest / each <= 6) ?? 3650;
  return Array.from({ length: Math.floor(longest / step) + 1 }, (_, nth) => nth * step);
}

/** A curve in at most `most` steps: where there are more, those nearest to evenly spaced times stand for the others. */
export function thinned(curve: SurvivalCurve, most: number): SurvivalCurve['steps'] {
  const { steps } = curve;
  if (steps.length <= most) return steps;
  const last = steps.at(-1)!.time;
  const slots = new Map(steps.map((step) => [Math.floor((step.time / last) * (most - 1)), step]));
  return [...slots.values()];
}

/** From the longest time at which anything happened in any group; nothing is known beyond. */
export function horizonOf(groups: readonly (readonly Waiting[])[]): number {
  return Math.max(0, ...groups.map((group) => kaplanMeier(group).steps.at(-1)?.time ?? 0));
}
