import {
  fitRisk,
  type PromiseStandingNow,
  type RiskExample,
  riskFeatures,
  type RiskFit,
  riskOf,
} from '../src/domain/promises/at-risk-model.ts';
import { normalDraw, type Random, seededRandom } from '../src/domain/measures/random.ts';

/** Working minutes between two promises of the desk, and of a day. */
const betweenPromises = 14;
const workingDay = 480;
/** Working days from one learning to the next. */
const learnedEvery = 5;
/** Promises that ended within so many days teach, the newest first, as many as the desk itself reads. */
const taughtBy = 90 * workingDay;
const mostExamples = 4000;

export interface RiskReport {
  /** Promises whose risk was said, each once, before its end was known. */
  readonly said: number;
  readonly broken: number;
  /** Mean squared error of what was said, of always saying the usual share, and of the planted truth itself. */
  readonly brier: number;
  readonly brierUsual: number;
  readonly brierTruth: number;
  /** Of what there is to gain over the usual share, so much was gained: 1 is the truth itself. */
  readonly gained: number;
  /** How far what was said lies from the planted probability, on average. */
  readonly error: number;
  /** By tenths of what was said: said on average, broken in truth, how many. */
  readonly reliability: readonly { readonly said: number; readonly broke: number; readonly n: number }[];
  /** Of those said to break more likely than not, so many broke; and of all broken, so many were said to. */
  readonly warned: { readonly n: number; readonly broke: number };
  /** How often it was learned, and how often what was learned was better than the usual share and so put in use. */
  readonly learned: number;
  readonly inUse: number;
}

interface Planted {
  readonly now: PromiseStandingNow;
  /** When its risk is asked for, and when it is known how it ended, in working minutes. */
  readonly at: number;
  readonly ends: number;
  readonly risk: number;
  readonly broke: boolean;
}

/**
 * Half a year of promises whose probability to break is planted: by the time that is left, by how much the keeper carries, by
 * whether anybody has it or its keeper is away, by the customer we wait for, and by something that is seen nowhere (`hidden`).
 * Every fifth working day a model is learned from what had ended by then; each promise is asked for once, at a moment of its life,
 * and what became of it decides. Nothing of the future is known to a risk.
 * @param options `signal`: how strongly the planted causes work, 0 for a desk in which nothing tells anything; `rate`: the
 *   usual share of broken promises; `days`: how long
 */
export function simulateRisks(
  seed: number,
  options: { signal?: number; rate?: number; days?: number } = {},
): RiskReport {
  const { signal = 1, rate = 0.15, days = 125 } = options;
  const random = seededRandom(seed);
  const promises = promisesOf(random, { signal, rate, until: days * workingDay });
  const byEnd = promises.toSorted((one, other) => one.ends - other.ends);
  let fit: RiskFit | undefined;
  let usual = rate;
  let day = -learnedEvery;
  let [learned, inUse] = [0, 0];
  const judged: { said: number; usual: number; truth: number; broke: boolean }[] = [];
  for (const promise of promises.toSorted((one, other) => one.at - other.at)) {
    const today = Math.floor(promise.at / workingDay);
    if (today >= day + learnedEvery) {
      const known = byEnd.filter(({ ends }) => ends <= promise.at && ends > promise.at - taughtBy).slice(-mostExamples);
      fit = fitRisk(known.map(exampleOf));
      if (known.length > 0) usual = known.filter(({ broke }) => broke).length / known.length;
      learned += 1;
      if (fit !== undefined && fit.brier < fit.brierBase) inUse += 1;
      else fit = undefined;
      day = today;
    }
    if (fit === undefined) continue;
    const { broke, risk: truth } = promise;
    judged.push({ said: riskOf(fit.model, riskFeatures(promise.now)), usual, truth, broke });
  }
  return { ...reportOf(judged), learned, inUse };
}

function reportOf(judged: readonly { said: number; usual: number; truth: number; broke: boolean }[]) {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const brierOf = (key: 'said' | 'usual' | 'truth') => mean(judged.map((one) => (one[key] - (one.broke ? 1 : 0)) ** 2));
  const [brier, brierUsual, brierTruth] = [brierOf('said'), brierOf('usual'), brierOf('truth')];
  const warned = judged.filter(({ said }) => said >= 0.5);
  return {
    said: judged.length,
    broken: judged.filter(({ broke }) => broke).length,
    brier,
    brierUsual,
    brierTruth,
    gained: (brierUsual - brier) / (brierUsual - brierTruth),
    error: mean(judged.map(({ said, truth }) => Math.abs(said - truth))),
    reliability: Array.from({ length: 10 }, (_, tenth) =>
      judged.filter(({ said }) => Math.min(9, Math.floor(said * 10)) === tenth),
    )
      .filter((own) => own.length > 0)
      .map((own) => ({
        said: mean(own.map(({ said }) => said)),
        broke: own.filter(({ broke }) => broke).length,
        n: own.length,
      })),
    warned: { n: warned.length, broke: warned.filter(({ broke }) => broke).length },
  };
}

function exampleOf({ now, broke }: Planted): RiskExample {
  return { features: riskFeatures(now), broke };
}

function promisesOf(random: Random, world: { signal: number; rate: number; until: number }): Planted[] {
  const promises: Planted[] = [];
  const base = Math.log(world.rate / (1 - world.rate));
  for (let made = 0; made < world.until; made += -Math.log(1 - random()) * betweenPromises) {
    const minutesWhole = Math.exp(normalDraw(random, Math.log(900), 0.9));
    const left = random();
    const busy = 4 + 3 * Math.sin((made / workingDay / 20) * 2 * Math.PI);
    const now: PromiseStandingNow = {
      minutesWhole,
      minutesLeft: minutesWhole * left,
      keeperLoad: Math.max(0, Math.round(normalDraw(random, busy, 2.5))),
      hasKeeper: random() > 0.12,
      keeperAway: random() < 0.08,
      brokenBefore: Math.min(0.6, Math.max(0.02, world.rate * Math.exp(normalDraw(random, 0, 0.3)))),
      reopened: random() < 0.08 ? 1 : 0,
      movedBefore: random() < 0.1 ? 1 : 0,
      waitingForCustomer: random() < 0.2,
      urgent: random() < 0.1,
    };
    const causes =
      2.8 * (0.5 - left) +
      0.32 * (now.keeperLoad - 4) +
      (now.hasKeeper ? 0 : 2.2) +
      (now.keeperAway ? 1.8 : 0) +
      (now.reopened > 0 ? 0.7 : 0) -
      (now.waitingForCustomer ? 0.6 : 0);
    const hidden = normalDraw(random, 0, 0.4);
    const risk = 1 / (1 + Math.exp(-(base - 0.5 * world.signal + world.signal * (causes + hidden))));
    const at = made + minutesWhole * (1 - left);
    promises.push({ now, at, ends: made + minutesWhole, risk, broke: random() < risk });
  }
  return promises;
}
