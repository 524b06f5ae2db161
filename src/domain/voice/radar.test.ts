import { describe, expect, it } from 'vitest';
import { binomialDraw, gammaDraw, seededRandom } from '../measures/random.ts';
import { armOf, drawHeld, isTimeToLook, judgeTrial } from './hold-out.ts';
import { brokenWeight, moodWeight, proposedTouch, radarScore, rhythmWeight, waitingWeight } from './radar.ts';
import { chanceOfSilence, fitGapPrior, usualGapDays } from './rhythm.ts';

describe('the rhythm of a customer', () => {
  const prior = { shape: 1, rate: 30 };

  it('says nothing of whoever was in touch less than four times', () => {
    expect(chanceOfSilence(prior, { gaps: 2, days: 20 }, 400)).toBeUndefined();
  });

  it('is broken by a silence that is long for him, not by one that is long for others', () => {
    const weekly = { gaps: 20, days: 140 };
    const yearly = { gaps: 4, days: 1400 };
    expect(chanceOfSilence(prior, weekly, 60)!).toBeLessThan(0.01);
    expect(chanceOfSilence(prior, yearly, 60)!).toBeGreaterThan(0.5);
    expect(usualGapDays(weekly)).toBeCloseTo(weekly.days / weekly.gaps);
    expect(chanceOfSilence(prior, weekly, 0)).toBe(1);
  });

  it('gives silences their true chance: of those called one in ten, one in ten happen (planted gamma rates)', () => {
    const random = seededRandom(7);
    const planted = { shape: 2, rate: 60 };
    const draws = Array.from({ length: 4000 }, () => {
      const rate = gammaDraw(random, planted.shape, planted.rate);
      const gaps = 6;
      const days = gammaDraw(random, gaps, rate);
      return { gaps, days, next: gammaDraw(random, 1, rate) };
    });
    const fitted = fitGapPrior(draws);
    const below = draws.filter((draw) => chanceOfSilence(fitted, draw, draw.next)! < 0.1).length / draws.length;
    expect(below).toBeGreaterThan(0.07);
    expect(below).toBeLessThan(0.13);
  });
});

describe('signs', () => {
  it('weigh nothing where nothing is odd', () => {
    expect([rhythmWeight(0.1), waitingWeight(2), brokenWeight(200), moodWeight(2, 1), moodWeight(-1, -2)]).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });

  it('add up without ever passing certainty, and worth decides between equals', () => {
    const one = [{ because: 'rhythm', weight: 0.5 }] as const;
    const two = [...one, { because: 'mood', weight: 0.4 }] as const;
    expect(radarScore(one, 0, 100)).toBeCloseTo(0.5);
    expect(radarScore(two, 0, 100)).toBeCloseTo(0.7);
    expect(radarScore(one, 100, 100)).toBeCloseTo(0.75);
  });

  it('propose a call where it is grave and there is a number', () => {
    const broken = [{ because: 'broken-promise', weight: 0.6 }] as const;
    expect(proposedTouch(broken, { phone: true, mail: true })).toBe('call');
    expect(proposedTouch(broken, { phone: false, mail: true })).toBe('mail');
    expect(proposedTouch([{ because: 'rhythm', weight: 0.6 }], { phone: true, mail: true })).toBe('mail');
  });
});

describe('the lot', () => {
  it('is the same however often it is drawn, and holds out its share', () => {
    const ids = Array.from({ length: 5000 }, (_, at) => `customer ${at}`);
    const held = ids.filter((id) => armOf(3, id, 0.2) === 'hold');
    expect(ids.filter((id) => armOf(3, id, 0.2) === 'hold')).toEqual(held);
    expect(held.length / ids.length).toBeGreaterThan(0.18);
    expect(held.length / ids.length).toBeLessThan(0.22);
    // another seed leaves others alone
    const other = new Set(ids.filter((id) => armOf(4, id, 0.2) === 'hold'));
    expect(held.filter((id) => other.has(id)).length / held.length).toBeLessThan(0.27);
  });

  it('leaves exactly half alone where half was asked for', () => {
    const ids = Array.from({ length: 300 }, (_, at) => String(at));
    expect(drawHeld(9, ids, 0.5).size).toBe(150);
    expect([...drawHeld(9, [...ids].reverse(), 0.5)].sort()).toEqual([...drawHeld(9, ids, 0.5)].sort());
  });
});

/** Lives a radar over up to 1 500 finds, looked at as it is: how it ended. */
function live(seed: number, come: { touched: number; left: number }, upset = { touched: 0.03, left: 0.03 }) {
  const random = seededRandom(seed);
  const sums = { t: 0, th: 0, tu: 0, l: 0, lh: 0, lu: 0 };
  for (let week = 0; week < 60; week += 1) {
    const held = binomialDraw(random, 25, 0.2);
    const before = sums.l;
    sums.t += 25 - held;
    sums.l += held;
    sums.th += binomialDraw(random, 25 - held, come.touched);
    sums.lh += binomialDraw(random, held, come.left);
    sums.tu += binomialDraw(random, 25 - held, upset.touched);
    sums.lu += binomialDraw(random, held, upset.left);
    if (!isTimeToLook(before, sums.l)) continue;
    const verdict = judgeTrial(
      { treated: { hits: sums.th, trials: sums.t }, held: { hits: sums.lh, trials: sums.l } },
      { treated: { hits: sums.tu, trials: sums.t }, held: { hits: sums.lu, trials: sums.l } },
      0.1,
    );
    if (verdict === 'harm' || verdict === 'no-useful-effect') return verdict;
  }
  return 'kept on';
}

/** What the report would say at each week of two years, to whoever opens it every week. */
function says(seed: number, come: { touched: number; left: number }): string[] {
  const random = seededRandom(seed);
  const [good, bad] = [
    { treated: { hits: 0, trials: 0 }, held: { hits: 0, trials: 0 } },
    { treated: { hits: 0, trials: 0 }, held: { hits: 0, trials: 0 } },
  ];
  return Array.from({ length: 104 }, () => {
    const held = binomialDraw(random, 25, 0.2);
    for (const trial of [good, bad]) {
      trial.treated.trials += 25 - held;
      trial.held.trials += held;
    }
    good.treated.hits += binomialDraw(random, 25 - held, come.touched);
    good.held.hits += binomialDraw(random, held, come.left);
    bad.treated.hits += binomialDraw(random, 25 - held, 0.03);
    bad.held.hits += binomialDraw(random, held, 0.03);
    return judgeTrial(good, bad, 0.1);
  });
}

const rate = (ends: string[], end: string) => ends.filter((one) => one === end).length / ends.length;
const seeds = Array.from({ length: 200 }, (_, seed) => seed + 1);

describe('the radar judges itself (200 simulated companies each)', () => {
  it('hardly ever stops where it truly brings one in five back', () => {
    const ends = seeds.map((seed) => live(seed, { touched: 0.4, left: 0.2 }));
    expect(rate(ends, 'kept on')).toBeGreaterThanOrEqual(0.98);
  });

  it('hardly ever calls harm where there is no effect, and stops in a good part of those within the year', () => {
    const ends = seeds.map((seed) => live(seed, { touched: 0.1, left: 0.1 }));
    expect(rate(ends, 'harm')).toBeLessThanOrEqual(0.03);
    expect(rate(ends, 'no-useful-effect')).toBeGreaterThanOrEqual(0.6);
  });

  it('hardly ever says that it helps where it does not, and nearly always where it does, however often one looks', () => {
    const many = Array.from({ length: 1000 }, (_, seed) => seed + 1);
    const claims = (come: { touched: number; left: number }) =>
      many.filter((seed) => says(seed, come).includes('helps')).length / many.length;
    expect(claims({ touched: 0.1, left: 0.1 })).toBeLessThanOrEqual(0.025);
    expect(claims({ touched: 0.3, left: 0.3 })).toBeLessThanOrEqual(0.025);
    expect(claims({ touched: 0.35, left: 0.25 })).toBeGreaterThanOrEqual(0.9);
    expect(claims({ touched: 0.2, left: 0.1 })).toBeGreaterThanOrEqual(0.99);
  });

  it('stops where it drives customers away', () => {
    const ends = seeds.map((seed) => live(seed, { touched: 0.15, left: 0.4 }));
    expect(rate(ends, 'harm') + rate(ends, 'no-useful-effect')).toBeGreaterThanOrEqual(0.95);
  });
});
