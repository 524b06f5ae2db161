import { describe, expect, it } from 'vitest';
import { fitBuying, fitSpending } from './fitting-value.ts';
import type { PurchaseHistory } from './lifetime-value.ts';
import { expectedPurchases, logLikelihood } from './lifetime-value.ts';
import { nelderMead } from './nelder-mead.ts';
import type { Random } from './random.ts';
import { betaDraw, exponentialDraw, gammaDraw, seededRandom } from './random.ts';

const truth = { unit: 'weeks', r: 0.6, alpha: 6, a: 0.8, b: 2.5 } as const;

/** One customer as BG/NBD describes him, watched for `age` weeks and then for `further` more. */
function live(random: Random, age: number, further: number): { history: PurchaseHistory<'weeks'>; later: number } {
  const rate = gammaDraw(random, truth.r, truth.alpha);
  const leaves = betaDraw(random, truth.a, truth.b);
  let repeats = 0;
  let last = 0;
  let later = 0;
  for (let now = exponentialDraw(random, rate); now <= age + further; now += exponentialDraw(random, rate)) {
    if (now <= age) {
      repeats += 1;
      last = now;
    } else later += 1;
    if (random() < leaves) break;
  }
  return { history: { unit: 'weeks', repeats, last, age }, later };
}

describe('Nelder–Mead', () => {
  it('finds the bottom of Rosenbrock’s valley', () => {
    const found = nelderMead(([x, y]) => (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2, [-1.2, 1]);
    expect(found.converged).toBe(true);
    expect(found.point[0]).toBeCloseTo(1, 3);
    expect(found.point[1]).toBeCloseTo(1, 3);
  });

  it('says so when it runs out of rounds', () => {
    expect(nelderMead(([x]) => -x!, [0], 50).converged).toBe(false);
  });
});

describe('fitting BG/NBD', () => {
  const random = seededRandom(31);
  const customers = Array.from({ length: 4000 }, () => live(random, 30 + 22 * random(), 26));
  const fit = fitBuying(
    'weeks',
    customers.map((customer) => customer.history),
  );

  it('finds planted parameters, and their likelihood', () => {
    if (!fit.fitted) throw new Error(fit.reason);
    expect(Math.abs(fit.parameters.r / truth.r - 1)).toBeLessThan(0.15);
    expect(Math.abs(fit.parameters.alpha / truth.alpha - 1)).toBeLessThan(0.15);
    const { a, b } = fit.parameters;
    expect(a / (a + b)).toBeCloseTo(truth.a / (truth.a + truth.b), 1);
    const sum = customers.reduce((total, { history }) => total + logLikelihood(fit.parameters, history), 0);
    expect(fit.logLikelihood).toBeCloseTo(sum, 4);
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(
      customers.reduce((total, { history }) => total + logLikelihood(truth, history), 0),
    );
  });

  it('foretells the purchases of the half year held back within five in a hundred', () => {
    if (!fit.fitted) throw new Error(fit.reason);
    const { parameters } = fit;
    const foretold = customers.reduce(
      (sum, { history }) => sum + expectedPurchases(parameters, history, { unit: 'weeks', length: 26 }),
      0,
    );
    const bought = customers.reduce((sum, { later }) => sum + later, 0);
    expect(Math.abs(foretold / bought - 1)).toBeLessThan(0.05);
  });

  it('is refused under 200 repeat customers', () => {
    expect(
      fitBuying(
        'weeks',
        customers.slice(0, 100).map((customer) => customer.history),
      ),
    ).toMatchObject({
      fitted: false,
      reason: 'too few repeat customers',
    });
  });
});

describe('fitting Gamma–Gamma', () => {
  const spending = { p: 6.25, q: 3.74, v: 15.44 };
  const random = seededRandom(32);
  const buyers = Array.from({ length: 20_000 }, () => {
    const repeats = 1 + Math.floor(random() * 6);
    return {
      repeats,
      meanValue: gammaDraw(random, spending.p * repeats, gammaDraw(random, spending.q, spending.v) * repeats),
    };
  });

  it('finds planted parameters', () => {
    const fit = fitSpending(buyers);
    if (!fit.fitted) throw new Error(fit.reason);
    const mean = (each: typeof spending) => (each.p * each.v) / (each.q - 1);
    expect(Math.abs(mean(fit.parameters) / mean(spending) - 1)).toBeLessThan(0.05);
    expect(Math.abs(fit.parameters.p / spending.p - 1)).toBeLessThan(0.15);
  });

  it('is refused where those who buy often also spend more', () => {
    const related = buyers.map(({ repeats, meanValue }) => ({ repeats, meanValue: meanValue * repeats }));
    expect(fitSpending(related)).toMatchObject({ fitted: false, reason: 'spend depends on frequency' });
  });
});
