import binomial from '@stdlib/stats-base-dists-binomial';
import chisquare from '@stdlib/stats-base-dists-chisquare';
import normal from '@stdlib/stats-base-dists-normal';
import studentT from '@stdlib/stats-base-dists-t';

/** The five distribution functions Kept leans on, under whole names. All of them come from stdlib. */

/** Standard normal quantile: the z with `probability` below it (0.975 → 1.959964). */
export function normalQuantile(probability: number): number {
  return normal.quantile(probability, 0, 1);
}

/** Probability that a standard normal value lies at or below `z`. */
export function normalProbability(z: number): number {
  return normal.cdf(z, 0, 1);
}

/** Student t quantile; `degreesOfFreedom` may be fractional, as Welch's are. */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  return studentT.quantile(probability, degreesOfFreedom);
}

/** Probability of a chi-square value at least this large: the p-value of a chi-square test. */
export function chiSquareTail(value: number, degreesOfFreedom: number): number {
  return 1 - chisquare.cdf(value, degreesOfFreedom);
}

/** Probability of at least `hits` successes in `trials` when each succeeds with `share`. */
export function binomialTail(hits: number, trials: number, share: number): number {
  return hits <= 0 ? 1 : 1 - binomial.cdf(hits - 1, trials, share);
}

/**
 * Natural logarithm of the gamma function for `shape` > 0. Read off stdlib's chi-square density at its own mean, where
 * the density is about 1/√(2·shape) and so never underflows: ln f(2s; 2s) = (s−1)·ln s − s − ln 2 − ln Γ(s).
 */
export function logGamma(shape: number): number {
  return (shape - 1) * Math.log(shape) - shape - Math.LN2 - chisquare.logpdf(2 * shape, 2 * shape);
}

/** ln of the number of ways to choose `chosen` out of `from`. */
export function logChoose(from: number, chosen: number): number {
  return logGamma(from + 1) - logGamma(chosen + 1) - logGamma(from - chosen + 1);
}
