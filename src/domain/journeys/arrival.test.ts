import { describe, expect, it } from 'vitest';
import { arrivalAfter } from './arrival.ts';

const arrived = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, nth) => ({ time: from + nth, happened: true }));

describe('by when a customer is probably at the next stop', () => {
  it('is where eight in ten of those before him had arrived', () => {
    expect(arrivalAfter(arrived(1, 40), 0)).toEqual({ days: 32, n: 40, share: 0.8 });
  });

  it('counts only those who had waited as long as he has', () => {
    // of the twenty who waited more than twenty days, sixteen were there by day 36
    expect(arrivalAfter(arrived(1, 40), 20)).toEqual({ days: 36, n: 20, share: 0.8 });
  });

  it('lets those still on the way count as long as they waited', () => {
    const some = [...arrived(1, 40), ...Array.from({ length: 10 }, () => ({ time: 5, happened: false }))];
    expect(arrivalAfter(some, 0)!.days).toBeGreaterThanOrEqual(32);
  });

  it.each([
    ['few arrived', arrived(1, 29), 0],
    ['few waited as long', arrived(1, 40), 31],
    ['he waits longer than anybody did', arrived(1, 40), 90],
    [
      'too many never arrive',
      [...arrived(1, 40), ...Array.from({ length: 60 }, () => ({ time: 90, happened: false }))],
      0,
    ],
    ['nobody was there', [], 0],
  ])('is not said where %s', (_, waiting, elapsed) => {
    expect(arrivalAfter(waiting, elapsed)).toBeUndefined();
  });
});
