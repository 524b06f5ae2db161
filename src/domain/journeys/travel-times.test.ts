import { expect, test } from 'vitest';
import { kaplanMeier, survivalAt } from '../measures/survival.ts';
import { travelTimes } from './travel-times.ts';

const at = (day: number) => new Date(Date.UTC(2026, 0, 1 + day));
const stops = ['chosen', 'measured', 'delivered', 'fitted'];

test('who is on the way waits until now, who went on without a stop until he was further on', () => {
  const times = travelTimes(
    [
      { startedAt: at(0), reached: [{ id: 'chosen', at: at(0) }] },
      {
        startedAt: at(2),
        reached: [
          { id: 'chosen', at: at(2) },
          { id: 'delivered', at: at(9) },
        ],
      },
    ],
    stops,
    at(20),
  );
  expect(times.get('chosen')).toEqual([
    { time: 0, happened: true },
    { time: 0, happened: true },
  ]);
  expect(times.get('measured')).toEqual([
    { time: 20, happened: false },
    { time: 7, happened: false },
  ]);
  expect(times.get('delivered')).toEqual([
    { time: 20, happened: false },
    { time: 7, happened: true },
  ]);
  expect(times.get('fitted')).toEqual([
    { time: 20, happened: false },
    { time: 18, happened: false },
  ]);
});

test('those who took the other way do not make a stop look slow: by hand, 3 of 4, then 2 of 3 left', () => {
  const fast = (days: number) => ({
    startedAt: at(0),
    reached: [
      { id: 'chosen', at: at(0) },
      { id: 'measured', at: at(days) },
    ],
  });
  const around = { startedAt: at(0), reached: [{ id: 'delivered', at: at(1) }] };
  const curve = kaplanMeier(travelTimes([fast(2), fast(3), fast(5), fast(8), around], stops, at(100)).get('measured')!);
  expect(curve).toMatchObject({ n: 5, events: 4 });
  expect([2, 3, 5, 8].map((day) => survivalAt(curve, day))).toEqual(
    [0.75, 0.5, 0.25, 0].map((s) => expect.closeTo(s, 12)),
  );
});
