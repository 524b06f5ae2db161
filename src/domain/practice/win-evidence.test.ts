import { describe, expect, test } from 'vitest';
import { bestEvidence, claimCarriedBy, type Claim, type Evidence, supports } from './win-evidence.ts';

const day = (n: number) => new Date(Date.UTC(2026, 2, n, 12));
const claim = (change: Partial<Claim> = {}): Claim => ({
  id: 'w',
  userId: 'ines',
  customerId: 'hanne',
  caseId: null,
  claimedAt: day(15),
  ...change,
});
const piece = (change: Partial<Evidence> = {}): Evidence => ({
  id: 'e',
  kind: 'rating',
  customerId: 'hanne',
  caseId: null,
  at: day(16),
  rating: 5,
  notedBy: null,
  ...change,
});

describe('evidence', () => {
  test.each([
    ['of the customer, the day after', piece(), claim(), true],
    ['of another customer', piece({ customerId: 'piet' }), claim(), false],
    ['of another case', piece({ caseId: 'a' }), claim({ caseId: 'b' }), false],
    ['without a case for a claim with one', piece(), claim({ caseId: 'b' }), true],
    ['on the fourteenth day', piece({ at: day(29) }), claim(), true],
    ['after the fourteenth day', piece({ at: day(30) }), claim(), false],
    ['older than fourteen days', piece({ at: day(0) }), claim(), false],
    ['typed in by the claimer', piece({ notedBy: 'ines' }), claim(), false],
  ])('%s', (_name, evidence, claimed, expected) => expect(supports(evidence, claimed)).toBe(expected));

  test('of the same case is better than stronger evidence without one', () => {
    const thanks = piece({ id: 'thanks', kind: 'thanks', caseId: 'a' });
    expect(bestEvidence([piece(), thanks], claim({ caseId: 'a' }))).toBe(thanks);
    expect(bestEvidence([piece({ customerId: 'piet' })], claim())).toBeUndefined();
  });

  test('carries the claim of its own case before an older one', () => {
    const older = claim({ id: 'older', claimedAt: day(10) });
    const same = claim({ id: 'same', caseId: 'a' });
    expect(claimCarriedBy(piece({ caseId: 'a' }), [older, same])).toBe(same);
    expect(claimCarriedBy(piece(), [same, older])).toBe(older);
  });
});
