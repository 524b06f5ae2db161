import { describe, expect, it } from 'vitest';
import type { BuyingParameters, PurchaseHistory } from './lifetime-value.ts';
import {
  expectedPurchases,
  expectedRepeats,
  expectedSpend,
  lifetimeValue,
  logLikelihood,
  probabilityActive,
  spendIndependent,
} from './lifetime-value.ts';

/** The paper's estimates on CDNOW, which it prints as .243, 4.414, .793, 2.426; its answers come from all their digits. */
const cdnow: BuyingParameters<'weeks'> = { unit: 'weeks', r: 0.242593, alpha: 4.413532, a: 0.79292, b: 2.425894 };
const printed: BuyingParameters<'weeks'> = { unit: 'weeks', r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const customer: PurchaseHistory<'weeks'> = { unit: 'weeks', repeats: 2, last: 30.43, age: 38.86 };
const weeks = (length: number) => ({ unit: 'weeks', length }) as const;

describe('BG/NBD', () => {
  it.each([
    [0.1429, 0.0078],
    [1, 0.0532],
    [3, 0.1506],
    [31.857, 1.0405],
    [78, 1.858],
  ])('a new customer makes, within %d weeks, %d repeat purchases', (length, expected) => {
    expect(expectedRepeats(cdnow, weeks(length))).toBeCloseTo(expected, expected === 1.858 ? 3 : 4);
  });

  it('expects 1.226 purchases in 39 weeks from the customer of the paper, alive with .7266', () => {
    expect(expectedPurchases(cdnow, customer, weeks(39))).toBeCloseTo(1.226, 3);
    expect(probabilityActive(cdnow, customer)).toBeCloseTo(0.7266, 4);
    expect(expectedPurchases(printed, customer, weeks(39))).toBeCloseTo(1.226, 3);
    expect(probabilityActive(printed, customer)).toBeCloseTo(0.7266, 4);
  });

  it('never calls a one-time buyer fully active', () => {
    expect(probabilityActive(cdnow, { unit: 'weeks', repeats: 0, last: 0, age: 300 })).toBeUndefined();
  });

  it('has the likelihood of the paper’s formula', () => {
    const { r, alpha, a, b } = cdnow;
    // x = 0: αʳ(α+T)^−r, and Γ(a+b)Γ(b)/(Γ(b)Γ(a+b)) = 1.
    expect(logLikelihood(cdnow, { unit: 'weeks', repeats: 0, last: 0, age: 20 })).toBeCloseTo(
      r * Math.log(alpha / (alpha + 20)),
      9,
    );
    // x = 1: r·αʳ·b/(a+b)·((α+T)^−(r+1) + a/b·(α+t)^−(r+1)).
    const one = r * alpha ** r * (b / (a + b)) * ((alpha + 20) ** -(r + 1) + (a / b) * (alpha + 5) ** -(r + 1));
    expect(logLikelihood(cdnow, { unit: 'weeks', repeats: 1, last: 5, age: 20 })).toBeCloseTo(Math.log(one), 9);
  });

  it('stays finite for a customer with hundreds of purchases', () => {
    const busy: PurchaseHistory<'weeks'> = { unit: 'weeks', repeats: 500, last: 99, age: 100 };
    expect(expectedPurchases(cdnow, busy, weeks(52))).toBeGreaterThan(100);
    expect(Number.isFinite(logLikelihood(cdnow, busy))).toBe(true);
  });

  it('is continuous where a is one', () => {
    const [before, at, after] = [0.999, 1, 1.001].map((a) => expectedRepeats({ ...cdnow, a }, weeks(10)));
    expect(at).toBeCloseTo((before! + after!) / 2, 5);
  });

  it('does not let weeks be asked about days', () => {
    // @ts-expect-error the unit is part of the type
    expect(() => expectedRepeats(cdnow, { unit: 'days', length: 7 })).toThrow(
      expect.objectContaining({ code: 'time_units_mixed' }),
    );
  });
});

describe('value of a purchase', () => {
  const spending = { p: 6.25, q: 3.74, v: 15.44 };

  it('lies between everyone’s mean and the customer’s own, nearer the own the more was seen', () => {
    const everyone = (spending.p * spending.v) / (spending.q - 1);
    const few = expectedSpend(spending, 1, 80);
    const many = expectedSpend(spending, 50, 80);
    expect(few).toBeGreaterThan(everyone);
    expect(many).toBeGreaterThan(few);
    expect(many).toBeLessThan(80);
    expect(few).toBeCloseTo((2.74 / 8.99) * everyone + (6.25 / 8.99) * 80, 10);
  });

  it('refuses a one-time buyer', () => {
    expect(() => expectedSpend(spending, 0, 0)).toThrow(expect.objectContaining({ code: 'no_repeat_purchase' }));
  });

  it('checks that how often and how much are unrelated', () => {
    const grow = Array.from({ length: 50 }, (_, index) => ({ repeats: index + 1, meanValue: index * 2 }));
    expect(spendIndependent(grow)).toMatchObject({ holds: false });
  });
});

describe('customer lifetime value', () => {
  it('without discount is spend times expected purchases', () => {
    const value = lifetimeValue(cdnow, customer, { spend: 20, periods: 39, discountPerUnit: 0 });
    expect(value).toBeCloseTo(20 * expectedPurchases(cdnow, customer, weeks(39)), 9);
    expect(lifetimeValue(cdnow, customer, { spend: 20, periods: 39, discountPerUnit: 0.0027 })).toBeLessThan(value);
  });
});
