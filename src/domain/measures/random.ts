import { normalQuantile } from './distributions.ts';

/** A source of uniform numbers in [0, 1). Always handed in, so that the same seed gives the same figure twice. */
export type Random = () => number;

/** Mulberry32 (Tommy Ettinger, public domain): a small seeded generator, good enough for resampling and simulation. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A seed for one part of something seeded, by what it is called (FNV-1a over the seed and the names). Each part draws from dice of
 * its own then: how often or in which order others draw changes nothing in it.
 */
export function seedOf(seed: number, ...names: (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const char of [seed, ...names].join('\u0000')) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193) >>> 0;
  return hash;
}

/** One draw from a normal distribution, by inversion. */
export function normalDraw(random: Random, mean = 0, standardDeviation = 1): number {
  return mean + standardDeviation * normalQuantile(uniformInside(random));
}

/** One waiting time from an exponential distribution with `rate` events per unit of time. */
export function exponentialDraw(random: Random, rate: number): number {
  return -Math.log(uniformInside(random)) / rate;
}

/** How many of `trials` independent tries succeed, each with probability `share`. */
export function binomialDraw(random: Random, trials: number, share: number): number {
  let hits = 0;
  for (let trial = 0; trial < trials; trial += 1) if (random() < share) hits += 1;
  return hits;
}

/** One draw from a gamma distribution with `shape` and `rate` (Marsaglia & Tsang 2000). */
export function gammaDraw(random: Random, shape: number, rate: number): number {
  if (shape < 1) return gammaDraw(random, shape + 1, rate) * uniformInside(random) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = normalDraw(random);
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(uniformInside(random)) < 0.5 * z * z + d - d * v + d * Math.log(v)) return (d * v) / rate;
  }
}

/** One draw from a beta distribution, as the share of two gamma draws. */
export function betaDraw(random: Random, a: number, b: number): number {
  const first = gammaDraw(random, a, 1);
  return first / (first + gammaDraw(random, b, 1));
}

/** A uniform number strictly inside (0, 1), where logarithms and quantiles are finite. */
function uniformInside(random: Random): number {
  return Math.max(random(), 2 ** -33);
}
