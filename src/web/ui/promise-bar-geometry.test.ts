import fc from 'fast-check';
import { expect, test } from 'vitest';
import { promiseBarGeometry } from './promise-bar-geometry.ts';

const hour = 3_600_000;

test.each([
  ['just made, the whole line is left', { madeAt: 0, dueAt: 10 * hour, now: 0 }, 100],
  ['at half time, half of it', { madeAt: 0, dueAt: 10 * hour, now: 5 * hour }, 50],
  ['at the due hour, nothing', { madeAt: 0, dueAt: 10 * hour, now: 10 * hour }, 0],
  ['after it, still nothing', { madeAt: 0, dueAt: 10 * hour, now: 30 * hour }, 0],
  ['seen before it was made, no more than the whole', { madeAt: 0, dueAt: 10 * hour, now: -hour }, 100],
  ['due the moment it is made, nothing', { madeAt: hour, dueAt: hour, now: hour }, 0],
])('%s', (_, promise, left) => {
  expect(promiseBarGeometry(promise).left).toBe(left);
});

test('after renegotiation the old hour stays where it was on the new line', () => {
  const promise = { madeAt: 0, dueAt: 10 * hour, now: 6 * hour, previousDueAt: 4 * hour };
  expect(promiseBarGeometry(promise)).toEqual({ left: 40, was: 40 });
  expect(promiseBarGeometry({ ...promise, previousDueAt: 20 * hour }).was).toBe(100);
});

test('what is left never grows while time passes', () => {
  fc.assert(
    fc.property(fc.nat(1e9), fc.nat(1e9), fc.nat(1e9), (span, early, later) => {
      const at = (now: number) => promiseBarGeometry({ madeAt: 0, dueAt: span, now }).left;
      expect(at(early + later)).toBeLessThanOrEqual(at(early));
    }),
  );
});
