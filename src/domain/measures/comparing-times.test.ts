import { describe, expect, it } from 'vitest';
import { atRiskAt, compareTimes, roundTimes, thinned } from './comparing-times.ts';
import { seededRandom } from './random.ts';
import { kaplanMeier, type Waiting } from './survival.ts';

/** So many arrive at this rate a day; who has not by then is censored. */
function arriving(random: () => number, n: number, perDay: number, until = 30): Waiting[] {
  return Array.from({ length: n }, () => {
    const time = -Math.log(1 - random()) / perDay;
    return time > until ? { time: until, happened: false } : { time, happened: true };
  });
}

describe('comparing the time to an event', () => {
  it('gives the answer of the maintained and unmaintained patients: no detectable difference', () => {
    const read = (text: string) =>
      text.split(' ').map((word) => ({ time: Number.parseFloat(word), happened: !word.endsWith('+') }));
    const verdict = compareTimes([
      read('9 13 13+ 18 23 28+ 31 34 45+ 48 161+'),
      read('5 5 8 8 12 16+ 23 27 30 33 43 45'),
    ]);
    expect(verdict).toMatchObject({ code: 'no-detectable-difference', compared: [true, true] });
    expect(verdict.code !== 'unknown' && verdict.pValue).toBeCloseTo(0.0653, 4);
  });

  it('says nothing where too few arrived, and leaves out a group that is too small', () => {
    const random = seededRandom(1);
    expect(compareTimes([arriving(random, 4, 1), arriving(random, 4, 0.1)])).toEqual({ code: 'unknown' });
    expect(compareTimes([arriving(random, 50, 1)])).toEqual({ code: 'unknown' });
    expect(compareTimes([])).toEqual({ code: 'unknown' });
    const three = compareTimes([arriving(random, 50, 1), arriving(random, 3, 1), arriving(random, 50, 0.2)]);
    expect(three).toMatchObject({ code: 'different', compared: [true, false, true], degreesOfFreedom: 1 });
  });

  it('sees a planted difference, and none where nothing is planted about nineteen times in twenty, also in small groups', () => {
    const random = seededRandom(7);
    let [seen, alarms] = [0, 0];
    for (let turn = 0; turn < 400; turn += 1) {
      if (compareTimes([arriving(random, 60, 0.2), arriving(random, 60, 0.4)]).code === 'different') seen += 1;
      if (compareTimes([arriving(random, 12, 0.1), arriving(random, 25, 0.1)]).code === 'different') alarms += 1;
    }
    expect(seen / 400).toBeGreaterThan(0.9);
    // a rate of one in twenty shows more than this in fewer than one of a million
    expect(alarms / 400).toBeLessThanOrEqual(0.11);
  });
});

it('counts those at risk just before a time', () => {
  const waiting = [1, 2, 2, 5].map((time) => ({ time, happened: true }));
  expect(atRiskAt(waiting, [0, 1, 2, 3, 5, 6])).toEqual([4, 4, 3, 1, 1, 0]);
});

it('takes round times, few enough to stand under a picture', () => {
  expect(roundTimes(0.2)).toEqual([0, 1 / 24, 2 / 24, 3 / 24, 4 / 24]);
  expect(roundTimes(11)).toEqual([0, 2, 4, 6, 8, 10]);
  for (const longest of [0.01, 0.9, 3, 40, 400, 4000]) expect(roundTimes(longest).length).toBeLessThanOrEqual(7);
});

it('thins a long curve without losing its end', () => {
  const curve = kaplanMeier(arriving(seededRandom(3), 2000, 0.1));
  const steps = thinned(curve, 200);
  expect(steps.length).toBeLessThanOrEqual(200);
  expect(steps.at(-1)).toEqual(curve.steps.at(-1));
});
