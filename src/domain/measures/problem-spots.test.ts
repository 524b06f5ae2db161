import { describe, expect, it } from 'vitest';
import { touchpointHealth } from './moments-health.ts';
import { benjaminiHochberg, fisherGreater, problemSpots } from './multiple-comparisons.ts';
import { binomialDraw, seededRandom } from './random.ts';

describe('touchpoint health', () => {
  it.each([
    [{ won: 4, neutral: 0, lost: 0 }, 'unknown'],
    [{ won: 5, neutral: 0, lost: 5 }, 'unknown'],
    [{ won: 0, neutral: 0, lost: 0 }, 'unknown'],
    [{ won: 200, neutral: 90, lost: 5 }, 'healthy'],
    [{ won: 60, neutral: 30, lost: 10 }, 'undecided'],
    [{ won: 40, neutral: 30, lost: 30 }, 'ailing'],
  ] as const)('of %o is %s at a tolerance of one in ten', (counts, health) => {
    expect(touchpointHealth(counts, 0.1).health).toBe(health);
  });

  it('says how many more moments would make it known', () => {
    const unknown = touchpointHealth({ won: 5, neutral: 0, lost: 5 }, 0.1);
    expect(unknown.momentsToKnow).toBeGreaterThan(0);
    const more = unknown.momentsToKnow / 2;
    expect(touchpointHealth({ won: 5 + more, neutral: 0, lost: 5 + more }, 0.1)).toMatchObject({
      health: 'ailing',
      momentsToKnow: 0,
    });
  });
});

describe('many comparisons', () => {
  it('adjusts the p-values of Benjamini & Hochberg’s example', () => {
    const published = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    const adjusted = benjaminiHochberg(published);
    // The paper rejects exactly the first four at 0.05.
    expect(adjusted.map((value) => value <= 0.05)).toEqual(published.map((_, index) => index < 4));
    expect(adjusted[3]).toBeCloseTo((0.0095 * 15) / 4, 10);
  });

  it('reads Fisher’s tea tasting: three of four cups right has p .2429', () => {
    expect(fisherGreater({ hits: 3, trials: 4 }, { hits: 1, trials: 4 })).toBeCloseTo(17 / 70, 8);
    expect(fisherGreater({ hits: 0, trials: 4 }, { hits: 2, trials: 4 })).toBeCloseTo(1, 8);
  });

  it('stays exact and quick with millions of moments', () => {
    const p = fisherGreater({ hits: 100_500, trials: 1_000_000 }, { hits: 900_000, trials: 9_000_000 });
    expect(p).toBeGreaterThan(0.03);
    expect(p).toBeLessThan(0.08);
    expect(fisherGreater({ hits: 10_000, trials: 1_000_000 }, { hits: 900_000, trials: 9_000_000 })).toBe(1);
  });
});

/** Forty touchpoints of different size that lose 15 of 100, one of them, on request, 35. */
const spots = (random: () => number, defect?: number) =>
  Array.from({ length: 40 }, (_, index) => {
    const trials = 40 + 10 * index;
    return {
      id: `spot ${index}`,
      lost: { hits: binomialDraw(random, trials, index === defect ? 0.35 : 0.15), trials },
    };
  });

describe('problem spots', () => {
  it('puts a planted defect on top', () => {
    const random = seededRandom(21);
    const onTop = Array.from({ length: 100 }, () => problemSpots(spots(random, 20))[0]?.id).filter(
      (id) => id === 'spot 20',
    );
    expect(onTop.length).toBeGreaterThanOrEqual(98);
  });

  it('names nothing where nothing is planted, nine times in ten', () => {
    const random = seededRandom(22);
    const named = Array.from({ length: 200 }, () => problemSpots(spots(random)).length).filter((count) => count > 0);
    expect(named.length / 200).toBeLessThanOrEqual(0.1);
  });

  it('ranks by the moments needlessly lost, not by the share alone', () => {
    const found = problemSpots([
      { id: 'rare and dreadful', lost: { hits: 18, trials: 20 } },
      { id: 'common and bad', lost: { hits: 400, trials: 1000 } },
      { id: 'fine', lost: { hits: 100, trials: 5000 } },
      { id: 'never seen', lost: { hits: 0, trials: 0 } },
    ]);
    expect(found.map((spot) => spot.id)).toEqual(['common and bad', 'rare and dreadful']);
  });

  it('is empty with a single spot: there is nothing to compare with', () => {
    expect(problemSpots([{ id: 'only', lost: { hits: 5, trials: 10 } }])).toEqual([]);
  });
});
