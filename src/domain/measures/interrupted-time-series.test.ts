import { describe, expect, it } from 'vitest';
import { differenceInDifferences, levelEffect, rateEffect } from './interrupted-time-series.ts';
import { gammaDraw, normalDraw, seededRandom } from './random.ts';

const points = (length: number, rate: (t: number) => number, exposure = 1000) =>
  Array.from({ length }, (_, t) => ({ count: exposure * rate(t), exposure }));

describe('effect on a rate', () => {
  it('recovers jump, trend and season exactly from a series without noise', () => {
    const series = points(60, (t) =>
      Math.exp(-2 + 0.01 * t + 0.1 * Math.sin((2 * Math.PI * t) / 12) + (t >= 30 ? Math.log(0.8) : 0)),
    );
    const found = rateEffect(series, { changeAt: 30, season: { period: 12, harmonics: 1 } });
    expect(found.rateRatio).toBeCloseTo(0.8, 8);
    expect(found.trendRatio).toBeCloseTo(Math.exp(0.01), 8);
    expect(found).toMatchObject({ pointsBefore: 30, pointsAfter: 30 });
  });

  it('compares per exposure, not by raw counts', () => {
    const series = Array.from({ length: 40 }, (_, t) => ({ count: 50 * (1 + t), exposure: 100 * (1 + t) }));
    expect(rateEffect(series, { changeAt: 20 }).rateRatio).toBeCloseTo(1, 8);
  });

  it('tells a falling trend from an effect, where before and after alone would not', () => {
    const series = points(48, (t) => Math.exp(-1 - 0.03 * t));
    expect(rateEffect(series, { changeAt: 24, trendChange: true }).rateRatio).toBeCloseTo(1, 8);
  });

  it('covers a planted effect in about 95 of 100 series that vary more than chance', () => {
    const random = seededRandom(4);
    let covered = 0;
    let dispersion = 0;
    const runs = 400;
    for (let run = 0; run < runs; run += 1) {
      // Gamma with mean μ and variance 3μ: counts three times as variable as Poisson.
      const series = points(48, (t) => 0.12 * (t >= 24 ? 0.85 : 1)).map((point) => ({
        ...point,
        count: Math.round(gammaDraw(random, point.count / 3, 1 / 3)),
      }));
      const found = rateEffect(series, { changeAt: 24 });
      dispersion += found.dispersion / runs;
      if (found.interval.low <= 0.85 && found.interval.high >= 0.85) covered += 1;
    }
    expect(dispersion).toBeGreaterThan(2.7);
    expect(dispersion).toBeLessThan(3.3);
    expect(covered / runs).toBeGreaterThan(0.92);
    expect(covered / runs).toBeLessThan(0.98);
  });

  it.each([
    [7, 'series_too_short'],
    [35, 'series_too_short'],
  ])('refuses a change at %i of 40 points', (changeAt, code) => {
    expect(() =>
      rateEffect(
        points(40, () => 1),
        { changeAt },
      ),
    ).toThrow(expect.objectContaining({ code }));
  });

  it('refuses a side on which nothing was ever counted', () => {
    expect(() =>
      rateEffect(
        points(40, (t) => (t < 20 ? 0 : 0.05)),
        { changeAt: 20 },
      ),
    ).toThrow(expect.objectContaining({ code: 'series_undetermined' }));
  });
});

describe('effect on a mean', () => {
  it('recovers jump and trend exactly from a series without noise', () => {
    const found = levelEffect(
      Array.from({ length: 40 }, (_, t) => 100 + 0.5 * t - (t >= 20 ? 12 : 0)),
      { changeAt: 20 },
    );
    expect(found.difference).toBeCloseTo(-12, 8);
    expect(found.trend).toBeCloseTo(0.5, 8);
  });

  it('has wider intervals when neighbouring points are alike', () => {
    const random = seededRandom(12);
    let before = 0;
    const values = Array.from({ length: 60 }, () => (before = 0.7 * before + normalDraw(random)));
    const width = (lag: number) => {
      const { low, high } = levelEffect(values, { changeAt: 30, lag }).interval;
      return high - low;
    };
    expect(width(3)).toBeGreaterThan(width(0));
    expect(levelEffect(values, { changeAt: 30 }).lag).toBe(3);
  });

  it('covers a planted jump in over 90 of 100 series', () => {
    const random = seededRandom(13);
    let covered = 0;
    for (let run = 0; run < 400; run += 1) {
      const values = Array.from({ length: 60 }, (_, t) => normalDraw(random, 50 + 0.1 * t + (t >= 30 ? 5 : 0), 4));
      const { interval } = levelEffect(values, { changeAt: 30 });
      if (interval.low <= 5 && interval.high >= 5) covered += 1;
    }
    expect(covered / 400).toBeGreaterThan(0.9);
  });
});

describe('difference in differences', () => {
  it('takes out what both groups share', () => {
    const season = [3, 9, 1, 7, 2, 8, 30, 36, 28, 33];
    const found = differenceInDifferences(
      season.map((value, t) => value + 10 - (t >= 6 ? 4 : 0)),
      season,
      6,
    );
    expect(found?.difference).toBeCloseTo(-4, 10);
  });

  it('refuses groups measured at different points', () => {
    expect(() => differenceInDifferences([1, 2, 3], [1, 2], 1)).toThrow(
      expect.objectContaining({ code: 'series_unequal' }),
    );
  });

  it('says nothing with a single point on a side', () => {
    expect(differenceInDifferences([1, 2, 3], [1, 2, 3], 1)).toBeUndefined();
  });
});
