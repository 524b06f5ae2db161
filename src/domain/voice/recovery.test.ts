import { describe, expect, it } from 'vitest';
import type { Calendar } from '../promises/calendar.ts';
import {
  allowedRecoveryMoves,
  isBadAnswer,
  moveRecovery,
  recoveredBy,
  severityOf,
  workingDaysAfter,
} from './recovery.ts';

describe('a bad answer', () => {
  it.each([
    [{ rating: 2 }, true],
    [{ rating: 3 }, false],
    [{ likely: 6 }, true],
    [{ likely: 7 }, false],
    [{ solved: false, rating: 5 }, true],
    [{ solved: true }, false],
    [{}, false],
    [{ rating: null, likely: null }, false],
  ] as const)('%j: %s', (answer, bad) => {
    expect(isBadAnswer(answer)).toBe(bad);
  });

  it('is severe at the bottom of the scale and for a VIP', () => {
    expect(severityOf({ rating: 1 }, false)).toBe('severe');
    expect(severityOf({ likely: 3 }, false)).toBe('severe');
    expect(severityOf({ rating: 2 }, false)).toBe('normal');
    expect(severityOf({ rating: 2 }, true)).toBe('severe');
  });
});

describe('a recovery', () => {
  const standing = { state: 'open', cause: '', remedyOffered: '' } as const;

  it('begins with a human contact', () => {
    expect(() => moveRecovery(standing, 'offer-remedy')).toThrow('talk to the customer');
    expect(moveRecovery(standing, 'contact')).toBe('contacted');
  });

  it('asks again after a cause or an accepted remedy, not before', () => {
    const contacted = { ...standing, state: 'contacted' } as const;
    expect(() => moveRecovery(contacted, 'ask-again')).toThrow('cause');
    expect(moveRecovery({ ...contacted, cause: 'worn seal' }, 'ask-again')).toBe('asked-again');
    expect(moveRecovery({ ...contacted, remedyOffered: 'a new tap' }, 'remedy-accepted')).toBe('remedied');
  });

  it('is never ended by us', () => {
    expect(allowedRecoveryMoves({ ...standing, state: 'asked-again' })).toEqual(['assign']);
    expect(allowedRecoveryMoves({ ...standing, state: 'recovered' })).toEqual([]);
  });

  it.each([
    [{ solved: true, rating: 4 }, true],
    [{ solved: true }, true],
    [{ rating: 4 }, true],
    [{ rating: 3 }, undefined],
    [{ solved: true, rating: 2 }, false],
    [{ solved: false, rating: 5 }, false],
  ] as const)('the answer %j means recovered: %s', (answer, recovered) => {
    expect(recoveredBy(answer)).toBe(recovered);
  });
});

describe('working days', () => {
  const nine = [{ from: '09:00', to: '17:00' }];
  const office: Calendar = {
    zone: 'UTC',
    week: { 1: nine, 2: nine, 3: nine, 4: nine, 5: nine, 6: [], 7: [] },
    exceptions: [],
  };

  it('end at the same time of the next open day, over the weekend', () => {
    expect(workingDaysAfter(office, new Date('2026-03-27T10:30:00Z'), 1)).toEqual(new Date('2026-03-30T10:30:00Z'));
    expect(workingDaysAfter(office, new Date('2026-03-31T09:42:00Z'), 5)).toEqual(new Date('2026-04-07T09:42:00Z'));
  });

  it('are plain days where nothing is ever open', () => {
    const closed = { ...office, week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } };
    expect(workingDaysAfter(closed, new Date('2026-03-31T09:42:00Z'), 1)).toEqual(new Date('2026-04-01T09:42:00Z'));
  });
});
