import { expect, test } from 'vitest';
import { axisOf, placeOn } from './today-axis.ts';

const at = (clock: string) => Date.parse(`2026-03-31T${clock}:00Z`);

test('the day runs from opening to closing with room for words at its end', () => {
  const axis = axisOf(at('08:00'), at('18:00'), [at('10:42'), at('17:30')]);
  expect(axis.ticks.map((tick) => new Date(tick).toISOString().slice(11, 16))).toEqual([
    '08:00',
    '10:00',
    '12:00',
    '14:00',
    '16:00',
    '18:00',
  ]);
  expect(placeOn(axis, at('08:00'))).toBe(0);
  expect(placeOn(axis, at('18:00'))).toBeCloseTo(92.31, 1);
});

test('a promise before opening or after closing widens the day', () => {
  const axis = axisOf(at('09:00'), at('17:00'), [at('07:20'), at('20:10')]);
  expect(axis.from).toBe(at('07:00'));
  expect(placeOn(axis, at('20:10'))).toBeLessThan(100);
});

test('what lies outside stands at the edge', () => {
  const axis = axisOf(at('09:00'), at('17:00'), []);
  expect(placeOn(axis, at('03:00'))).toBe(0);
  expect(placeOn(axis, at('23:59'))).toBe(100);
});
