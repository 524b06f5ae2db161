import { describe, expect, it } from 'vitest';
import { binomialTail, chiSquareTail, logGamma } from './distributions.ts';
import { meanInterval, summarise, welchDifference } from './means.ts';
import { differenceOfProportions, shareOf, wilson } from './proportions.ts';
import { binomialDraw, seededRandom } from './random.ts';

describe('wilson interval', () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i is Newcombe’s published interval', (hits, trials, low, high) => {
    expect(wilson(hits, trials).low).toBeCloseTo(low, 4);
    expect(wilson(hits, trials).high).toBeCloseTo(high, 4);
  });

  it('45 of 50 lies between .786 and .957', () => {
    expect(wilson(45, 50).low).toBeCloseTo(0.786, 3);
    expect(wilson(45, 50).high).toBeCloseTo(0.957, 3);
  });

  it('knows nothing without trials, and gives no share', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
    expect(shareOf(0, 0)).toBeUndefined();
  });

  it('reaches the very ends for none and all', () => {
    expect(wilson(0, 7).low).toBe(0);
    expect(wilson(7, 7).high).toBe(1);
  });

  it.each([
    [3, 2],
    [-1, 2],
    [Number.NaN, 2],
  ])('refuses %d of %d', (hits, trials) => {
    expect(() => wilson(hits, trials)).toThrow(expect.objectContaining({ code: 'tally_impossible' }));
  });

  it('covers the planted share in 95 of 100 samples', () => {
    const random = seededRandom(11);
    let covered = 0;
    for (let run = 0; run < 2000; run += 1) {
      const range = wilson(binomialDraw(random, 60, 0.2), 60);
      if (range.low <= 0.2 && range.high >= 0.2) covered += 1;
    }
    expect(covered / 2000).toBeGreaterThan(0.93);
    expect(covered / 2000).toBeLessThan(0.975);
  });
});

describe('difference of two proportions', () => {
  it('56/70 against 48/80 is Newcombe’s .200 (.0524, .3339)', () => {
    const found = differenceOfProportions({ hits: 56, trials: 70 }, { hits: 48, trials: 80 });
    expect(found?.difference).toBeCloseTo(0.2, 4);
    expect(found?.interval.low).toBeCloseTo(0.0524, 4);
    expect(found?.interval.high).toBeCloseTo(0.3339, 4);
  });

  it('is unknown when one side has no trials', () => {
    expect(differenceOfProportions({ hits: 0, trials: 0 }, { hits: 1, trials: 2 })).toBeUndefined();
  });
});

describe('means', () => {
  it('gives the t-interval of a small sample', () => {
    // Student’s sleep data, second minus first: mean 1.58, interval .700 to 2.460.
    const interval = meanInterval(summarise([1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4]));
    expect(interval?.low).toBeCloseTo(0.7001, 4);
    expect(interval?.high).toBeCloseTo(2.4599, 4);
  });

  it('compares two groups as Welch does', () => {
    // Student’s sleep data unpaired: difference −1.58 (−3.3655, .2055), 17.776 degrees of freedom.
    const found = welchDifference(
      summarise([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]),
      summarise([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]),
    );
    expect(found?.interval.low).toBeCloseTo(-3.3655, 4);
    expect(found?.interval.high).toBeCloseTo(0.2055, 4);
    expect(found?.degreesOfFreedom).toBeCloseTo(17.776, 3);
  });

  it('has no interval for a single value', () => {
    expect(meanInterval(summarise([4]))).toBeUndefined();
  });
});

describe('distribution functions', () => {
  it.each([
    [0.243, 1.3180435846996699],
    [0.5, Math.log(Math.sqrt(Math.PI))],
    [1, 0],
    [5, Math.log(24)],
    [171, 706.5730622457874],
    [100000, 1051287.7089736566],
  ])('ln Γ(%d)', (shape, expected) => {
    expect(logGamma(shape) / (expected || 1)).toBeCloseTo(expected === 0 ? 0 : 1, 9);
  });

  it('gives tails', () => {
    expect(chiSquareTail(3.841459, 1)).toBeCloseTo(0.05, 6);
    expect(binomialTail(9, 10, 0.5)).toBeCloseTo(11 / 1024, 10);
    expect(binomialTail(0, 10, 0.5)).toBe(1);
  });
});
