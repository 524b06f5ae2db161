import { expect, test } from 'vitest';
import type { Design } from './drawing.data.ts';
import { insertAfter, joined, moved, newStop, withoutStop } from './drawing-edits.ts';

const stops = (...ids: string[]) => ids.map((id) => newStop(id, null));
const line: Design = { stages: [], stops: stops('a', 'b', 'c'), ways: [] };
const shown = ({ ways }: Design) => ways.map(({ from, to }) => from + to);

test('the first way drawn keeps the order that was the way until then', () => {
  expect(shown(joined(line, 'c', 'a'))).toEqual(['ab', 'bc', 'ca']);
  expect(shown(joined(joined(line, 'c', 'a'), 'c', 'a'))).toEqual(['ab', 'bc', 'ca']);
});

test('a new stop stands on the way that led on; a removed one is bridged', () => {
  const drawn = joined(line, 'c', 'a');
  const longer = insertAfter(drawn, 'a', newStop('x', null));
  expect(shown(longer)).toEqual(['ax', 'xb', 'bc', 'ca']);
  expect(longer.stops.map(({ id }) => id)).toEqual(['a', 'x', 'b', 'c']);
  expect(shown(withoutStop(longer, 'x')).toSorted()).toEqual(['ab', 'bc', 'ca']);
});

test('a stop at an end moves no further', () => {
  expect(moved(line, 'a', -1)).toBe(line);
  expect(moved(line, 'a', 1).stops.map(({ id }) => id)).toEqual(['b', 'a', 'c']);
});
