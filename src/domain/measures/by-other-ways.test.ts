import { describe, expect, it } from 'vitest';
import { netPromoter } from '../voice/net-promoter.ts';
import { expectedPurchases, expectedRepeats, logLikelihood, probabilityActive } from './lifetime-value.ts';
import { fisherGreater } from './multiple-comparisons.ts';
import { differenceOfProportions, wilson } from './proportions.ts';
import { kaplanMeier, logRank, type Waiting } from './survival.ts';

/**
 * Figures on data of nobody, worked out elsewhere and by other ways: the roots of Wilson's equation found numerically, the variance of
 * weighted answers, SciPy 1.17 (ecdf with log-log intervals, logrank, fisher_exact), and the BG/NBD integrals over the share of
 * customers who leave, summed by quadrature instead of the closed forms of the paper.
 */
const read = (text: string): Waiting[] =>
  text.split(' ').map((each) => ({ time: Number.parseInt(each, 10), happened: !each.endsWith('+') }));

describe('the same figures by other ways', () => {
  it.each([
    [0, 128, 0.0, 0.029136956],
    [171, 277, 0.558856472, 0.672590837],
    [488, 495, 0.971100829, 0.993133381],
    [193, 359, 0.485903545, 0.588509121],
    [7, 82, 0.041966525, 0.165875456],
    [219, 364, 0.550546482, 0.650627144],
  ] as const)('%i of %i', (hits, trials, low, high) => {
    const found = wilson(hits, trials);
    expect(found.low).toBeCloseTo(low, 8);
    expect(found.high).toBeCloseTo(high, 8);
  });

  it.each([
    [26, 236, 107, 155, -0.580153089, -0.655627175, -0.49057228],
    [30, 55, 97, 193, 0.042863872, -0.104889045, 0.185462871],
    [90, 192, 241, 387, -0.153989018, -0.23762954, -0.067971242],
    [318, 354, 84, 354, 0.661016949, 0.601894746, 0.710581069],
    [20, 97, 99, 257, -0.179028441, -0.270644452, -0.071490192],
  ] as const)('%i of %i against %i of %i', (hits, trials, otherHits, others, difference, low, high) => {
    const found = differenceOfProportions({ hits, trials }, { hits: otherHits, trials: others });
    expect(found?.difference).toBeCloseTo(difference, 8);
    expect(found?.interval.low).toBeCloseTo(low, 8);
    expect(found?.interval.high).toBeCloseTo(high, 8);
  });

  it.each([
    [224, 141, 152, 13.846154, 7.225894],
    [200, 193, 142, 10.780669, 6.690214],
    [148, 224, 71, 17.264574, 6.325789],
    [100, 219, 243, -25.309735, 6.091039],
  ] as const)(
    '%i who recommend, %i who do neither, %i who do not',
    (promoters, passives, detractors, score, margin) => {
      const found = netPromoter({ promoters, passives, detractors });
      expect(found.score).toBeCloseTo(score, 5);
      expect(found.margin).toBeCloseTo(margin, 5);
    },
  );

  it('the curve of those who still wait, with its intervals', () => {
    const { steps } = kaplanMeier(read('7 9 12+ 19+ 26+ 29 33 35 48'));
    const expected = [
      [7.0, 0.888888889, 0.43296509, 0.983564029],
      [9.0, 0.777777778, 0.364751231, 0.939296442],
      [29.0, 0.583333333, 0.157141229, 0.854717265],
      [33.0, 0.388888889, 0.058330064, 0.730587539],
      [35.0, 0.194444444, 0.00893052, 0.566443992],
      [48.0, 0.0, null, null],
    ] as const;
    expect(steps).toHaveLength(expected.length);
    for (const [at, [time, survival, low, high]] of expected.entries()) {
      expect(steps[at]?.time).toBe(time);
      expect(steps[at]?.survival).toBeCloseTo(survival, 8);
      if (low === null) continue;
      expect(steps[at]?.interval?.low).toBeCloseTo(low, 8);
      expect(steps[at]?.interval?.high).toBeCloseTo(high, 8);
    }
  });

  it('two groups that wait', () => {
    const found = logRank([read('2+ 2 7+ 7+ 8 18 37 37'), read('1 9 12+ 14+ 22 58')]);
    expect(found?.chiSquare).toBeCloseTo(0.187486834, 7);
    expect(found?.pValue).toBeCloseTo(0.665016587, 7);
  });

  it.each([
    [
      1.164855, 2.23343, 0.604549, 2.283798, 7, 40.416645, 41.022594, 32.276369, 6.7270219, -21.6959432, 0.9243091,
      4.758785,
    ],
    [
      0.315813, 8.717322, 0.849557, 2.799549, 2, 3.709287, 11.615945, 14.181901, 0.4250847, -7.1067018, 0.588453,
      0.8197965,
    ],
    [
      0.695433, 3.812473, 1.350717, 2.048452, 7, 10.850669, 25.707906, 34.306904, 2.0481243, -15.7712371, 0.0265973,
      0.1482716,
    ],
  ] as const)(
    'buying at r %d, α %d, a %d, b %d',
    (r, alpha, a, b, repeats, last, age, length, bought, likelihood, active, next) => {
      const parameters = { unit: 'weeks', r, alpha, a, b } as const;
      const history = { unit: 'weeks', repeats, last, age } as const;
      expect(expectedRepeats(parameters, { unit: 'weeks', length })).toBeCloseTo(bought, 6);
      expect(logLikelihood(parameters, history)).toBeCloseTo(likelihood, 6);
      expect(probabilityActive(parameters, history)).toBeCloseTo(active, 6);
      expect(expectedPurchases(parameters, history, { unit: 'weeks', length })).toBeCloseTo(next, 6);
    },
  );

  it.each([
    [44, 127, 59, 268, 0.005895927498512174],
    [25, 77, 32, 139, 0.08967303886086558],
    [23, 81, 15, 74, 0.16171400030999566],
    [116, 364, 3, 22, 0.05298611290761756],
  ] as const)('%i of %i lost here, %i of %i elsewhere', (hits, trials, otherHits, others, p) => {
    expect(fisherGreater({ hits, trials }, { hits: otherHits, trials: others })).toBeCloseTo(p, 9);
  });
});
