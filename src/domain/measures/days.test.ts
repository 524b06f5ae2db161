import { expect, test } from 'vitest';
import { dayIn, daysBetween, monthOf, shiftDay, shiftMonths, startOfDayIn, weekOf } from './days.ts';

test('a day is a day of the zone, not of UTC', () => {
  expect(dayIn('Pacific/Auckland', new Date('2026-03-31T12:30:00Z'))).toBe('2026-04-01');
  expect(dayIn('America/New_York', new Date('2026-04-01T03:59:00Z'))).toBe('2026-03-31');
  expect(startOfDayIn('Europe/Berlin', '2026-03-30').toISOString()).toBe('2026-03-29T22:00:00.000Z');
  expect(startOfDayIn('Europe/Berlin', '2026-03-29').toISOString()).toBe('2026-03-28T23:00:00.000Z');
});

test('weeks begin on Monday, months on the first', () => {
  expect(weekOf('2026-03-29')).toBe('2026-03-23');
  expect(weekOf('2026-03-30')).toBe('2026-03-30');
  expect(monthOf('2026-03-30')).toBe('2026-03-01');
  expect(shiftDay('2026-02-28', 1)).toBe('2026-03-01');
  expect(shiftMonths('2026-03-31', -1)).toBe('2026-02-28');
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
});
