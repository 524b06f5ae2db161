import { describe, expect, it } from 'vitest';
import { countPromoters, netPromoter } from './net-promoter.ts';
import { nonResponseBias } from './non-response.ts';

describe('net promoter score', () => {
  it.each([
    [50, 33, 17, 32.04, 14.48, 'score'],
    [4, 3, 3, 7.7, 43.8, 'not enough to tell'],
    [500, 300, 200, 29.9, 4.8, 'score'],
  ])('%i/%i/%i is %d ± %d: %s', (promoters, passives, detractors, score, margin, display) => {
    const found = netPromoter({ promoters, passives, detractors });
    expect(found.score).toBeCloseTo(score, score === 32.04 ? 2 : 1);
    expect(found.margin).toBeCloseTo(margin, margin === 14.48 ? 2 : 1);
    expect(found.figure.display).toBe(display);
  });

  it('groups 9–10, 7–8 and 0–6', () => {
    expect(countPromoters([10, 9, 8, 7, 6, 0])).toEqual({ promoters: 2, passives: 2, detractors: 2 });
  });
});

describe('non-response', () => {
  it('flags the field on which responders differ by over 0.2 deviations', () => {
    const found = nonResponseBias([
      { name: 'tenure', kind: 'number', responders: [10, 20, 30], eligible: [10, 20, 30, 10, 20, 30] },
      {
        name: 'plan',
        kind: 'category',
        responders: new Map([
          ['pro', 60],
          ['free', 40],
        ]),
        eligible: new Map([
          ['pro', 100],
          ['free', 100],
        ]),
      },
    ]);
    expect(found.map((each) => [each.name, each.flagged])).toEqual([
      ['plan', true],
      ['tenure', false],
    ]);
    // (.6 − .5) / √((.24 + .25) / 2)
    expect(Math.abs(found[0]?.standardisedDifference ?? 0)).toBeCloseTo(0.202, 3);
  });

  it('says nothing about a field nobody answered with', () => {
    expect(nonResponseBias([{ name: 'tenure', kind: 'number', responders: [], eligible: [1, 2] }])[0]).toEqual({
      name: 'tenure',
      standardisedDifference: undefined,
      flagged: false,
    });
  });
});
