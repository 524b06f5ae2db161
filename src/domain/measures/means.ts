import { studentQuantile } from './distributions.ts';
import type { Difference, Interval } from './proportions.ts';

/** Count, mean and sample standard deviation (divided by n − 1) of some numbers, in their own unit. */
export type Summary = { readonly n: number; readonly mean: number; readonly standardDeviation: number };

/** Arithmetic mean; NaN for an empty list, because no answer is not a zero. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Count, mean and standard deviation. With fewer than two values the deviation is unknown: NaN. */
export function summarise(values: readonly number[]): Summary {
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardDeviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : Number.NaN;
  return { n: values.length, mean, standardDeviation };
}

/** 95 % t-interval of a mean (Student 1908); undefined with fewer than two values. */
export function meanInterval(summary: Summary): Interval | undefined {
  if (summary.n < 2) return undefined;
  const half = (studentQuantile(0.975, summary.n - 1) * summary.standardDeviation) / Math.sqrt(summary.n);
  return { low: summary.mean - half, high: summary.mean + half };
}

/** A Welch comparison: the difference, its interval, and what the smallest-effect calculation needs. */
export type WelchDifference = Difference & { readonly standardError: number; readonly degreesOfFreedom: number };

/**
 * Difference `first − second` of two means with unequal spreads (Welch 1947, Satterthwaite degrees of freedom), 95 %.
 * Undefined when either side has fewer than two values.
 */
export function welchDifference(first: Summary, second: Summary): WelchDifference | undefined {
  if (first.n < 2 || second.n < 2) return undefined;
  const one = first.standardDeviation ** 2 / first.n;
  const two = second.standardDeviation ** 2 / second.n;
  const difference = first.mean - second.mean;
  const standardError = Math.sqrt(one + two);
  const degreesOfFreedom =
    standardError === 0
      ? first.n + second.n - 2
      : (one + two) ** 2 / (one ** 2 / (first.n - 1) + two ** 2 / (second.n - 1));
  const half = studentQuantile(0.975, degreesOfFreedom) * standardError;
  return { difference, interval: { low: difference - half, high: difference + half }, standardError, degreesOfFreedom };
}

/** Pearson correlation; 0 when either side never varies, since then nothing can be said to move together. */
export function correlation(first: readonly number[], second: readonly number[]): number {
  const one = summarise(first);
  const two = summarise(second);
  if (!(one.standardDeviation > 0) || !(two.standardDeviation > 0)) return 0;
  let sum = 0;
  first.forEach((value, index) => {
    sum += (value - one.mean) * ((second[index] ?? Number.NaN) - two.mean);
  });
  return sum / ((one.n - 1) * one.standardDeviation * two.standardDeviation);
}
