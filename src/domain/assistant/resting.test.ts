import { expect, it } from 'vitest';
import { afterTrouble, isResting, type Standing, type Trouble, well } from './resting.ts';

const start = new Date('2026-03-31T09:00:00Z');
const later = (ms: number) => new Date(start.getTime() + ms);
const after = (times: number, trouble: Trouble, from: Standing = well, at = start) => {
  let standing = from;
  for (let time = 0; time < times; time += 1) standing = afterTrouble(standing, trouble, at);
  return standing;
};

it.each([
  ['refused', 1],
  ['unreachable', 4],
  ['slow', 5],
  ['overloaded', 5],
  ['unreadable', 10],
  ['declined', 10],
] as const)('%s: after %i in a row it rests, not before', (trouble, times) => {
  expect(isResting(after(times - 1, trouble), start)).toBe(false);
  const resting = after(times, trouble);
  expect(isResting(resting, start)).toBe(true);
  expect(resting.restingUntil).toEqual(later(60_000));
});

it('after a rest one failure is enough, each rest is twice as long, an hour at most', () => {
  let standing = after(5, 'slow');
  let now = start;
  const rests: number[] = [];
  for (let time = 0; time < 9; time += 1) {
    now = standing.restingUntil!;
    expect(isResting(standing, now)).toBe(false);
    standing = afterTrouble(standing, 'slow', now);
    rests.push((standing.restingUntil!.getTime() - now.getTime()) / 60_000);
  }
  expect(rests).toEqual([2, 4, 8, 16, 32, 60, 60, 60, 60]);
});

it('a message that cannot be answered does not begin the next rest', () => {
  const resting = after(5, 'slow');
  const now = resting.restingUntil!;
  const hit = afterTrouble(resting, 'unreadable', now);
  expect(isResting(hit, now)).toBe(false);
  expect(isResting(after(9, 'unreadable', hit, now), now)).toBe(true);
});

it('who fails while it rests does not lengthen the rest', () => {
  const resting = after(5, 'slow');
  expect(afterTrouble(resting, 'refused', later(30_000))).toBe(resting);
});
