import { describe, expect, test } from 'vitest';
import { binomialDraw, seededRandom } from '../measures/random.ts';
import { baselineWeeks, evaluate, type Week, weeksNeeded } from './evaluation.ts';
import { strongestObjection } from './objection.ts';
import { outcomeOf } from './outcome.ts';
import { worthOf } from './worth.ts';

const weeks = (seed: number, count: number, share: number, start = 0): Week[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => ({
    from: new Date(Date.UTC(2025, 8, 1) + (start + index) * 7 * 86_400_000).toISOString().slice(0, 10),
    hits: binomialDraw(random, 40, share),
    trials: 40,
  }));
};
const plan = { metric: 'moments-lost', expectedEffect: 0.08, weeks: 12 } as const;

describe('the verdict on an improvement', () => {
  test('planted: over 100 fixes, half real, at least 0.8 of the real ones are seen and at most 0.05 of the others called better', () => {
    let seen = 0;
    let alarms = 0;
    for (let turn = 0; turn < 100; turn += 1) {
      const real = turn % 2 === 0;
      const before = weeks(turn + 1, 12, 0.2);
      const after = weeks(1000 + turn, 12, real ? 0.12 : 0.2, 12);
      const { report } = evaluate(plan, before, after, null);
      if (report.verdict === 'better') {
        if (real) seen += 1;
        else alarms += 1;
      }
    }
    expect(seen / 50).toBeGreaterThanOrEqual(0.8);
    expect(alarms / 50).toBeLessThanOrEqual(0.05);
  });

  test('weeks without observations are no points, before or after', () => {
    const empty = { from: '2025-09-04', hits: 0, trials: 0 };
    const after = weeks(2, 12, 0.1, 12);
    expect(evaluate(plan, [empty, ...weeks(1, 12, 0.2)], [...after.slice(0, 11), empty], null).report).toEqual({
      verdict: 'too early',
      reason: 'waiting for points',
      missing: 1,
    });
  });

  test('the baseline ends before the week that prompted the fix', () => {
    const before = weeks(1, 16, 0.2);
    expect(
      baselineWeeks(before, '2025-12-03')
        .map((week) => week.from)
        .at(-1),
    ).toBe('2025-11-24');
    expect(baselineWeeks(before, null)).toHaveLength(12);
  });

  test('a small effect needs more weeks than a large one, and no baseline no number', () => {
    const baseline = weeks(3, 12, 0.2);
    const large = weeksNeeded(baseline, 'moments-lost', 0.1);
    const small = weeksNeeded(baseline, 'moments-lost', 0.05);
    expect(large?.points).toBeLessThan(small?.points ?? 105);
    expect(weeksNeeded(baseline.slice(1), 'moments-lost', 0.1)).toBeUndefined();
  });
});

describe('worth', () => {
  test('nobody can save more than is lost today', () => {
    const input = { baseline: { hits: 12, trials: 120, weeks: 12 }, lower: true, valueAtStake: 1000, budget: 200 };
    expect(worthOf({ ...input, expectedEffect: 0.05 })).toEqual({ momentsPerYear: 26, expectedValue: 500, worth: 300 });
    expect(worthOf({ ...input, expectedEffect: 0.5 }).expectedValue).toBe(1000);
    expect(worthOf({ ...input, valueAtStake: null, expectedEffect: 0.05 }).worth).toBe(-200);
  });
});

describe('the strongest objection', () => {
  test('is what most say in their own way, and only words of lost moments count', () => {
    const said = [
      { id: 'a', who: '1', quote: 'A delivery window means I take a whole day off work.', against: true },
      { id: 'b', who: '2', quote: 'I lost a day of work waiting for the delivery window.', against: true },
      { id: 'c', who: '3', quote: 'The window moved twice, another day off work!', against: true },
      { id: 'd', who: '4', quote: 'The box was scratched.', against: true },
      { id: 'e', who: '5', quote: 'The delivery window suited my work.', against: false },
    ];
    expect(strongestObjection(said, 'en')).toEqual({ id: expect.stringMatching(/[abc]/), saidBy: 3, of: 4 });
    expect(strongestObjection([said[4]!], 'en')).toBeUndefined();
  });
});

describe('what became of a decision', () => {
  test('held, did not hold, cannot tell', () => {
    const before = { hits: 80, trials: 400 };
    expect(outcomeOf('moments-lost', 0.08, before, { hits: 44, trials: 400 }).outcome).toBe('held');
    expect(outcomeOf('moments-lost', 0.08, before, { hits: 90, trials: 400 }).outcome).toBe('did-not-hold');
    expect(outcomeOf('moments-lost', 0.08, before, { hits: 6, trials: 40 }).outcome).toBe('cannot-tell');
    expect(outcomeOf('moments-lost', 0.08, before, { hits: 0, trials: 0 }).outcome).toBe('cannot-tell');
  });
});
