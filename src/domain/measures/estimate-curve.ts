/**
 * Estimates from curves that were fitted before: how long cases of a group take, as a time-to-event curve small enough to
 * keep, and the estimate for one more case read off the finest group with enough cases, steadied by the coarser ones.
 *
 * Shrinkage: a group of r resolved cases is believed with the weight r / (r + 20), the rest comes from the next coarser
 * group of the same kind of case. With 20 resolved cases (the fewest anything is quoted from) half is borrowed, with 200
 * one part in eleven: a small group is not taken at its word, a large one is hardly moved. Nothing is borrowed from other
 * kinds: what is known of questions says nothing of complaints. They are asked only while the kind is new to the desk.
 */
import { FEWEST_RESOLVED, type SimilarCase } from './estimate.ts';
import { kaplanMeier } from './survival.ts';

/** Working minutes from the arrival, share still open after them, cases still open just before. */
export type CurvePoint = readonly [minutes: number, survival: number, atRisk: number];

export interface EstimateCurve {
  /** Cases of the group, open ones among them. */
  readonly n: number;
  readonly resolved: number;
  /** Rising in time, falling in survival; at most some 400 of them. */
  readonly points: readonly CurvePoint[];
}

/** Shares of such cases for which a time is given: one in ten to eight in ten. */
export const QUOTED_LEVELS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8] as const;

/** A group of so many resolved cases is believed by half. */
const SHRINKAGE = 20;

/** Cases that must still have been in the race where a time is read off. */
const fewestThere = 4;

/** A step of the kept curve falls by at least this. */
const fineness = 0.0025;

export type CurveQuote =
  | {
      readonly known: true;
      /** Working minutes from the arrival, one per level of `QUOTED_LEVELS`, never falling. */
      readonly levels: readonly number[];
      /** The place of the curve that was finest with enough cases. */
      readonly group: number;
      readonly n: number;
      readonly resolved: number;
    }
  | {
      readonly known: false;
      readonly reason: 'too few similar cases' | 'too many still open';
      readonly n: number;
      readonly resolved: number;
    };

/**
 * The time-to-event curve of a group (Kaplan–Meier; open cases count as "at least this long"), thinned to steps of a
 * quarter of a per cent. A thinned step stands where its last part lay, so that nothing is told too early.
 */
export function fitCurve(similar: readonly SimilarCase[]): EstimateCurve {
  const curve = kaplanMeier(
    similar.map(({ businessMinutes, resolved }) => ({ time: businessMinutes, happened: resolved })),
  );
  const points: CurvePoint[] = [];
  let shown = 1;
  for (const [place, { time, survival, atRisk }] of curve.steps.entries()) {
    if (shown - survival < fineness && place < curve.steps.length - 1) continue;
    points.push([Math.round(time), survival, atRisk]);
    shown = survival;
  }
  return { n: curve.n, resolved: curve.events, points };
}

/**
 * Estimates a case that is `elapsed` working minutes old. A case that has outlived the easy ones is compared only with
 * those that took longer. The levels are those of one more case, not of the cases seen (Wilks 1941).
 * @param curves the groups the case is in, the finest first, all cases last; undefined where a group has none
 * @param fewest resolved cases that took longer than `elapsed`, below which a group is not asked
 */
export function quoteFromCurves(
  curves: readonly (EstimateCurve | undefined)[],
  elapsed = 0,
  fewest: number = FEWEST_RESOLVED,
): CurveQuote {
  const everything = curves.length - 1;
  const isUsable = (curve: EstimateCurve | undefined) =>
    curve !== undefined && resolvedBeyond(curve, elapsed) >= fewest && reaches(curve, elapsed);
  const group = curves.findIndex(isUsable);
  const coarsest = curves[everything - 1] ?? curves[everything];
  const told = { n: coarsest?.n ?? 0, resolved: coarsest?.resolved ?? 0 };
  const kind = curves[everything - 1];
  // the kind is known to be in work for long: what other kinds took would be a guess
  if ((group < 0 || group === everything) && kind !== undefined && kind.n * survivalOf(kind, elapsed) >= fewest)
    return { known: false, reason: kind.resolved < fewest ? 'too few similar cases' : 'too many still open', ...told };
  if (group < 0) return { known: false, reason: 'too few similar cases', ...told };
  const chain = curves
    .slice(group, group === everything ? undefined : everything)
    .filter((curve) => curve !== undefined);
  const own = chain[0]!;
  const open = blendedSurvival(chain, elapsed);
  const times = [...new Set(chain.flatMap(({ points }) => points.map(([minutes]) => minutes)))]
    .filter((minutes) => minutes > elapsed)
    .sort((one, two) => one - two);
  const levels = QUOTED_LEVELS.map((share) => {
    const left = leftAt(share, own.n * survivalOf(own, elapsed));
    return firstBelow(times, (time) => blendedSurvival(chain, time) / open <= left);
  }).filter((level) => level !== undefined);
  if (levels.length < QUOTED_LEVELS.length)
    return { known: false, reason: 'too many still open', n: own.n, resolved: own.resolved };
  return { known: true, levels, group, n: own.n, resolved: own.resolved };
}

/** Whether a group's own cases, without help, tell the longest time that is quoted, and enough of them were in the race then. */
function reaches(curve: EstimateCurve, elapsed: number): boolean {
  const open = survivalOf(curve, elapsed);
  const left = leftAt(QUOTED_LEVELS.at(-1)!, curve.n * open);
  const there = curve.points.find(([minutes, survival]) => minutes > elapsed && survival / open <= left);
  return there !== undefined && there[2] >= fewestThere;
}

/** The share that is still open when `share` of one more case's likes are solved, out of `n` that were seen. */
function leftAt(share: number, n: number): number {
  return 1 - Math.min(1, share * (1 + 1 / Math.max(1, n))) + 1e-12;
}

/** The share still open after so many minutes, each group steadied by the next coarser one. */
function blendedSurvival(chain: readonly EstimateCurve[], minutes: number): number {
  return chain.reduceRight((coarser, curve, place) => {
    const own = survivalOf(curve, minutes);
    if (place === chain.length - 1) return own;
    const weight = curve.resolved / (curve.resolved + SHRINKAGE);
    return weight * own + (1 - weight) * coarser;
  }, 1);
}

/** The share still open after so many minutes; past the last observation the last known share. */
export function survivalOf({ points }: EstimateCurve, minutes: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]![0] <= minutes) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 1 : points[low - 1]![1];
}

/** About how many resolved cases took longer: the events are spread over the falls of the curve. */
function resolvedBeyond(curve: EstimateCurve, minutes: number): number {
  const last = curve.points.at(-1)?.[1] ?? 1;
  const fall = 1 - last;
  return fall <= 0 ? 0 : (curve.resolved * (survivalOf(curve, minutes) - last)) / fall;
}

/** The first of rising times that holds; undefined when none does. `holds` is false and then true. */
function firstBelow(times: readonly number[], holds: (time: number) => boolean): number | undefined {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(times[middle]!)) high = middle;
    else low = middle + 1;
  }
  return times[low];
}
