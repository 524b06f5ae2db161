import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessTimeBetween } from './business-time.ts';
import type { Calendar, Interval } from './calendar.ts';
import {
  atAnyHour,
  heardFrom,
  outsideQuiet,
  type Reach,
  silentFrom,
  waitEnds,
  waitsUntil,
} from './escalation-waiting.ts';

const at = (text: string) => new Date(text);
const minutes = (n: number) => n * 60_000;
const days = (working: Interval[], weekend: Interval[] = []): Calendar['week'] => ({
  1: working,
  2: working,
  3: working,
  4: working,
  5: working,
  6: weekend,
  7: weekend,
});
const calendar = (from: string, to: string, zone = 'Europe/Berlin', everyDay = false): Calendar => ({
  zone,
  week: days([{ from, to }], everyDay ? [{ from, to }] : []),
  exceptions: [],
});
const during = (...hours: Calendar[]): Reach => ({ hours, within: null, leavesAt: null });
const office = during(calendar('09:00', '17:00'));

describe('the minutes of a step', () => {
  test('begin at the opening, and go on the next day where they are not used up', () => {
    // Wednesday two at night in Berlin: heard at nine
    expect(heardFrom(office, at('2026-04-15T00:00:00Z'))).toEqual(at('2026-04-15T07:00:00Z'));
    expect(waitEnds([office], at('2026-04-15T00:00:00Z'), minutes(60))).toEqual(at('2026-04-15T08:00:00Z'));
    // ten minutes before closing: twenty of the thirty are left for the morning
    expect(waitEnds([office], at('2026-04-15T14:50:00Z'), minutes(30))).toEqual(at('2026-04-16T07:20:00Z'));
    // and over a weekend
    expect(waitEnds([office], at('2026-04-17T14:50:00Z'), minutes(30))).toEqual(at('2026-04-20T07:20:00Z'));
  });
  test('are minutes by the wall for whoever is on call', () => {
    expect(heardFrom(atAnyHour, at('2026-04-15T00:00:00Z'))).toEqual(at('2026-04-15T00:00:00Z'));
    expect(waitEnds([office, atAnyHour], at('2026-04-15T00:00:00Z'), minutes(15))).toEqual(at('2026-04-15T00:15:00Z'));
  });
  test('count where any one of them hears it, and each of them once', () => {
    const newYork = during(calendar('09:00', '17:00', 'America/New_York'));
    // 16:50 in Berlin is 10:50 in New York: it goes on without a gap
    expect(waitEnds([office, newYork], at('2026-04-15T14:50:00Z'), minutes(30))).toEqual(at('2026-04-15T15:20:00Z'));
    // Berlin opens at seven in UTC: the hours that both have count once
    expect(waitEnds([office, newYork], at('2026-04-15T05:00:00Z'), minutes(600))).toEqual(at('2026-04-15T17:00:00Z'));
  });
  test('leave out a quiet time within the hours, and a quiet time alone is hours enough', () => {
    const late: Reach = {
      hours: [calendar('14:00', '22:00')],
      within: outsideQuiet('Europe/Berlin', '20:00', '07:00'),
      leavesAt: null,
    };
    expect(waitEnds([late], at('2026-04-15T17:45:00Z'), minutes(30))).toEqual(at('2026-04-16T12:15:00Z'));
    const unplanned: Reach = { ...late, hours: [null] };
    expect(heardFrom(unplanned, at('2026-04-15T20:00:00Z'))).toEqual(at('2026-04-16T05:00:00Z'));
    expect(outsideQuiet('UTC', '08:00', '08:00')).toBeNull();
    const noon: Reach = { ...late, hours: [null], within: outsideQuiet('UTC', '12:00', '13:00') };
    expect(waitEnds([noon], at('2026-04-15T11:50:00Z'), minutes(30))).toEqual(at('2026-04-15T13:20:00Z'));
  });
  test('end with whoever goes away last, and at once where nobody is there', () => {
    const leaving = { ...office, leavesAt: at('2026-04-15T15:00:00Z') };
    expect(heardFrom(leaving, at('2026-04-15T15:30:00Z'))).toBeNull();
    expect(waitEnds([leaving], at('2026-04-15T14:30:00Z'), minutes(60))).toEqual(at('2026-04-15T15:00:00Z'));
    expect(waitEnds([leaving, office], at('2026-04-15T14:30:00Z'), minutes(60))).toEqual(at('2026-04-16T07:30:00Z'));
    expect(waitEnds([], at('2026-04-15T14:30:00Z'), minutes(60))).toEqual(at('2026-04-15T14:30:00Z'));
    const never = during({ zone: 'UTC', week: days([]), exceptions: [] });
    expect(waitEnds([never], at('2026-04-15T14:30:00Z'), minutes(60))).toEqual(at('2026-04-15T14:30:00Z'));
  });
});

describe('on the days on which the clock is changed', () => {
  const nights = during(calendar('01:00', '05:00', 'Europe/Berlin', true));
  test('an opening at nine is at nine by the wall before and after', () => {
    expect(heardFrom(office, at('2026-03-27T20:00:00Z'))).toEqual(at('2026-03-30T07:00:00Z'));
    expect(heardFrom(office, at('2026-10-23T20:00:00Z'))).toEqual(at('2026-10-26T08:00:00Z'));
  });
  test('the hour that is skipped in spring does not count, the one that happens twice in autumn counts twice', () => {
    // 29 March, two becomes three: one to five are three hours
    expect(waitEnds([nights], at('2026-03-28T23:00:00Z'), minutes(180))).toEqual(at('2026-03-29T03:00:00Z'));
    expect(waitEnds([nights], at('2026-03-28T23:00:00Z'), minutes(181))).toEqual(at('2026-03-29T23:01:00Z'));
    // 25 October, three becomes two: one to five are five hours
    expect(waitEnds([nights], at('2026-10-24T22:00:00Z'), minutes(300))).toEqual(at('2026-10-25T04:00:00Z'));
    expect(waitEnds([nights], at('2026-10-24T22:00:00Z'), minutes(301))).toEqual(at('2026-10-26T00:01:00Z'));
  });
  test('on call, sixty minutes are sixty minutes', () => {
    for (const from of [at('2026-03-29T00:30:00Z'), at('2026-10-25T00:30:00Z')])
      expect(waitEnds([atAnyHour], from, minutes(60))).toEqual(new Date(+from + minutes(60)));
  });
});

test('it goes silent when the last of them closes, and never where somebody is on call', () => {
  const late = during(calendar('12:00', '20:00'));
  expect(silentFrom([office, late], at('2026-04-15T10:00:00Z'))).toEqual(at('2026-04-15T18:00:00Z'));
  expect(silentFrom([office], at('2026-04-15T22:00:00Z'))).toEqual(at('2026-04-15T22:00:00Z'));
  expect(silentFrom([office, atAnyHour], at('2026-04-15T22:00:00Z'))).toBeNull();
  expect(silentFrom([], at('2026-04-15T22:00:00Z'))).toEqual(at('2026-04-15T22:00:00Z'));
});

test('a step waits on from when it was told, gives way to whoever is on call when all have gone home, and is over in time', () => {
  const told = { begins: at('2026-04-15T14:50:00Z'), milliseconds: minutes(30) };
  const look = (now: string, onCallLater: boolean) => waitsUntil([office], { ...told, now: at(now), onCallLater });
  expect(look('2026-04-15T14:55:00Z', false)).toEqual(at('2026-04-16T07:20:00Z'));
  expect(look('2026-04-15T14:55:00Z', true)).toEqual(at('2026-04-15T15:00:00Z'));
  expect(look('2026-04-15T15:00:00Z', true)).toBeNull();
  expect(look('2026-04-16T07:10:00Z', true)).toEqual(at('2026-04-16T07:20:00Z'));
  expect(look('2026-04-16T07:20:00Z', false)).toBeNull();
});

test('with one person the wait is exactly so much business time, whatever the hour it begins', () => {
  const start = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 1) });
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 3000 }), (from, wait) => {
      const [hours] = office.hours;
      const ends = waitEnds([office], new Date(from), minutes(wait));
      expect(businessTimeBetween(hours!, new Date(from), ends)).toBe(minutes(wait));
      expect(businessTimeBetween(hours!, new Date(from), new Date(+ends - 1))).toBe(minutes(wait) - 1);
      // whoever joins makes it shorter, never longer
      expect(
        +waitEnds([office, during(calendar('07:00', '11:00', 'UTC', true))], new Date(from), minutes(wait)),
      ).toBeLessThanOrEqual(+ends);
    }),
    { numRuns: 200 },
  );
});
