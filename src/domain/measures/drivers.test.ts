import { describe, expect, it } from 'vitest';
import type { DriverRow } from './drivers.ts';
import { driverAnalysis, relativeWeights } from './drivers.ts';
import { normalDraw, seededRandom } from './random.ts';

/** R's mtcars: miles per gallon; cylinders, displacement, horse power, gears. */
const mtcars: DriverRow[] =
  `21 6 160 110 4;21 6 160 110 4;22.8 4 108 93 4;21.4 6 258 110 3;18.7 8 360 175 3;18.1 6 225 105 3;14.3 8 360 245 3
24.4 4 146.7 62 4;22.8 4 140.8 95 4;19.2 6 167.6 123 4;17.8 6 167.6 123 4;16.4 8 275.8 180 3;17.3 8 275.8 180 3;15.2 8 275.8 180 3
10.4 8 472 205 3;10.4 8 460 215 3;14.7 8 440 230 3;32.4 4 78.7 66 4;30.4 4 75.7 52 4;33.9 4 71.1 65 4;21.5 4 120.1 97 3
15.5 8 318 150 3;15.2 8 304 150 3;13.3 8 350 245 3;19.2 8 400 175 3;27.3 4 79 66 4;26 4 120.3 91 5;30.4 4 95.1 113 5
15.8 8 351 264 5;19.7 6 145 175 5;15 8 301 335 5;21.4 4 121 109 4`
    .split(/[;\n]/)
    .map((line) => line.split(' ').map(Number))
    .map(([outcome, ...drivers]) => ({ outcome: outcome!, drivers }));

/** Loyalty moved by the first driver twice as much as by the second, and by the third not at all. */
function planted(count: number, seed: number): DriverRow[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const drivers = [normalDraw(random), normalDraw(random), normalDraw(random)];
    return { drivers, outcome: 2 * drivers[0]! + drivers[1]! + normalDraw(random, 0, 2) };
  });
}

describe('relative weights', () => {
  it('reproduce Johnson’s on mtcars', () => {
    const { weights, explained } = relativeWeights(mtcars);
    expect(weights.map((weight) => Math.round(weight * 10_000) / 10_000)).toEqual([0.2285, 0.2221, 0.2322, 0.0964]);
    expect(explained).toBeCloseTo(0.7792, 4);
  });

  it('give a driver that never varies no weight, and a copy half of the original’s', () => {
    const rows = planted(200, 3).map((row) => ({ ...row, drivers: [row.drivers[0]!, row.drivers[0]!, 7] }));
    const { weights, explained } = relativeWeights(rows);
    expect(weights[2]).toBeCloseTo(0, 10);
    expect(weights[0]).toBeCloseTo(weights[1]!, 8);
    expect(explained).toBeCloseTo(
      relativeWeights(rows.map((row) => ({ ...row, drivers: [row.drivers[0]!] }))).explained,
      8,
    );
  });

  it('refuse rows with a driver missing', () => {
    expect(() =>
      relativeWeights([
        { drivers: [1, 2], outcome: 1 },
        { drivers: [1], outcome: 1 },
      ]),
    ).toThrow(expect.objectContaining({ code: 'drivers_uneven' }));
  });
});

describe('driver analysis', () => {
  it('is refused under 100 rows and under 10 rows per driver', () => {
    expect(driverAnalysis(['a', 'b', 'c'], planted(99, 1), seededRandom(1))).toEqual({
      enough: false,
      n: 99,
      needed: 100,
    });
    const wide = planted(100, 1).map((row) => ({ ...row, drivers: Array.from({ length: 11 }, () => 1) }));
    expect(driverAnalysis(wide[0]!.drivers.map(String), wide, seededRandom(1))).toMatchObject({
      enough: false,
      needed: 110,
    });
  });

  it('ranks planted drivers, with intervals around the true weights', () => {
    const found = driverAnalysis(['speed', 'tone', 'colour'], planted(400, 2), seededRandom(2), 200);
    if (!found.enough) throw new Error('400 rows are enough');
    expect(found.claim).toBe('association');
    expect(found.drivers.map((driver) => driver.name)).toEqual(['speed', 'tone', 'colour']);
    // Variances 4, 1 and 0 of 9.
    [4 / 9, 1 / 9].forEach((truth, index) => {
      expect(found.drivers[index]?.interval.low).toBeLessThan(truth);
      expect(found.drivers[index]?.interval.high).toBeGreaterThan(truth);
    });
  });

  it('shows the same intervals for the same seed', () => {
    const rows = planted(120, 4);
    expect(driverAnalysis(['a', 'b', 'c'], rows, seededRandom(9), 50)).toEqual(
      driverAnalysis(['a', 'b', 'c'], rows, seededRandom(9), 50),
    );
  });
});
