import { differenceOfProportions, type Difference, type Tally } from '../measures/proportions.ts';
import { normalQuantile } from '../measures/distributions.ts';
import { seededRandom } from '../measures/random.ts';

/**
 * Leaving some alone by lot, to know whether doing something helps. Everybody is compared in the arm he was drawn into,
 * whether or not anything was done (intention to treat): whoever picks the easy ones cannot make a figure better.
 */
export type Arm = 'treat' | 'hold';

/** FNV-1a: spreads an identifier over 32 bits; the lot must not depend on its letters in any visible way. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ sign.codePointAt(0)!, 0x01000193);
  return hash >>> 0;
}

/** The lot of one person under one seed: the same for ever, whenever and however often it is drawn. */
export function armOf(seed: number, id: string, heldShare: number): Arm {
  const draw = seededRandom((hashOf(id) ^ Math.imul(seed, 0x9e3779b1)) >>> 0);
  draw();
  return draw() < heldShare ? 'hold' : 'treat';
}

/**
 * Exactly so large a share of some people, by lot: the order of shuffling depends on the seed alone (half of 301 are 150
 * or 151, never 131).
 */
export function drawHeld(seed: number, ids: readonly string[], heldShare: number): Set<string> {
  const random = seededRandom(seed);
  const order = [...ids].sort();
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  const exact = ids.length * heldShare;
  const held = Math.floor(exact) + (random() < exact - Math.floor(exact) ? 1 : 0);
  return new Set(order.slice(0, held));
}

/** Both arms, as they were drawn. */
export interface Trial {
  readonly treated: Tally;
  readonly held: Tally;
}

export type TrialVerdict = 'nothing-yet' | 'too-early' | 'helps' | 'no-useful-effect' | 'harm' | 'open';

/** So many held out must be judged before it may stop, and again each time so many more have been: looks are few. */
export const lookEvery = 50;

/** One look in five hundred may err by chance: it is looked more than once, so each look is stricter than 95 %. */
const strict = normalQuantile(0.998);

/** Good outcomes of the treated less those of the held, with the 95 % interval. */
export function trialDifference({ treated, held }: Trial): Difference | undefined {
  return differenceOfProportions(treated, held);
}

/**
 * What the trial says so far. `good` counts what we want more of, `bad` what we want less of; the useful effect is the
 * smallest difference in `good` that would be worth the work.
 */
export function judgeTrial(good: Trial, bad: Trial, usefulEffect: number): TrialVerdict {
  if (good.treated.trials + good.held.trials === 0) return 'nothing-yet';
  if (good.held.trials < lookEvery || good.treated.trials < lookEvery) return 'too-early';
  const gain = differenceOfProportions(good.treated, good.held, strict)!;
  const hurt = differenceOfProportions(bad.treated, bad.held, strict)!;
  if (gain.interval.high < 0 || hurt.interval.low > 0) return 'harm';
  if (gain.interval.low > 0) return 'helps';
  return gain.interval.high < usefulEffect ? 'no-useful-effect' : 'open';
}

/** Whether it is time to look: only when the number of the held passes a multiple of `lookEvery`. */
export function isTimeToLook(heldBefore: number, heldNow: number): boolean {
  return Math.floor(heldNow / lookEvery) > Math.floor(heldBefore / lookEvery);
}
