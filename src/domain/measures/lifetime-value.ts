import { Refusal } from '../refusal.ts';
import { logGamma } from './distributions.ts';
import { correlation } from './means.ts';

/**
 * What a customer will probably buy, without a contract that would say so: BG/NBD for the number of purchases (Fader,
 * Hardie & Lee, Marketing Science 2005), Gamma–Gamma for their value (Fader & Hardie 2013).
 */

/** The unit of time is part of the type: parameters fitted in weeks cannot be asked about days. */
export type TimeUnit = 'days' | 'weeks' | 'months';

/** One customer's purchases: `repeats` after the first, `last` and `age` counted from the first purchase to the last and to now. */
export type PurchaseHistory<Unit extends TimeUnit> = {
  readonly unit: Unit;
  readonly repeats: number;
  readonly last: number;
  readonly age: number;
};

/** r, α: how often customers buy; a, b: how easily they stop. α carries the unit. */
export type BuyingParameters<Unit extends TimeUnit> = {
  readonly unit: Unit;
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
};

/** A horizon in its unit. */
export type Horizon<Unit extends TimeUnit> = { readonly unit: Unit; readonly length: number };

/** ln L of one customer: A1·A2·(A3 + [x>0]·A4) of the paper, in logarithms. */
export function logLikelihood<Unit extends TimeUnit>(
  parameters: BuyingParameters<Unit>,
  history: PurchaseHistory<NoInfer<Unit>>,
): number {
  assertSameUnit(parameters.unit, history.unit);
  const { r, alpha, a, b } = parameters;
  const { repeats: x, last, age } = history;
  const first = logGamma(r + x) - logGamma(r) + r * Math.log(alpha);
  const second = logGamma(a + b) + logGamma(b + x) - logGamma(b) - logGamma(a + b + x);
  const third = -(r + x) * Math.log(alpha + age);
  if (x === 0) return first + second + third;
  const fourth = Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + last);
  const larger = Math.max(third, fourth);
  return first + second + larger + Math.log(Math.exp(third - larger) + Math.exp(fourth - larger));
}

/**
 * Probability that a customer still buys from us; undefined for one who bought once. The model lets customers leave only
 * right after a repeat purchase and so would call every one-time buyer 100 % active, which is not knowledge.
 */
export function probabilityActive<Unit extends TimeUnit>(
  parameters: BuyingParameters<Unit>,
  history: PurchaseHistory<NoInfer<Unit>>,
): number | undefined {
  return history.repeats === 0 ? undefined : 1 / (1 + oddsGone(parameters, history));
}

/** E[X(t)]: purchases after the first of a customer about whom nothing else is known, within `horizon` of the first. */
export function expectedRepeats<Unit extends TimeUnit>(
  parameters: BuyingParameters<Unit>,
  horizon: Horizon<NoInfer<Unit>>,
): number {
  assertSameUnit(parameters.unit, horizon.unit);
  const { r, alpha, b } = parameters;
  const a = awayFromOne(parameters.a);
  const t = horizon.length;
  const z = t / (alpha + t);
  // (1−z)^r·F(r, b; a+b−1; z) after Euler's transformation: the power left over is a − 1, and the series converges faster.
  return ((a + b - 1) / (a - 1)) * (1 - (1 - z) ** (a - 1) * hypergeometric(a + b - 1 - r, a - 1, a + b - 1, z));
}

/** E[Y(t) | x, t, T]: purchases within the next `horizon`, given what this customer did. */
export function expectedPurchases<Unit extends TimeUnit>(
  parameters: BuyingParameters<Unit>,
  history: PurchaseHistory<NoInfer<Unit>>,
  horizon: Horizon<NoInfer<Unit>>,
): number {
  assertSameUnit(parameters.unit, horizon.unit);
  const { r, alpha, b } = parameters;
  const a = awayFromOne(parameters.a);
  const { repeats: x, age } = history;
  const z = horizon.length / (alpha + age + horizon.length);
  const remaining = 1 - (1 - z) ** (a - 1) * hypergeometric(a + b - 1 - r, a - 1, a + b + x - 1, z);
  return (((a + b + x - 1) / (a - 1)) * remaining) / (1 + oddsGone(parameters, history));
}

/** Gamma–Gamma parameters; p and q without unit, v in the currency. */
export type SpendingParameters = { readonly p: number; readonly q: number; readonly v: number };

/**
 * E[M | x, m]: what a purchase of this customer is worth on average, from `repeats` repeat purchases of mean value
 * `meanValue`: the customer's own mean, drawn towards everyone's the less we have seen.
 * @throws Refusal invalid without a repeat purchase, or where q ≤ 1 leaves everyone's mean infinite.
 */
export function expectedSpend({ p, q, v }: SpendingParameters, repeats: number, meanValue: number): number {
  if (!(repeats > 0))
    throw new Refusal(
      'invalid',
      'no_repeat_purchase',
      'A one-time buyer says nothing about the value of repeat purchases.',
    );
  if (!(q > 1))
    throw new Refusal('invalid', 'spend_unbounded', 'With q at or under 1 the mean spend is infinite.', { q });
  const own = (p * repeats) / (p * repeats + q - 1);
  return (1 - own) * ((p * v) / (q - 1)) + own * meanValue;
}

/** Gamma–Gamma assumes that how often and how much are unrelated. Whether they are, nearly: |correlation| ≤ 0.1. */
export function spendIndependent(customers: readonly { readonly repeats: number; readonly meanValue: number }[]): {
  readonly correlation: number;
  readonly holds: boolean;
} {
  const buyers = customers.filter((customer) => customer.repeats > 0);
  const found = correlation(
    buyers.map((each) => each.repeats),
    buyers.map((each) => each.meanValue),
  );
  return { correlation: found, holds: Math.abs(found) <= 0.1 };
}

/**
 * Customer lifetime value over `periods` units: Σ E[M]·(E[Y(i)] − E[Y(i−1)])/(1+d)^i, in the currency of `spend`.
 * `discountPerUnit` is the discount rate d of one unit of the parameters, e.g. 0.0018 a week for 10 % a year.
 */
export function lifetimeValue<Unit extends TimeUnit>(
  parameters: BuyingParameters<Unit>,
  history: PurchaseHistory<NoInfer<Unit>>,
  value: { readonly spend: number; readonly periods: number; readonly discountPerUnit: number },
): number {
  let sum = 0;
  let before = 0;
  for (let period = 1; period <= value.periods; period += 1) {
    const until = expectedPurchases(parameters, history, { unit: parameters.unit, length: period });
    sum += (value.spend * (until - before)) / (1 + value.discountPerUnit) ** period;
    before = until;
  }
  return sum;
}

/** Odds that the customer has left: [x>0]·a/(b+x−1)·((α+T)/(α+t))^(r+x). */
function oddsGone<Unit extends TimeUnit>(
  parameters: BuyingParameters<Unit>,
  history: PurchaseHistory<NoInfer<Unit>>,
): number {
  assertSameUnit(parameters.unit, history.unit);
  const { r, alpha, a, b } = parameters;
  const { repeats: x, last, age } = history;
  return x === 0 ? 0 : (a / (b + x - 1)) * ((alpha + age) / (alpha + last)) ** (r + x);
}

/** At a = 1 the formulas are 0/0; their limit is met to eight digits a hair beside it. */
function awayFromOne(a: number): number {
  return Math.abs(a - 1) < 1e-7 ? 1 + 1e-7 : a;
}

/** Gauss hypergeometric series 2F1(a, b; c; z) for 0 ≤ z < 1, summed until a term no longer changes it. */
function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let index = 0; index < 1_000_000; index += 1) {
    term *= ((a + index) * (b + index) * z) / ((c + index) * (index + 1));
    sum += term;
    if (Math.abs(term) < 1e-15 * Math.abs(sum)) break;
  }
  return sum;
}

/** The type already forbids it; data from outside has no types. */
function assertSameUnit(one: TimeUnit, two: TimeUnit): void {
  if (one !== two)
    throw new Refusal('invalid', 'time_units_mixed', `Parameters in ${one} cannot be asked about ${two}.`, {
      one,
      two,
    });
}
