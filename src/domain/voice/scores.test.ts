import { describe, expect, it } from 'vitest';
import { customerEffort } from './customer-effort.ts';
import { countFiveSteps, customerSatisfaction } from './customer-satisfaction.ts';
import { countPromoters, netPromoter } from './net-promoter.ts';
import { nonResponseBias } from './non-response.ts';
import { responseFunnel } from './response-rate.ts';

describe('customer satisfaction', () => {
  it('is the share of fours and fives with its Wilson interval', () => {
    const { score, figure } = customerSatisfaction([1, 1, 3, 20, 25]);
    expect(score).toMatchObject({ hits: 45, trials: 50, share: 0.9 });
    expect(score?.interval.low).toBeCloseTo(0.786, 3);
    expect(figure.display).toBe('share');
  });

  it('is unknown without answers, never zero', () => {
    expect(customerSatisfaction(countFiveSteps([])).score).toBeUndefined();
  });

  it('refuses an answer from another scale', () => {
    expect(() => countFiveSteps([5, 9])).toThrow(expect.objectContaining({ code: 'answer_off_scale' }));
  });
});

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

describe('customer effort', () => {
  it('gives the mean with its t-interval and the share of five and more', () => {
    const effort = customerEffort([7, 6, 5, 4, 6, 7, 2, 5, 6, 7]);
    expect(effort.mean.mean).toBeCloseTo(5.5, 10);
    expect(effort.mean.interval?.low).toBeCloseTo(4.3689, 4);
    expect(effort.easy?.hits).toBe(8);
  });

  it('refuses answers off the 1–7 scale', () => {
    expect(() => customerEffort([0])).toThrow(expect.objectContaining({ code: 'answer_off_scale' }));
  });
});

describe('response funnel', () => {
  const counts = {
    invited: 200,
    withheld: 30,
    bounced: 20,
    delivered: 148,
    opened: 90,
    started: 60,
    partial: 15,
    complete: 30,
  };

  it('divides answers by invitations less bounced and withheld', () => {
    const funnel = responseFunnel(counts);
    expect(funnel.reachable).toBe(150);
    expect(funnel.responseRate).toMatchObject({ hits: 45, trials: 150, share: 0.3 });
    expect(funnel.completeRate).toMatchObject({ hits: 30, trials: 150 });
    expect(funnel.startedOfOpened).toMatchObject({ hits: 60, trials: 90 });
    expect(funnel.completedOfStarted).toMatchObject({ hits: 30, trials: 60 });
  });

  it('refuses more answers than starts', () => {
    expect(() => responseFunnel({ ...counts, complete: 61 })).toThrow(
      expect.objectContaining({ code: 'funnel_impossible' }),
    );
  });

  it('has no rate when nobody could answer', () => {
    const none = { invited: 3, withheld: 3, bounced: 0, delivered: 0, opened: 0, started: 0, partial: 0, complete: 0 };
    expect(responseFunnel(none).responseRate).toBeUndefined();
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
