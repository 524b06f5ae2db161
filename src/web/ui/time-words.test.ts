import { expect, test } from 'vitest';
import { durationWords, instantWords } from './time-words.ts';

const minute = 60_000;

test.each([
  [20_000, 'duration.moment', {}],
  [48 * minute + 59_000, 'duration.minutes', { count: 48 }],
  [(5 * 60 + 48) * minute, 'duration.hours', { hours: 5, minutes: '48' }],
  [-(3 * 60 + 3) * minute, 'duration.hours', { hours: 3, minutes: '03' }],
  [47 * 60 * minute, 'duration.hours', { hours: 47, minutes: '00' }],
  [72 * 60 * minute, 'duration.days', { count: 3 }],
])('a span of %d ms is cut to what matters', (span, key, values) => {
  expect(durationWords(span)).toEqual({ key, values });
});

test.each([
  ['2026-03-31T09:30:00Z', '10:30'],
  ['2026-03-30T14:52:00Z', 'yesterday, 15:52'],
  ['2026-04-01T14:00:00Z', 'tomorrow, 15:00'],
  ['2026-04-02T11:00:00Z', 'Thu 12:00'],
  ['2026-03-04T11:00:00Z', '4 March'],
  ['2025-03-04T11:00:00Z', '4 March 2025'],
])('%s is said as %s on Tuesday 31 March in London', (at, words) => {
  expect(instantWords(new Date(at), new Date('2026-03-31T09:42:00Z'), 'en', 'Europe/London')).toBe(words);
});

test('the day changes at midnight of the person, also when the clocks went forward', () => {
  const justBefore = new Date('2026-03-28T23:30:00Z');
  const after = new Date('2026-03-29T22:30:00Z');
  expect(instantWords(justBefore, after, 'en', 'Europe/London')).toBe('yesterday, 23:30');
  expect(instantWords(justBefore, after, 'de', 'Pacific/Auckland')).toBe('gestern, 12:30');
});
