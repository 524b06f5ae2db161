import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { Refusal } from '../refusal.ts';
import { correlation } from './means.ts';
import type { Interval } from './proportions.ts';
import type { Random } from './random.ts';

/** One respondent or customer: a value per driver, and the outcome (loyalty, value). Nothing may be missing. */
export type DriverRow = { readonly drivers: readonly number[]; readonly outcome: number };

export type RelativeWeights = {
  /** One weight per driver, in the order given; they add up to R². */
  readonly weights: readonly number[];
  /** Share of the outcome's variance that the drivers explain together, 0..1. */
  readonly explained: number;
};

/** Drivers under this share of variance of their own are copies of others and carry no weight of their own. */
const NEGLIGIBLE = 1e-10;

/**
 * Relative weights (Johnson, Multivariate Behavioral Research 2000): how R² divides among drivers that are related to
 * each other. Rxx = VDVᵀ, Λ = V·D^½·Vᵀ, β = Λ⁻¹·r, weight = Σ Λ²β². A driver that never varies weighs nothing.
 */
export function relativeWeights(rows: readonly DriverRow[]): RelativeWeights {
  const count = rows[0]?.drivers.length ?? 0;
  if (rows.some((row) => row.drivers.length !== count) || count === 0) {
    throw new Refusal('invalid', 'drivers_uneven', 'Every row needs a value for every driver.');
  }
  const columns = Array.from({ length: count }, (_, driver) => rows.map((row) => row.drivers[driver]!));
  const outcome = rows.map((row) => row.outcome);
  const related = new Matrix(
    columns.map((one, row) => columns.map((two, column) => (row === column ? 1 : correlation(one, two)))),
  );
  const withOutcome = Matrix.columnVector(columns.map((column) => correlation(column, outcome)));
  const decomposed = new EigenvalueDecomposition(related, { assumeSymmetric: true });
  const vectors = decomposed.eigenvectorMatrix;
  const roots = decomposed.realEigenvalues.map((value) => (value > NEGLIGIBLE ? Math.sqrt(value) : 0));
  const turned = (diagonal: number[]) => vectors.mmul(Matrix.diag(diagonal)).mmul(vectors.transpose());
  const bridge = turned(roots);
  const slopes = turned(roots.map((root) => (root > 0 ? 1 / root : 0)))
    .mmul(withOutcome)
    .to1DArray();
  const weights = columns.map((_, driver) =>
    slopes.reduce((sum, slope, other) => sum + bridge.get(driver, other) ** 2 * slope ** 2, 0),
  );
  return { weights, explained: weights.reduce((sum, weight) => sum + weight, 0) };
}

export type DriverFigure = {
  readonly name: string;
  readonly weight: number;
  /** 95 % bootstrap percentile interval. */ readonly interval: Interval;
};

/** A driver analysis shows association: what goes together with loyalty, not what would change it. */
export type DriverAnalysis =
  | {
      readonly enough: true;
      readonly n: number;
      readonly explained: number;
      readonly drivers: readonly DriverFigure[];
      readonly claim: 'association';
    }
  | { readonly enough: false; readonly n: number; readonly needed: number };

/** Rows under which no driver analysis is shown, and rows per driver. */
const FEWEST_ROWS = 100;
const ROWS_PER_DRIVER = 10;

/**
 * Relative weights with bootstrap intervals, the heaviest driver first; refused under 100 rows or 10 per driver.
 * `random` is handed in, so that the same seed shows the same intervals tomorrow.
 */
export function driverAnalysis(
  names: readonly string[],
  rows: readonly DriverRow[],
  random: Random,
  resamples = 1000,
): DriverAnalysis {
  const needed = Math.max(FEWEST_ROWS, ROWS_PER_DRIVER * names.length);
  if (rows.length < needed) return { enough: false, n: rows.length, needed };
  if (rows.some((row) => row.drivers.length !== names.length)) {
    throw new Refusal('invalid', 'drivers_uneven', 'Every row needs a value for every driver.');
  }
  const { weights, explained } = relativeWeights(rows);
  const drawn = Array.from(
    { length: resamples },
    () => relativeWeights(rows.map(() => rows[Math.floor(random() * rows.length)]!)).weights,
  );
  const drivers = names.map((name, driver) => {
    const sorted = drawn.map((each) => each[driver]!).toSorted((one, two) => one - two);
    return {
      name,
      weight: weights[driver]!,
      interval: { low: quantileOf(sorted, 0.025), high: quantileOf(sorted, 0.975) },
    };
  });
  return {
    enough: true,
    n: rows.length,
    explained,
    drivers: drivers.toSorted((one, two) => two.weight - one.weight),
    claim: 'association',
  };
}

/** Quantile of sorted values by linear interpolation (Hyndman & Fan type 7). */
function quantileOf(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const value = sorted[below]!;
  return value + (place - below) * ((sorted[below + 1] ?? value) - value);
}
