import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../measures/random.ts';
import { fitRisk, type PromiseStandingNow, riskFeatures, riskOf, riskReasons } from './at-risk-model.ts';

/** Promises whose true risk is known: little time left, a full desk and nobody who has it break promises. */
function planted(random: Random): { now: PromiseStandingNow; risk: number } {
  const minutesWhole = 60 + random() * 2000;
  const now: PromiseStandingNow = {
    minutesWhole,
    minutesLeft: minutesWhole * random(),
    keeperLoad: Math.floor(random() * 12),
    hasKeeper: random() > 0.15,
    keeperAway: random() < 0.1,
    brokenBefore: 0.1 + random() * 0.2,
    reopened: random() < 0.1 ? 1 : 0,
    movedBefore: random() < 0.1 ? 1 : 0,
    waitingForCustomer: random() < 0.2,
    urgent: random() < 0.1,
  };
  const share = now.minutesLeft / now.minutesWhole;
  const sum = -2.2 + 2 * (0.5 - share) + 0.18 * now.keeperLoad + (now.hasKeeper ? 0 : 1.5) + (now.keeperAway ? 1.4 : 0);
  return { now, risk: 1 / (1 + Math.exp(-sum)) };
}

describe('the risk of a promise', () => {
  it('is not said before enough promises have ended both ways', () => {
    const random = seededRandom(1);
    const examples = Array.from({ length: 199 }, () => ({
      features: riskFeatures(planted(random).now),
      broke: random() < 0.5,
    }));
    expect(fitRisk(examples)).toBeUndefined();
    const kept = Array.from({ length: 500 }, () => ({ features: riskFeatures(planted(random).now), broke: false }));
    expect(fitRisk(kept)).toBeUndefined();
  });

  it.each([3, 4, 5])('is close to what was planted, and gains most of what can be known (seed %i)', (seed) => {
    const random = seededRandom(seed);
    const examples = Array.from({ length: 3000 }, () => {
      const { now, risk } = planted(random);
      return { features: riskFeatures(now), broke: random() < risk };
    });
    const fit = fitRisk(examples)!;
    const fresh = Array.from({ length: 3000 }, () => planted(random));
    const said = fresh.map(({ now }) => riskOf(fit.model, riskFeatures(now)));
    const error = fresh.reduce((sum, { risk }, place) => sum + Math.abs(said[place]! - risk), 0) / fresh.length;
    expect(error).toBeLessThan(0.05);
    // of the planted truth itself no more than this can be known: the gain is compared with what is there to gain
    const usual = fit.broken / fit.n;
    const best = fresh.reduce((sum, { risk }) => sum + risk * (1 - risk), 0) / fresh.length;
    const base =
      fresh.reduce((sum, { risk }) => sum + risk * (1 - usual) ** 2 + (1 - risk) * usual ** 2, 0) / fresh.length;
    const ours =
      fresh.reduce((sum, { risk }, place) => sum + risk * (1 - said[place]!) ** 2 + (1 - risk) * said[place]! ** 2, 0) /
      fresh.length;
    expect((base - ours) / (base - best)).toBeGreaterThan(0.85);
    for (const { said: told, broke, n } of fit.reliability)
      expect(Math.abs(broke / n - told)).toBeLessThan(0.04 + 3 * Math.sqrt(0.25 / n));
    expect(fit.brier).toBeLessThan(fit.brierBase);
  });

  it('says what lies between for a promise between two groups that it has seen', () => {
    const model = { intercept: 0, weights: [1], means: [0], spreads: [1] };
    const steps = [[0.1, 0.1], [0.2, 0.1], [0.8, 0.7], [0.9, 0.7]] as const; // prettier-ignore
    const said = (raw: number) => riskOf({ ...model, steps }, [Math.log(raw / (1 - raw))]);
    expect([0.05, 0.15, 0.5, 0.85, 0.97].map((raw) => Number(said(raw).toFixed(3)))).toEqual([0.1, 0.1, 0.4, 0.7, 0.7]);
  });

  it('names what speaks for it and against it', () => {
    const random = seededRandom(9);
    const examples = Array.from({ length: 2000 }, () => {
      const { now, risk } = planted(random);
      return { features: riskFeatures(now), broke: random() < risk };
    });
    const { model } = fitRisk(examples)!;
    const bad = { ...planted(random).now, hasKeeper: false, keeperLoad: 0, keeperAway: false };
    const reasons = riskReasons(model, riskFeatures(bad));
    expect(reasons.find(({ feature }) => feature === 'no-keeper')).toMatchObject({ raises: true });
    expect(reasons.find(({ feature }) => feature === 'keeper-load')).toMatchObject({ raises: false });
  });
});
