import { expect, test } from 'vitest';
import { ratingOf } from './ratings.ts';

test.each([
  ['good', 5],
  ['bad', 1],
  ['Great', 5],
  ['not_good', 1],
  ['okay', 3],
  ['4', 4],
  ['103', 5],
  ['100', 3],
  ['-101', 2],
  ['-103', 1],
  ['offered', null],
  ['7', null],
  ['', null],
])('a rating "%s" of another desk is %s of five', (score, expected) => {
  expect(ratingOf(score)).toBe(expected);
});
