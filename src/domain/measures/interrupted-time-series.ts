import { Matrix, inverse, solve } from 'ml-matrix';
import { Refusal } from '../refusal.ts';
import { studentQuantile } from './distributions.ts';
import { summarise, welchDifference } from './means.ts';
import type { Difference, Interval } from './proportions.ts';

/**
 * Did a change move a series that had a trend or a season of its own? Segmented regression (Wagner 2002; Bernal,
 * Cummins & Gasparrini 2017): log μ = log exposure + b0 + b1·after + b2·t (+ b3·(t−T0)·after + harmonics).
 */
export type SeriesOptions = {
  /** Index of the first point after the change. */
  readonly changeAt: number;
  /** Let the trend change too; the effect is then the jump at the change itself. */
  readonly trendChange?: boolean;
  /** Sine and cosine pairs of a season of `period` points (52 for weeks of a year). */
  readonly season?: { readonly period: number; readonly harmonics: number };
};

export type CountPoint = {
  readonly count: number;
  /** What the count is out of: customers, orders, days. Counts are compared per unit of it. */
  readonly exposure: number;
};

export type RateEffect = {
  /** exp(b1): rate after over rate expected without the change; 0.8 is a fall by a fifth. */
  readonly rateRatio: number;
  /** 95 % interval of the ratio, widened by the dispersion. */
  readonly interval: Interval;
  /** Pearson chi-square over its degrees of freedom; 1 is pure chance. */
  readonly dispersion: number;
  /** Trend per point before the change, as a ratio. */
  readonly trendRatio: number;
  readonly pointsBefore: number;
  readonly pointsAfter: number;
};

export type LevelEffect = Difference & {
  /** Trend per point before the change, in the unit of the series. */
  readonly trend: number;
  /** How many neighbouring points the standard errors allow to be alike (Newey–West). */
  readonly lag: number;
  readonly pointsBefore: number;
  readonly pointsAfter: number;
};

/** Fewest points on each side; with fewer a trend cannot be told from a jump. */
const FEWEST_ON_A_SIDE = 8;

/**
 * Effect on a rate by quasi-Poisson regression, fitted by iteratively re-weighted least squares (McCullagh & Nelder).
 * @throws Refusal invalid with under eight points on a side, an impossible point, or a series the model cannot be told from.
 */
export function rateEffect(points: readonly CountPoint[], options: SeriesOptions): RateEffect {
  if (points.some(({ count, exposure }) => !(exposure > 0) || !(count >= 0))) {
    throw new Refusal('invalid', 'point_impossible', 'Every point needs a count of at least 0 and an exposure over 0.');
  }
  const design = designOf(points.length, options);
  const never = (side: readonly CountPoint[]) => side.every((point) => point.count === 0);
  if (never(points.slice(0, options.changeAt)) || never(points.slice(options.changeAt))) {
    throw new Refusal(
      'invalid',
      'series_undetermined',
      'Where nothing was ever counted there is no rate to compare with.',
    );
  }
  const offset = points.map((point) => Math.log(point.exposure));
  let fitted = points.map((point) => point.count + 0.1);
  let coefficients = new Matrix(design.columns, 1);
  for (let round = 0; round < 100; round += 1) {
    const working = points.map(
      (point, index) => Math.log(fitted[index]!) - offset[index]! + (point.count - fitted[index]!) / fitted[index]!,
    );
    const weighted = weightRows(design, fitted);
    const next = solved(weighted.transpose().mmul(design), weighted.transpose().mmul(Matrix.columnVector(working)));
    const change = Matrix.sub(next, coefficients).abs().max();
    coefficients = next;
    const linear = design.mmul(coefficients);
    fitted = offset.map((value, index) => Math.exp(Math.min(700, value + linear.get(index, 0))));
    if (change < 1e-10) break;
  }
  const pearson = points.reduce((sum, point, index) => sum + (point.count - fitted[index]!) ** 2 / fitted[index]!, 0);
  const degreesOfFreedom = points.length - design.columns;
  const dispersion = pearson / degreesOfFreedom;
  const covariance = inverse(weightRows(design, fitted).transpose().mmul(design)).mul(dispersion);
  const half = studentQuantile(0.975, degreesOfFreedom) * Math.sqrt(covariance.get(1, 1));
  const jump = coefficients.get(1, 0);
  return {
    rateRatio: Math.exp(jump),
    interval: { low: Math.exp(jump - half), high: Math.exp(jump + half) },
    dispersion,
    trendRatio: Math.exp(coefficients.get(2, 0)),
    ...sidesOf(points.length, options),
  };
}

/**
 * Effect on a mean by segmented least squares, with standard errors that allow neighbouring points to be alike (Newey &
 * West 1987, Bartlett weights) and residuals divided by 1 − leverage (MacKinnon & White 1985, HC3), because the plain
 * recipe is too sure of itself on the short series companies have. `lag` is 4·(n/100)^(2/9), rounded down, unless given.
 * @throws Refusal invalid with under eight points on a side.
 */
export function levelEffect(
  values: readonly number[],
  options: SeriesOptions & { readonly lag?: number },
): LevelEffect {
  const design = designOf(values.length, options);
  const outcome = Matrix.columnVector([...values]);
  const coefficients = solved(design.transpose().mmul(design), design.transpose().mmul(outcome));
  const residuals = Matrix.sub(outcome, design.mmul(coefficients)).to1DArray();
  const lag = options.lag ?? Math.floor(4 * (values.length / 100) ** (2 / 9));
  const covariance = neweyWest(design, residuals, lag);
  const half =
    studentQuantile(0.975, values.length - design.columns) *
    lagWidening(lag, values.length) *
    Math.sqrt(covariance.get(1, 1));
  const difference = coefficients.get(1, 0);
  return {
    difference,
    interval: { low: difference - half, high: difference + half },
    trend: coefficients.get(2, 0),
    lag,
    ...sidesOf(values.length, options),
  };
}

/**
 * Difference in differences against an untouched group measured at the same points: what both share (a season, an
 * outage) cancels point by point, and Welch compares the gaps before and after. In the unit of the series; undefined with
 * fewer than two points on a side.
 * @throws Refusal invalid when the groups do not have the same points.
 */
export function differenceInDifferences(
  touched: readonly number[],
  untouched: readonly number[],
  changeAt: number,
): Difference | undefined {
  if (touched.length !== untouched.length) {
    throw new Refusal('invalid', 'series_unequal', 'Both groups must be measured at the same points.');
  }
  const gaps = touched.map((value, index) => value - untouched[index]!);
  const found = welchDifference(summarise(gaps.slice(changeAt)), summarise(gaps.slice(0, changeAt)));
  return found && { difference: found.difference, interval: found.interval };
}

/** Columns: 1, after, t, and on request (t−T0)·after and the harmonics. */
function designOf(length: number, { changeAt, trendChange = false, season }: SeriesOptions): Matrix {
  const { pointsBefore, pointsAfter } = sidesOf(length, { changeAt });
  if (pointsBefore < FEWEST_ON_A_SIDE || pointsAfter < FEWEST_ON_A_SIDE) {
    throw new Refusal(
      'invalid',
      'series_too_short',
      `A trend needs ${FEWEST_ON_A_SIDE} points before and after the change.`,
      { pointsBefore, pointsAfter },
    );
  }
  const rows = Array.from({ length }, (_, t) => {
    const after = t >= changeAt ? 1 : 0;
    // Time counted from the change keeps the columns nearly unrelated, and the jump where it is asked for.
    const row = [1, after, t - changeAt];
    if (trendChange) row.push((t - changeAt) * after);
    for (let harmonic = 1; harmonic <= (season?.harmonics ?? 0); harmonic += 1) {
      const angle = (2 * Math.PI * harmonic * t) / season!.period;
      row.push(Math.sin(angle), Math.cos(angle));
    }
    return row;
  });
  if (rows[0]!.length >= length)
    throw new Refusal('invalid', 'series_too_short', 'The series has fewer points than the model has terms.');
  return new Matrix(rows);
}

function sidesOf(length: number, { changeAt }: SeriesOptions): { pointsBefore: number; pointsAfter: number } {
  return { pointsBefore: changeAt, pointsAfter: length - changeAt };
}

function weightRows(design: Matrix, weights: readonly number[]): Matrix {
  return Matrix.mul(design, Matrix.columnVector([...weights]).mmul(Matrix.ones(1, design.columns)));
}

function solved(left: Matrix, right: Matrix): Matrix {
  const found = solve(left, right);
  if (found.to1DArray().every(Number.isFinite)) return found;
  throw new Refusal('invalid', 'series_undetermined', 'These points cannot tell trend, season and change apart.');
}

/**
 * How much wider than normal a 95 % interval must be because the standard error itself rests on `lag` estimated
 * correlations (Kiefer & Vogelsang 2005, Bartlett weights, b = (lag + 1)/n).
 */
function lagWidening(lag: number, length: number): number {
  const b = lag === 0 ? 0 : (lag + 1) / length;
  return (1.96 + 2.9694 * b + 0.416 * b ** 2 - 0.5324 * b ** 3) / 1.96;
}

/** (X'X)⁻¹ · S · (X'X)⁻¹ with S summed over lags, weights falling from 1 to 0. */
function neweyWest(design: Matrix, residuals: readonly number[], lag: number): Matrix {
  const bread = inverse(design.transpose().mmul(design));
  const leverage = design.mmul(bread).mmul(design.transpose()).diagonal();
  const scores = weightRows(
    design,
    residuals.map((residual, index) => residual / (1 - leverage[index]!)),
  );
  const middle = scores.transpose().mmul(scores);
  for (let apart = 1; apart <= lag; apart += 1) {
    const late = scores.subMatrix(apart, scores.rows - 1, 0, scores.columns - 1);
    const early = scores.subMatrix(0, scores.rows - 1 - apart, 0, scores.columns - 1);
    const together = late.transpose().mmul(early);
    middle.add(Matrix.add(together, together.transpose()).mul(1 - apart / (lag + 1)));
  }
  return bread.mmul(middle).mmul(bread);
}
