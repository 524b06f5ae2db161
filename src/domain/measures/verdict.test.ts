import { describe, expect, it } from 'vitest';
import type { Tally } from './proportions.ts';
import type { Random } from './random.ts';
import { betaDraw, binomialDraw, normalDraw, seededRandom } from './random.ts';
import type { Evidence } from './verdict.ts';
import { didItWork, pointsNeeded, verdictOfInterval } from './verdict.ts';

const weeks = (count: number, hits: number, trials: number): Tally[] =>
  Array.from({ length: count }, () => ({ hits, trials }));
const times = <Value>(count: number, draw: () => Value): Value[] => Array.from({ length: count }, draw);
const plan = { better: 'higher', expectedEffect: 0.1, plannedPoints: 8 } as const;

describe('did it work', () => {
  it('says better when the whole interval lies on the better side', () => {
    const report = didItWork(plan, { kind: 'proportion', before: weeks(12, 60, 100), after: weeks(8, 72, 100) });
    expect(report).toMatchObject({
      verdict: 'better',
      baseline: 0.6,
      after: 0.72,
      reachesExpected: true,
      pointsBefore: 12,
      pointsAfter: 8,
    });
  });

  it('turns the same figures into worse when lower is better', () => {
    const evidence: Evidence = { kind: 'proportion', before: weeks(12, 60, 100), after: weeks(8, 72, 100) };
    expect(didItWork({ ...plan, better: 'lower' }, evidence)).toMatchObject({
      verdict: 'worse',
      reachesExpected: false,
    });
  });

  it('names the smallest effect it could have seen when it sees none', () => {
    const report = didItWork(plan, { kind: 'proportion', before: weeks(12, 60, 100), after: weeks(8, 61, 100) });
    expect(report.verdict).toBe('no detectable change');
    // (1.960 + 0.842)·√(.24·(1/1200 + 1/800))
    expect(report.verdict === 'no detectable change' && report.smallestDetectable).toBeCloseTo(0.0626, 3);
  });

  it('is too early before the planned points, however good they look', () => {
    const report = didItWork(plan, { kind: 'proportion', before: weeks(12, 10, 100), after: weeks(7, 99, 100) });
    expect(report).toEqual({ verdict: 'too early', reason: 'waiting for points', missing: 1 });
  });

  it('keeps its verdict when more points arrive than were planned', () => {
    const before = weeks(12, 60, 100);
    const first = didItWork(plan, { kind: 'proportion', before, after: weeks(8, 72, 100) });
    expect(
      didItWork(plan, { kind: 'proportion', before, after: [...weeks(8, 72, 100), ...weeks(8, 10, 100)] }),
    ).toEqual(first);
  });

  it('is too early without twelve points of baseline', () => {
    expect(didItWork(plan, { kind: 'mean', before: [1, 2, 3], after: times(8, () => 4) })).toMatchObject({
      reason: 'baseline too short',
      missing: 9,
    });
  });

  it('is too early when nobody was observed', () => {
    expect(didItWork(plan, { kind: 'proportion', before: weeks(12, 6, 10), after: weeks(8, 0, 0) })).toMatchObject({
      reason: 'nothing observed',
    });
  });

  it('does not take the bad month that prompted the fix as its baseline', () => {
    const before = [...weeks(12, 80, 100), { hits: 20, trials: 100 }];
    const after = weeks(8, 80, 100);
    const declared = { ...plan, promptedAt: 12 };
    expect(didItWork(declared, { kind: 'proportion', before, after })).toMatchObject({
      verdict: 'no detectable change',
      baseline: 0.8,
    });
  });

  it.each([
    [{ ...plan, expectedEffect: -0.1 }, 'effect_not_positive'],
    [{ ...plan, plannedPoints: 1 }, 'plan_too_short'],
  ])('refuses a declaration that cannot be judged', (declaration, code) => {
    expect(() => didItWork(declaration, { kind: 'mean', before: [], after: [] })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('the verdict an interval allows', () => {
  it.each([
    [{ low: 0.7, high: 0.9 }, 'lower', 1, 'better'],
    [{ low: 0.7, high: 1.1 }, 'lower', 1, 'no detectable change'],
    [{ low: 1.1, high: 1.3 }, 'lower', 1, 'worse'],
    [{ low: 0.1, high: 0.3 }, 'higher', 0, 'better'],
  ] as const)('%o, better when %s, unchanged at %d: %s', (interval, better, unchanged, verdict) => {
    expect(verdictOfInterval(interval, better, unchanged)).toBe(verdict);
  });
});

describe('how long to watch', () => {
  it('needs more points for a smaller effect', () => {
    const baseline = { kind: 'proportion', before: weeks(12, 60, 100) } as const;
    const large = pointsNeeded(baseline, 0.1, 'higher').points ?? 0;
    const small = pointsNeeded(baseline, 0.07, 'higher').points ?? 0;
    expect(large).toBeGreaterThanOrEqual(4);
    expect(small).toBeGreaterThan(large);
  });

  it('says which effect could be seen when no number of points would do', () => {
    const duration = pointsNeeded({ kind: 'proportion', before: weeks(12, 3, 5) }, 0.05, 'higher');
    expect(duration.points).toBeUndefined();
    expect(duration.points === undefined && duration.smallestDetectable).toBeGreaterThan(0.15);
  });

  it('refuses to plan on a short baseline', () => {
    expect(() => pointsNeeded({ kind: 'mean', before: [1, 2] }, 1, 'lower')).toThrow(
      expect.objectContaining({ code: 'baseline_too_short' }),
    );
  });
});

/** One planted fix: plans on a first baseline, then judges with or without the declared effect really there. */
type Fix = (
  random: Random,
  effect: number,
) => { better: 'higher' | 'lower'; effect: number; evidence: (points: number) => Evidence };

const shareFix: Fix = (random, effect) => {
  const draw = (share: number) => ({ hits: binomialDraw(random, 80, share), trials: 80 });
  const before = times(12, () => draw(0.6));
  return {
    better: 'higher',
    effect: 0.1,
    evidence: (points) => ({ kind: 'proportion', before, after: times(points, () => draw(0.6 + effect * 0.1)) }),
  };
};
const unsteadyShareFix: Fix = (random, effect) => {
  const draw = (share: number) => ({
    hits: binomialDraw(random, 150, betaDraw(random, share * 40, (1 - share) * 40)),
    trials: 150,
  });
  const before = times(12, () => draw(0.3));
  return {
    better: 'lower',
    effect: 0.12,
    evidence: (points) => ({ kind: 'proportion', before, after: times(points, () => draw(0.3 - effect * 0.12)) }),
  };
};
const meanFix: Fix = (random, effect) => {
  const before = times(12, () => normalDraw(random, 240, 30));
  return {
    better: 'lower',
    effect: 45,
    evidence: (points) => ({
      kind: 'mean',
      before,
      after: times(points, () => normalDraw(random, 240 - effect * 45, 30)),
    }),
  };
};

/** Verdicts over planted fixes; those whose effect the plan calls unreachable are not started, so not judged. */
function judge(fix: Fix, random: Random, real: boolean, count: number): string[] {
  const verdicts: string[] = [];
  while (verdicts.length < count) {
    const { better, effect, evidence } = fix(random, real ? 1 : 0);
    const history = evidence(0);
    const { points } = pointsNeeded(
      { kind: history.kind, before: history.before } as Parameters<typeof pointsNeeded>[0],
      effect,
      better,
    );
    if (points === undefined) continue;
    verdicts.push(didItWork({ better, expectedEffect: effect, plannedPoints: points }, evidence(points)).verdict);
  }
  return verdicts;
}

const share = (verdicts: string[], wanted: string) =>
  verdicts.filter((verdict) => verdict === wanted).length / verdicts.length;

describe('planted truth for the verdict', () => {
  it('finds the real ones among 100 planted fixes of all kinds, and is not fooled by the others', () => {
    const random = seededRandom(2026);
    const plant = (real: boolean) => [
      ...judge(shareFix, random, real, 17),
      ...judge(unsteadyShareFix, random, real, 17),
      ...judge(meanFix, random, real, 16),
    ];
    expect(share(plant(true), 'better')).toBeGreaterThanOrEqual(0.8);
    expect(share(plant(false), 'better')).toBeLessThanOrEqual(0.05);
  });

  it.each([
    ['shares', shareFix],
    ['shares that vary more than chance', unsteadyShareFix],
    ['means', meanFix],
  ])('holds both rates over 1000 planted fixes in %s', (_name, fix) => {
    const random = seededRandom(7);
    expect(share(judge(fix, random, true, 500), 'better')).toBeGreaterThanOrEqual(0.8);
    expect(share(judge(fix, random, false, 500), 'better')).toBeLessThanOrEqual(0.05);
  });

  it('is not fooled when a null fix starts right after the worst point of a year', () => {
    const random = seededRandom(8);
    const fooled = times(300, () => {
      const values = times(30, () => normalDraw(random, 240, 30));
      const worst = values.indexOf(Math.max(...values.slice(12)));
      const evidence: Evidence = {
        kind: 'mean',
        before: values.slice(0, worst + 1),
        after: times(8, () => normalDraw(random, 240, 30)),
      };
      return didItWork({ better: 'lower', expectedEffect: 30, plannedPoints: 8, promptedAt: worst }, evidence).verdict;
    });
    expect(share(fooled, 'better')).toBeLessThanOrEqual(0.05);
  });
});
