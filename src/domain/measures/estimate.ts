import type { Waiting } from './survival.ts';
import { kaplanMeier } from './survival.ts';

/**
 * An honest estimate: how long cases like this one really took, open ones counted as "at least this long". All times
 * are business minutes. What is quoted at 80 % must come true 80 % of the time.
 */
export type SimilarCase = {
  /** Business minutes from arrival to resolution, or to now while still open. */
  readonly businessMinutes: number;
  readonly resolved: boolean;
};

export type HonestEstimate =
  | {
      readonly known: true;
      /** Business minutes from arrival by which half, and four in five, of such cases are resolved. */
      readonly half: number;
      readonly fourInFive: number;
      /** Similar cases the figure rests on, those resolved, and those that got as far as this one has. */
      readonly basis: { readonly n: number; readonly resolved: number; readonly asLongAsThis: number };
    }
  | {
      readonly known: false;
      readonly reason: 'too few similar cases' | 'too many still open';
      readonly n: number;
      readonly resolved: number;
    };

/** Resolved cases (that took at least as long as this one already has) below which nothing is quoted. */
export const FEWEST_RESOLVED = 20;

/**
 * Quotes the time to resolution for a case that has already been open for `elapsed` business minutes. A case that has
 * outlived the easy ones is compared only with those that took longer, which is why an estimate grows with age.
 *
 * The quantiles are those of one more case, not of the cases seen: with n cases the i-th shortest covers the next one
 * with probability i/(n+1), so the curve is followed a little further than 50 and 80 % (Wilks 1941).
 */
export function honestEstimate(
  similar: readonly SimilarCase[],
  elapsed = 0,
  fewest: number = FEWEST_RESOLVED,
): HonestEstimate {
  const asLong = similar.filter((each) => each.businessMinutes > elapsed);
  const curve = kaplanMeier(asLong.map((each): Waiting => ({ time: each.businessMinutes, happened: each.resolved })));
  const n = similar.length;
  const resolved = similar.filter((each) => each.resolved).length;
  if (curve.events < fewest) return { known: false, reason: 'too few similar cases', n, resolved };
  const timeOf = (share: number) => {
    const left = 1 - Math.min(1, share * (1 + 1 / curve.n));
    return curve.steps.find((step) => step.survival <= left + 1e-12)?.time;
  };
  const half = timeOf(0.5);
  const fourInFive = timeOf(0.8);
  if (half === undefined || fourInFive === undefined)
    return { known: false, reason: 'too many still open', n, resolved };
  return { known: true, half, fourInFive, basis: { n, resolved, asLongAsThis: asLong.length } };
}
