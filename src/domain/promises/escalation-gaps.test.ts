import { expect, test } from 'vitest';
import { gapsOf } from './escalation-gaps.ts';
import type { Rota } from './escalation-rota.ts';

const at = (text: string) => new Date(`${text}:00.000Z`);
const rota: Rota = {
  zone: 'UTC',
  startsOn: '2026-04-06',
  changesAt: '09:00',
  turnDays: 7,
  people: ['ada', 'ben'],
  overrides: [],
};
const [from, until] = [at('2026-04-14T00:00'), at('2026-04-28T00:00')];

test('a rota in which somebody takes turns has no gap', () => {
  expect(gapsOf(rota, [], from, until)).toEqual([]);
});

test('nobody is on call before it begins, and where all have left but for who stands in', () => {
  expect(gapsOf({ ...rota, startsOn: '2026-04-20' }, [], from, until)).toEqual([
    { userId: null, from, until: at('2026-04-20T09:00') },
  ]);
  const stands = { userId: 'cem', from: at('2026-04-15T00:00'), until: at('2026-04-16T00:00') };
  expect(gapsOf({ ...rota, gone: new Set(['ada', 'ben']), overrides: [stands] }, [], from, until)).toEqual([
    { userId: null, from, until: stands.from },
    { userId: null, from: stands.until, until },
  ]);
  expect(gapsOf({ ...rota, people: [] }, [], from, until)).toEqual([{ userId: null, from, until }]);
});

test('whoever is away leaves his own shifts open, and only as long as he is away', () => {
  const away = [
    { userId: 'ben', from: at('2026-04-18T00:00'), until: null },
    { userId: 'ada', from: at('2026-04-14T00:00'), until: at('2026-04-19T00:00') },
  ];
  expect(gapsOf(rota, away, from, until)).toEqual([
    { userId: 'ben', from: at('2026-04-18T00:00'), until: at('2026-04-20T09:00') },
    { userId: 'ben', from: at('2026-04-27T09:00'), until },
  ]);
});
