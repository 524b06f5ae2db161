import { Refusal } from '../refusal.ts';
import type { Share } from './proportions.ts';
import { shareOf } from './proportions.ts';

/** The company's own figures on winning and keeping; outside claims are shown beside them, never in their place. */

/** Spend in one currency over one period, with the customers it won or kept in the same period. */
export type WinKeepSpend = {
  readonly acquisitionSpend: number;
  readonly newCustomers: number;
  readonly retentionSpend: number;
  readonly retainedCustomers: number;
};

export type WinAgainstKeep = {
  /** Currency per new customer, and per retained one. */
  readonly costToWin: number;
  readonly costToKeep: number;
  /** How many times dearer winning is; undefined where keeping cost nothing. */
  readonly ratio: number | undefined;
};

/** (acquisition spend / new customers) / (retention spend / retained customers); undefined without customers on a side. */
export function winAgainstKeep(spend: WinKeepSpend): WinAgainstKeep | undefined {
  if (spend.newCustomers <= 0 || spend.retainedCustomers <= 0) return undefined;
  const costToWin = spend.acquisitionSpend / spend.newCustomers;
  const costToKeep = spend.retentionSpend / spend.retainedCustomers;
  return { costToWin, costToKeep, ratio: costToKeep > 0 ? costToWin / costToKeep : undefined };
}

/** One customer who left, as reviewed. A cause nobody could establish is 'unknown' and enters no denominator. */
export type LossReview = {
  readonly cause: 'poor service' | 'other' | 'unknown';
  /** Whether we could have kept them, or undefined where the reviewers could not say. */
  readonly preventable: boolean | undefined;
};

export type LossShares = {
  /** Those who left for poor service, of those whose cause is known. */
  readonly poorService: Share | undefined;
  /** Those we could have kept, of those where the reviewers could say. */
  readonly preventable: Share | undefined;
  /** Those reviewed with a known cause, of all who left. */
  readonly reviewed: Share | undefined;
};

/** Why customers left, each share with its own denominator and Wilson interval. */
export function lossShares(reviews: readonly LossReview[]): LossShares {
  const known = reviews.filter((review) => review.cause !== 'unknown');
  const decided = reviews.filter((review) => review.preventable !== undefined);
  return {
    poorService: shareOf(known.filter((review) => review.cause === 'poor service').length, known.length),
    preventable: shareOf(decided.filter((review) => review.preventable).length, decided.length),
    reviewed: shareOf(known.length, reviews.length),
  };
}

/** Revenue at risk in currency: Σ value · probability of leaving. Customers without a probability are counted apart. */
export function revenueAtRisk(
  customers: readonly { readonly value: number; readonly probabilityOfLeaving: number | undefined }[],
): {
  readonly atRisk: number;
  readonly valueWithoutEstimate: number;
} {
  return customers.reduce(
    (sum, { value, probabilityOfLeaving }) =>
      probabilityOfLeaving === undefined
        ? { ...sum, valueWithoutEstimate: sum.valueWithoutEstimate + value }
        : { ...sum, atRisk: sum.atRisk + value * probabilityOfLeaving },
    { atRisk: 0, valueWithoutEstimate: 0 },
  );
}

/**
 * Lifetime value of a customer under contract: m·r/(1 + i − r), with `margin` m per period, `retention` r and `interest` i
 * of the same period. The first payment falls due after one period.
 * @throws Refusal invalid for a retention outside 0..1, or one so high that the sum has no end.
 */
export function contractualLifetimeValue(margin: number, retention: number, interest: number): number {
  if (!(retention >= 0 && retention <= 1) || !(1 + interest - retention > 0)) {
    throw new Refusal('invalid', 'retention_impossible', 'Retention lies between 0 and 1, and under 1 plus interest.', {
      retention,
      interest,
    });
  }
  return (margin * retention) / (1 + interest - retention);
}

export type BreakEven = {
  /** Change in retention × customers × lifetime value, less the cost, in currency. */
  readonly gain: number;
  readonly breaksEven: boolean;
  /** The change in retention that would just pay; undefined where no customer or no value is concerned. */
  readonly retentionChangeNeeded: number | undefined;
};

/** A fix breaks even when its cost ≤ change in retention (0.02 = two points) × customers × lifetime value. */
export function breakEven(fix: {
  readonly cost: number;
  readonly retentionChange: number;
  readonly customers: number;
  readonly lifetimeValue: number;
}): BreakEven {
  const worth = fix.customers * fix.lifetimeValue;
  const gain = fix.retentionChange * worth - fix.cost;
  return { gain, breaksEven: gain >= 0, retentionChangeNeeded: worth > 0 ? fix.cost / worth : undefined };
}
