import { describe, expect, it } from 'vitest';
import { honestEstimate } from './estimate.ts';
import { exponentialDraw, normalDraw, seededRandom } from './random.ts';
import type { Waiting } from './survival.ts';
import { kaplanMeier, logRank, survivalAt, survivalQuantile } from './survival.ts';

/** Reads "9 13 13+": a plus marks a case still waiting. */
const read = (text: string): Waiting[] =>
  text.split(' ').map((each) => ({ time: Number.parseInt(each, 10), happened: !each.endsWith('+') }));
const maintained = read('9 13 13+ 18 23 28+ 31 34 45+ 48 161+');
const unmaintained = read('5 5 8 8 12 16+ 23 27 30 33 43 45');

describe('Kaplan–Meier', () => {
  const curve = kaplanMeier(maintained);

  it('reproduces the maintained arm of the AML trial', () => {
    const expected = [0.909, 0.818, 0.716, 0.614, 0.491, 0.368, 0.184];
    expect(curve.steps.map((step) => Math.round(step.survival * 1000) / 1000)).toEqual(expected);
    expect(curve).toMatchObject({ n: 11, events: 7 });
  });

  it('gives Greenwood’s error and the log-log interval', () => {
    // R survfit(conf.type = "log-log"): at 9, .909, se .0867, interval .508 to .987.
    expect(curve.steps[0]?.standardError).toBeCloseTo(0.0867, 4);
    expect(curve.steps[0]?.interval?.low).toBeCloseTo(0.508, 3);
    expect(curve.steps[0]?.interval?.high).toBeCloseTo(0.987, 3);
  });

  it('keeps those censored at the time of an event at risk', () => {
    expect(curve.steps[1]).toMatchObject({ time: 13, atRisk: 10, events: 1 });
    expect(curve.steps[2]).toMatchObject({ time: 18, atRisk: 8 });
  });

  it('gives the median, and none where too many still wait', () => {
    expect(survivalQuantile(curve, 0.5).time).toBe(31);
    expect(survivalQuantile(curve, 0.9).time).toBeUndefined();
    expect(survivalQuantile(kaplanMeier(unmaintained), 0.5).time).toBe(23);
  });

  it('has no interval once nobody is left', () => {
    expect(kaplanMeier(read('1 2')).steps[1]).toMatchObject({ survival: 0, interval: undefined });
  });

  it('reads the curve at any time', () => {
    expect(survivalAt(curve, 8)).toBe(1);
    expect(survivalAt(curve, 20)).toBeCloseTo(0.716, 3);
  });

  it('is flat when nothing has happened', () => {
    expect(kaplanMeier(read('3+ 4+')).steps).toEqual([]);
  });
});

describe('log-rank test', () => {
  it('compares the two arms of the AML trial', () => {
    const found = logRank([maintained, unmaintained]);
    expect(found?.chiSquare).toBeCloseTo(3.396, 3);
    expect(found?.pValue).toBeCloseTo(0.0653, 4);
  });

  it('does not depend on the order of the groups, and takes three', () => {
    expect(logRank([unmaintained, maintained])?.chiSquare).toBeCloseTo(3.396, 3);
    expect(logRank([unmaintained, maintained, maintained])?.degreesOfFreedom).toBe(2);
  });

  it('says nothing about one group', () => {
    expect(logRank([maintained, []])).toBeUndefined();
  });
});

describe('honest estimate', () => {
  it('refuses on too few resolved cases', () => {
    const few = Array.from({ length: 19 }, (_, index) => ({ businessMinutes: index + 1, resolved: true }));
    expect(honestEstimate(few)).toEqual({ known: false, reason: 'too few similar cases', n: 19, resolved: 19 });
  });

  it('refuses when too many are still open to know the slow end', () => {
    const cases = Array.from({ length: 60 }, (_, index) => ({ businessMinutes: index + 1, resolved: index < 25 }));
    expect(honestEstimate(cases)).toMatchObject({ known: false, reason: 'too many still open' });
  });

  it('follows the curve a little further, for the next case', () => {
    const cases = Array.from({ length: 20 }, (_, index) => ({ businessMinutes: (index + 1) * 10, resolved: true }));
    expect(honestEstimate(cases)).toMatchObject({ known: true, half: 110, fourInFive: 170 });
  });

  it('grows with the age of the case', () => {
    const cases = Array.from({ length: 100 }, (_, index) => ({ businessMinutes: index + 1, resolved: true }));
    expect(honestEstimate(cases, 50)).toMatchObject({ half: 76, basis: { n: 100, asLongAsThis: 50 } });
  });

  it.each([25, 43, 200])(
    'what is quoted at 80 %% from %i cases, a third of them open, comes true 75 to 85 times in 100',
    (n) => {
      const random = seededRandom(n);
      const took = () => Math.exp(normalDraw(random, 6, 1));
      let met = 0;
      let quoted = 0;
      while (quoted < 2000) {
        const similar = Array.from({ length: n }, () => {
          const time = took();
          const watched = exponentialDraw(random, 1 / 1500);
          return { businessMinutes: Math.min(time, watched), resolved: time <= watched };
        });
        const estimate = honestEstimate(similar, 0, 15);
        if (!estimate.known) continue;
        quoted += 1;
        if (took() <= estimate.fourInFive) met += 1;
      }
      expect(met / quoted).toBeGreaterThanOrEqual(0.75);
      expect(met / quoted).toBeLessThanOrEqual(0.85);
    },
  );
});
