import { describe, expect, it } from 'vitest';
import {
  breakEven,
  contractualLifetimeValue,
  lossShares,
  revenueAtRisk,
  winAgainstKeep,
} from './retention-economics.ts';

describe('win against keep', () => {
  it('divides the cost of winning one by the cost of keeping one', () => {
    const found = winAgainstKeep({
      acquisitionSpend: 50_000,
      newCustomers: 100,
      retentionSpend: 40_000,
      retainedCustomers: 400,
    });
    expect(found).toEqual({ costToWin: 500, costToKeep: 100, ratio: 5 });
  });

  it('is unknown where nobody was won, and has no ratio where keeping cost nothing', () => {
    expect(
      winAgainstKeep({ acquisitionSpend: 1, newCustomers: 0, retentionSpend: 1, retainedCustomers: 1 }),
    ).toBeUndefined();
    expect(
      winAgainstKeep({ acquisitionSpend: 1, newCustomers: 1, retentionSpend: 0, retainedCustomers: 1 })?.ratio,
    ).toBeUndefined();
  });
});

describe('why customers left', () => {
  it('keeps unknown causes out of every denominator but their own', () => {
    const shares = lossShares([
      { cause: 'poor service', preventable: true },
      { cause: 'other', preventable: false },
      { cause: 'other', preventable: undefined },
      { cause: 'unknown', preventable: undefined },
    ]);
    expect(shares.poorService).toMatchObject({ hits: 1, trials: 3 });
    expect(shares.preventable).toMatchObject({ hits: 1, trials: 2 });
    expect(shares.reviewed).toMatchObject({ hits: 3, trials: 4 });
  });
});

describe('money', () => {
  it('counts value without an estimate apart from revenue at risk', () => {
    const found = revenueAtRisk([
      { value: 100, probabilityOfLeaving: 0.25 },
      { value: 40, probabilityOfLeaving: undefined },
    ]);
    expect(found).toEqual({ atRisk: 25, valueWithoutEstimate: 40 });
  });

  it('values a contract at 2.667 margins for r = .8, i = .1', () => {
    expect(contractualLifetimeValue(1, 0.8, 0.1)).toBeCloseTo(2.667, 3);
    expect(() => contractualLifetimeValue(1, 1, 0)).toThrow(expect.objectContaining({ code: 'retention_impossible' }));
  });

  it('a fix breaks even exactly at cost = change × customers × value', () => {
    expect(breakEven({ cost: 2000, retentionChange: 0.02, customers: 1000, lifetimeValue: 100 })).toEqual({
      gain: 0,
      breaksEven: true,
      retentionChangeNeeded: 0.02,
    });
    expect(breakEven({ cost: 2001, retentionChange: 0.02, customers: 1000, lifetimeValue: 100 }).breaksEven).toBe(
      false,
    );
  });
});
