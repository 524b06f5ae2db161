import { describe, expect, test } from 'vitest';
import { durationBars, durationCurve, durationQuantile, stepEdges, stepOf } from './duration-steps.ts';
import { seededRandom } from './random.ts';
import { kaplanMeier, kaplanMeierOfCounts, logRank, logRankOfCounts } from './survival.ts';

describe('durations in steps', () => {
  test('a duration falls into the step whose edges enclose it', () => {
    expect(stepOf(-5)).toBe(0);
    expect(stepOf(0)).toBe(0);
    expect(stepOf(14.9)).toBe(0);
    expect(stepOf(15)).toBe(1);
    expect(stepEdges[stepOf(119)]).toBe(105);
    expect(stepEdges[stepOf(150)]).toBe(120);
    expect(stepOf(10 ** 9)).toBe(stepEdges.length - 1);
    expect(stepEdges).toEqual(stepEdges.toSorted((one, two) => one - two));
  });

  test('counts give the same curve as the single observations they were counted from', () => {
    const single = [
      { time: 3, happened: true },
      { time: 3, happened: false },
      { time: 5, happened: true },
      { time: 5, happened: true },
      { time: 9, happened: false },
      { time: 12, happened: true },
    ];
    expect(
      kaplanMeierOfCounts([
        { time: 12, happened: 1, censored: 0 },
        { time: 3, happened: 1, censored: 1 },
        { time: 5, happened: 1, censored: 0 },
        { time: 5, happened: 1, censored: 0 },
        { time: 9, happened: 0, censored: 1 },
      ]),
    ).toEqual(kaplanMeier(single));
  });

  test('the log-rank test of counts is that of the single observations', () => {
    const waiting = (times: readonly [number, boolean][]) => times.map(([time, happened]) => ({ time, happened }));
    const counted = (times: readonly [number, boolean][]) =>
      times.map(([time, happened]) => ({ time, happened: happened ? 1 : 0, censored: happened ? 0 : 1 }));
    const one = [
      [9, true],
      [13, true],
      [13, false],
      [18, true],
      [28, false],
      [31, true],
    ] as const;
    const two = [
      [5, true],
      [5, true],
      [8, true],
      [12, true],
      [16, false],
      [23, true],
    ] as const;
    const groups = [one, two].map((group) => group.map(([time, happened]): [number, boolean] => [time, happened]));
    expect(logRankOfCounts(groups.map(counted))).toEqual(logRank(groups.map(waiting)));
  });

  test('planted: median and 90th percentile of exponential times come back within a step, a third of them censored', () => {
    const random = seededRandom(7);
    const counts = new Map<number, { step: number; closed: number; open: number }>();
    for (let turn = 0; turn < 20_000; turn += 1) {
      const time = -Math.log(1 - random()) * 1000;
      const seen = random() * 4000;
      const step = stepOf(Math.min(time, seen));
      const count = counts.get(step) ?? { step, closed: 0, open: 0 };
      if (time <= seen) count.closed += 1;
      else count.open += 1;
      counts.set(step, count);
    }
    const rows = [...counts.values()];
    const half = durationQuantile(rows, 0.5);
    expect(Math.abs(half.minutes! - 693)).toBeLessThan(40);
    expect(half.low!).toBeLessThanOrEqual(half.minutes!);
    expect(half.high!).toBeGreaterThanOrEqual(half.minutes!);
    expect(Math.abs(durationQuantile(rows, 0.9).minutes! - 2303)).toBeLessThan(130);
    expect(durationCurve(rows).n).toBe(20_000);
  });

  test('with more than half still open there is no median', () => {
    expect(durationQuantile([{ step: 4, closed: 2, open: 5 }], 0.5).minutes).toBeUndefined();
  });

  test('bars are equally wide and hold every closed case', () => {
    const rows = [
      { step: stepOf(10), closed: 3, open: 0 },
      { step: stepOf(100), closed: 4, open: 1 },
      { step: stepOf(110), closed: 90, open: 1 },
      { step: stepOf(9000), closed: 2, open: 0 },
    ];
    const bars = durationBars(rows);
    expect(bars.reduce((sum, bar) => sum + bar.n, 0)).toBe(99);
    expect(new Set(bars.slice(0, -1).map((bar) => bar.to! - bar.from)).size).toBe(1);
    expect(bars.at(-1)).toEqual({ from: 120, to: null, n: 2 });
    expect(durationBars([])).toEqual([]);
  });
});
