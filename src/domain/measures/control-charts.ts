import { Refusal } from '../refusal.ts';
import { chiSquareTail } from './distributions.ts';
import type { BetterWhen, Signal } from './control-signals.ts';
import { findSignals } from './control-signals.ts';
import { meanOf } from './means.ts';
import type { Tally } from './proportions.ts';

/**
 * Shewhart charts: is this point news, or the noise that was always there? Limits come from the first twelve points of
 * a phase and then stay locked, so that a slow decline cannot drag its own yardstick along. A new phase begins only at
 * a change with a named cause.
 */
export type ControlPoint = {
  readonly index: number;
  readonly value: number;
  /** Observations behind the point; absent on a chart of single values. */
  readonly n?: number;
  readonly centre: number;
  readonly lower: number;
  readonly upper: number;
  /** Absolute change from the point before in the same phase; absent on its first point. */
  readonly movingRange?: number;
  readonly signals: readonly Signal[];
};

export type ControlPhase = {
  /** First and last index of the phase, both included. */
  readonly from: number;
  readonly to: number;
  /** Why the limits were re-based here; absent for the first phase. */
  readonly cause?: string;
  /** Trial under twelve points: the limits still move with every point. */
  readonly status: 'trial' | 'locked';
  readonly centre: number;
  /** XmR only: mean moving range after screening, and the limit above which a moving range is itself a signal. */
  readonly meanMovingRange?: number;
  readonly rangeLimit?: number;
  /** p-charts only: Laney's σz, 1 on a plain p-chart. */
  readonly overdispersion?: number;
};

export type ControlChart = {
  readonly kind: 'XmR' | 'p' | 'p′';
  readonly points: readonly ControlPoint[];
  readonly phases: readonly ControlPhase[];
};

/** A named change at which the limits begin anew; `at` is the index of the first point under the new regime. */
export type Rebasing = { readonly at: number; readonly cause: string };

export type ChartOptions = {
  readonly rebasings?: readonly Rebasing[];
  readonly better?: BetterWhen;
  /**
   * Points that make the locked limits, 12 unless told. Limits from 12 single values are themselves uncertain: on pure
   * noise an XmR chart then calls 14 in 1000 points news instead of 3; from 24 it is 8. Daily charts can afford 24.
   */
  readonly lockedAfter?: number;
};

/** Points after which limits are locked. */
const LOCKED_AFTER = 12;
/** 3 / d2 for ranges of two: from mean moving range to three-sigma limits. */
const THREE_SIGMA_OF_RANGE = 2.66;
/** D4 for ranges of two: the upper limit of the moving range itself. */
const RANGE_LIMIT = 3.268;
/** Nelson 1982: moving ranges over this many mean ranges are dropped once before the limits are computed. */
const SCREENED_OVER = 3.267;
/** d2, the mean range of two standard normal values. */
const MEAN_RANGE_OF_TWO = 1.128;

/**
 * XmR chart of single values (daily median minutes, weekly counts), limits mean ± 2.66 mean moving ranges (Wheeler).
 * @throws Refusal invalid for a re-basing without cause or outside the points.
 */
export function xmrChart(values: readonly number[], options: ChartOptions = {}): ControlChart {
  const phases = splitPhases(values.length, options).map((phase) => {
    const own = values.slice(phase.from, phase.to + 1);
    const basis = own.slice(0, options.lockedAfter ?? LOCKED_AFTER);
    const centre = meanOf(basis);
    const meanMovingRange = screenedMeanRange(basis);
    const reach = THREE_SIGMA_OF_RANGE * meanMovingRange;
    const limited = own.map((value) => ({ value, centre, lower: centre - reach, upper: centre + reach }));
    const head = { ...phase, centre, meanMovingRange, rangeLimit: RANGE_LIMIT * meanMovingRange };
    return {
      head,
      limited,
      ranges: own.map((value, index) => (index === 0 ? undefined : Math.abs(value - own[index - 1]!))),
    };
  });
  return {
    kind: 'XmR',
    phases: phases.map((phase) => phase.head),
    points: phases.flatMap(({ head, limited, ranges }) => {
      const signals = findSignals(limited, options.better);
      return limited.map((point, index) => ({
        ...point,
        index: head.from + index,
        movingRange: ranges[index],
        signals: signals[index]!,
      }));
    }),
  };
}

/**
 * p-chart of shares with limits of each point's own: p̄ ± 3·√(p̄(1−p̄)/nᵢ). Points without trials are refused: leave the
 * period out rather than drawing an unknown as zero.
 */
export function pChart(tallies: readonly Tally[], options: ChartOptions = {}): ControlChart {
  return shareChart('p', tallies, options);
}

/** Laney's p′ chart (Laney 2002): the p-chart's limits widened by the variation between points, for large nᵢ; never narrower. */
export function laneyChart(tallies: readonly Tally[], options: ChartOptions = {}): ControlChart {
  return shareChart('p′', tallies, options);
}

/**
 * The right one of the two: p′ where the points the limits rest on vary more than chance allows (chi-square, p < .05),
 * else p. Large nᵢ show overdispersion and so lead to p′ without anyone having to know it.
 */
export function proportionChart(tallies: readonly Tally[], options: ChartOptions = {}): ControlChart {
  const overdispersed = splitPhases(tallies.length, options).some(({ from, to }) =>
    isOverdispersed(tallies.slice(from, Math.min(to + 1, from + (options.lockedAfter ?? LOCKED_AFTER)))),
  );
  return shareChart(overdispersed ? 'p′' : 'p', tallies, options);
}

/** Whether shares differ between points by more than chance (chi-square test of homogeneity at 5 %). */
function isOverdispersed(tallies: readonly Tally[]): boolean {
  const { statistic, degreesOfFreedom } = homogeneity(tallies);
  return degreesOfFreedom > 0 && chiSquareTail(statistic, degreesOfFreedom) < 0.05;
}

/** Pearson chi-square of "all points share one proportion", and its degrees of freedom. */
export function homogeneity(tallies: readonly Tally[]): { statistic: number; degreesOfFreedom: number } {
  const share = pooledShare(tallies);
  if (tallies.length < 2 || share === 0 || share === 1) return { statistic: 0, degreesOfFreedom: 0 };
  const statistic = tallies.reduce(
    (sum, { hits, trials }) => sum + (hits - trials * share) ** 2 / (trials * share * (1 - share)),
    0,
  );
  return { statistic, degreesOfFreedom: tallies.length - 1 };
}

/** A limit fit to draw: shares never leave 0..1. Signals use the limits before clipping. */
export function clippedToShare(limit: number): number {
  return Math.min(1, Math.max(0, limit));
}

/** All hits over all trials. */
function pooledShare(tallies: readonly Tally[]): number {
  const hits = tallies.reduce((sum, tally) => sum + tally.hits, 0);
  return hits / tallies.reduce((sum, tally) => sum + tally.trials, 0);
}

function shareChart(kind: 'p' | 'p′', tallies: readonly Tally[], options: ChartOptions): ControlChart {
  const empty = tallies.findIndex((tally) => !(tally.trials > 0));
  if (empty >= 0)
    throw new Refusal('invalid', 'point_without_trials', 'A period without observations has no share.', {
      index: empty,
    });
  const phases = splitPhases(tallies.length, options).map((phase) => {
    const own = tallies.slice(phase.from, phase.to + 1);
    const basis = own.slice(0, options.lockedAfter ?? LOCKED_AFTER);
    const centre = pooledShare(basis);
    const sigma = (trials: number) => Math.sqrt((centre * (1 - centre)) / trials);
    const standardised = basis.map(({ hits, trials }) =>
      sigma(trials) === 0 ? 0 : (hits / trials - centre) / sigma(trials),
    );
    const overdispersion = kind === 'p' ? 1 : Math.max(1, screenedMeanRange(standardised) / MEAN_RANGE_OF_TWO);
    const limited = own.map(({ hits, trials }) => {
      const reach = 3 * sigma(trials) * overdispersion;
      return { value: hits / trials, n: trials, centre, lower: centre - reach, upper: centre + reach };
    });
    return { head: { ...phase, centre, overdispersion }, limited };
  });
  return {
    kind,
    phases: phases.map((phase) => phase.head),
    points: phases.flatMap(({ head, limited }) => {
      const signals = findSignals(limited, options.better);
      return limited.map((point, index) => ({ ...point, index: head.from + index, signals: signals[index]! }));
    }),
  };
}

/** Mean moving range after one screening pass; 0 with fewer than two values. */
function screenedMeanRange(values: readonly number[]): number {
  const ranges = values.slice(1).map((value, index) => Math.abs(value - values[index]!));
  if (ranges.length === 0) return 0;
  const first = meanOf(ranges);
  return meanOf(ranges.filter((range) => range <= SCREENED_OVER * first));
}

function splitPhases(
  length: number,
  { rebasings = [], lockedAfter = LOCKED_AFTER }: ChartOptions,
): Pick<ControlPhase, 'from' | 'to' | 'cause' | 'status'>[] {
  if (length === 0) return [];
  for (const { at, cause } of rebasings) {
    if (cause.trim() === '')
      throw new Refusal('invalid', 'rebasing_without_cause', 'Limits are re-based only with a named cause.');
    if (!Number.isInteger(at) || at <= 0 || at >= length) {
      throw new Refusal('invalid', 'rebasing_outside', 'There is no point at which to re-base.', { at });
    }
  }
  const starts = [{ at: 0, cause: undefined }, ...rebasings.toSorted((one, two) => one.at - two.at)];
  return starts.map(({ at, cause }, index) => {
    const to = (starts[index + 1]?.at ?? length) - 1;
    const status = to - at + 1 < lockedAfter ? ('trial' as const) : ('locked' as const);
    return cause === undefined ? { from: at, to, status } : { from: at, to, cause, status };
  });
}
