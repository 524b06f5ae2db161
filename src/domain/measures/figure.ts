import type { Summary } from './means.ts';
import { meanInterval } from './means.ts';
import type { Interval } from './proportions.ts';
import { widthOf, wilson } from './proportions.ts';

/**
 * What a screen may show of a number, decided once for every screen:
 * fewer than 5 observations: the count and nothing else. 5 to 29: "k of n" (or the mean) with its interval, no trend.
 * An interval too wide to act on: "not enough to tell", whatever n is; k, n and interval still travel along for whoever
 * opens the figure. Otherwise the share, score or mean, with interval, and a trend may be drawn.
 */
export type FigureDisplay = 'count' | 'k of n' | 'share' | 'score' | 'mean' | 'not enough to tell';

export type Figure = {
  readonly display: FigureDisplay;
  /** Observations behind the figure: answers, moments, cases. Dismissed or unanswered ones are not among them. */
  readonly n: number;
  /** The hits of "k of n"; absent for means and scores. */
  readonly k?: number;
  /** Share 0..1, score −100..100, or mean in its own unit; absent where only the count may be shown. */
  readonly value?: number;
  /** 95 % interval in the unit of `value`; absent where only the count may be shown. */
  readonly interval?: Interval;
  /** Whether a trend line or an arrow may be drawn: only from 30 observations. */
  readonly trend: boolean;
};

export const FEWEST_FOR_INTERVAL = 5;
export const FEWEST_FOR_TREND = 30;
/** A Wilson interval wider than this says "not enough to tell". */
export const WIDEST_SHARE_INTERVAL = 0.3;
/** A net promoter margin (half the interval, in points) over this says "not enough to tell". */
const WIDEST_SCORE_MARGIN = 15;

/** The figure for `k` of `n`, e.g. kept promises of due promises. */
export function proportionFigure(k: number, n: number): Figure {
  const interval = wilson(k, n);
  if (n < FEWEST_FOR_INTERVAL) return { display: 'count', n, k, trend: false };
  const measured = { n, k, value: k / n, interval };
  if (widthOf(interval) > WIDEST_SHARE_INTERVAL) return { display: 'not enough to tell', ...measured, trend: false };
  if (n < FEWEST_FOR_TREND) return { display: 'k of n', ...measured, trend: false };
  return { display: 'share', ...measured, trend: true };
}

/** The figure for a net promoter score: `value` −100..100, `margin` half its interval, both in points. */
export function scoreFigure(score: { n: number; value: number; margin: number; interval: Interval }): Figure {
  const { n, value, interval, margin } = score;
  if (n < FEWEST_FOR_INTERVAL) return { display: 'count', n, trend: false };
  if (margin > WIDEST_SCORE_MARGIN) return { display: 'not enough to tell', n, value, interval, trend: false };
  return { display: 'score', n, value, interval, trend: n >= FEWEST_FOR_TREND };
}

/**
 * The figure for a mean. With a bounded `scale` (1–7, say) the rule for shares is carried over: an interval wider than
 * 0.30 of the scale is not enough to tell. An unbounded quantity (minutes) shows its mean from 5 observations.
 */
export function meanFigure(summary: Summary, scale?: { lowest: number; highest: number }): Figure {
  const { n, mean } = summary;
  const interval = meanInterval(summary);
  if (n < FEWEST_FOR_INTERVAL || interval === undefined) return { display: 'count', n, trend: false };
  const measured = { n, value: mean, interval };
  if (scale && widthOf(interval) > WIDEST_SHARE_INTERVAL * (scale.highest - scale.lowest)) {
    return { display: 'not enough to tell', ...measured, trend: false };
  }
  return { display: 'mean', ...measured, trend: n >= FEWEST_FOR_TREND };
}
