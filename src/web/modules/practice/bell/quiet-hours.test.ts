import { expect, test } from 'vitest';
import { isQuiet } from './quiet-hours.ts';

const at = (hours: number, minutes = 0) => hours * 60 + minutes;

test.each([
  ['over midnight, late', { from: '19:00', to: '07:00' }, at(23, 30), true],
  ['over midnight, early', { from: '19:00', to: '07:00' }, at(6, 59), true],
  ['over midnight, its end', { from: '19:00', to: '07:00' }, at(7), false],
  ['over midnight, by day', { from: '19:00', to: '07:00' }, at(12), false],
  ['within a day', { from: '12:00', to: '13:00' }, at(12, 30), true],
  ['within a day, after', { from: '12:00', to: '13:00' }, at(13), false],
  ['equal hours are never quiet', { from: '08:00', to: '08:00' }, at(8), false],
])('the bell is still %s', (_, hours, minutes, quiet) => {
  expect(isQuiet(hours, minutes)).toBe(quiet);
});
