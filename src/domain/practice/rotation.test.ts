import { expect, test } from 'vitest';
import { proposeForDay } from './rotation.ts';

const library = (times: Map<string, number>) => [
  ...Array.from({ length: 12 }, (_, n) => ({ id: `do-${n}`, kind: 'do' as const, times: times.get(`do-${n}`) ?? 0 })),
  ...Array.from({ length: 6 }, (_, n) => ({
    id: `stop-${n}`,
    kind: 'stop' as const,
    times: times.get(`stop-${n}`) ?? 0,
  })),
];

test('proposals repeat only after the whole library has been through', () => {
  const times = new Map<string, number>();
  const seen: string[] = [];
  for (let day = 0; day < 6; day += 1) {
    const today = proposeForDay(library(times), [], 'ines');
    expect(today.map((each) => each.kind)).toEqual(['do', 'do', 'stop']);
    for (const { id } of today) {
      seen.push(id);
      times.set(id, (times.get(id) ?? 0) + 1);
    }
  }
  expect(new Set(seen).size).toBe(18);
  expect(proposeForDay(library(times), [], 'ines').every((each) => each.times === 1)).toBe(true);
});

test('a taken place is not proposed for, and nothing that already stands there', () => {
  const all = library(new Map());
  const [first] = proposeForDay(all, [], 'ines');
  const rest = proposeForDay(all, [first!], 'ines');
  expect(rest.map((each) => each.kind)).toEqual(['do', 'stop']);
  expect(rest).not.toContain(first);
});

test('people get different orders, the same person always the same', () => {
  const all = library(new Map());
  const firsts = ['ines', 'tom', 'dele', 'maja', 'priya', 'jw'].map((whose) => proposeForDay(all, [], whose)[0]!.id);
  expect(new Set(firsts).size).toBeGreaterThan(2);
  expect(proposeForDay(all, [], 'tom')).toEqual(proposeForDay(all, [], 'tom'));
});
