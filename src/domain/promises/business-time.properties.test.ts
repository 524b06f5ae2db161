/**
 * Business time against a second opinion: a slow reference that asks the wall clock (through Intl, not Temporal)
 * minute by minute, over random calendars and around changes of the clocks.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar, CalendarException, Interval, Week } from './calendar.ts';
import { addBusinessTime, businessTimeBetween, isOpenAt, nextOpen, subtractBusinessTime } from './business-time.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

const ZONES = [
  'Europe/Berlin',
  'Europe/London',
  'Europe/Dublin',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Havana',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Antarctica/Troll',
  'UTC',
];

const formatters = new Map<string, Intl.DateTimeFormat>();

/** `[date, minutes after midnight, ISO weekday]` on the wall of a zone. */
function wallClock(zone: string, instant: number): [date: string, minutes: number, weekday: keyof Week] {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    const options = { timeZone: zone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' } as const;
    formatter = new Intl.DateTimeFormat('sv-SE', options);
    formatters.set(zone, formatter);
  }
  const text = formatter.format(instant);
  const date = text.slice(0, 10);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const minutes = Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)) + Number(text.slice(17, 19)) / 60;
  return [date, minutes, (weekday === 0 ? 7 : weekday) as keyof Week];
}

function referenceIsOpen(calendar: Calendar, instant: number): boolean {
  const [date, minutes, weekday] = wallClock(calendar.zone, instant);
  const intervals =
    calendar.exceptions.find((exception) => exception.date === date)?.intervals ?? calendar.week[weekday];
  return intervals.some(({ from, to }) => clockMinutes(from) <= minutes && minutes < clockMinutes(to));
}

function referenceElapsed(calendar: Calendar, from: number, minutes: number): number {
  let open = 0;
  for (let minute = 0; minute < minutes; minute += 1) if (referenceIsOpen(calendar, from + minute * MINUTE)) open += 1;
  return open * MINUTE;
}

function clockMinutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

const quarter = (number: number): string =>
  `${String(Math.floor(number / 4)).padStart(2, '0')}:${String((number % 4) * 15).padStart(2, '0')}`;

/** Up to three intervals on quarter hours; an even number of distinct marks can never overlap. */
const intervals: fc.Arbitrary<Interval[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 0, maxLength: 6 })
  .map((marks) => marks.sort((one, other) => one - other))
  .map((marks) => {
    const made: Interval[] = [];
    for (let index = 0; index + 1 < marks.length; index += 2)
      made.push({ from: quarter(marks[index] ?? 0), to: quarter(marks[index + 1] ?? 0) });
    return made;
  });

/** A minute within three days of a change of the clocks, where there is one, between 2000 and 2030. */
function momentNear(zone: string, seed: number, shift: number): number {
  const start = Date.UTC(2000, 0, 1) + (seed % (30 * 365)) * DAY;
  const change = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone).getTimeZoneTransition('next');
  const near = change !== null && change.epochMilliseconds < Date.UTC(2031, 0, 1) ? change.epochMilliseconds : start;
  return Math.floor((near + shift * MINUTE) / MINUTE) * MINUTE;
}

const situation = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    days: fc.array(intervals, { minLength: 7, maxLength: 7 }),
    seed: fc.nat(),
    shift: fc.integer({ min: -3 * 1440, max: 1440 }),
    exceptions: fc.array(fc.tuple(fc.integer({ min: -2, max: 6 }), intervals), { maxLength: 3 }),
  })
  .map(({ zone, days, seed, shift, exceptions }) => {
    const from = momentNear(zone, seed, shift);
    const [monday = [], tuesday = [], wednesday = [], thursday = [], friday = [], saturday = [], sunday = []] = days;
    // Sunday is never empty: clocks change on Sundays, and the calendar is open at least then.
    const week: Week = {
      1: monday,
      2: tuesday,
      3: wednesday,
      4: thursday,
      5: friday,
      6: saturday,
      7: sunday.length > 0 ? sunday : [{ from: '00:00', to: '24:00' }],
    };
    const byDate = new Map<string, CalendarException>();
    for (const [offset, hours] of exceptions) {
      const date = new Date(from + offset * DAY).toISOString().slice(0, 10);
      byDate.set(date, { date, name: 'Exception', intervals: hours });
    }
    const calendar: Calendar = { zone, week, exceptions: [...byDate.values()] };
    return { calendar, from: new Date(from) };
  });

const duration = fc.integer({ min: 1, max: 400 * 3_600_000 });

describe('business time agrees with a minute-by-minute reference', () => {
  it('elapsed and due', () => {
    fc.assert(
      fc.property(situation, fc.integer({ min: 0, max: 4 * 1440 }), ({ calendar, from }, minutes) => {
        const to = new Date(from.getTime() + minutes * MINUTE);
        const elapsed = referenceElapsed(calendar, from.getTime(), minutes);
        expect(businessTimeBetween(calendar, from, to)).toBe(elapsed);
        if (elapsed > 0) {
          const due = addBusinessTime(calendar, from, elapsed).getTime();
          expect(due).toBeLessThanOrEqual(to.getTime());
          expect(referenceIsOpen(calendar, due - MINUTE)).toBe(true);
          expect(referenceElapsed(calendar, due, Math.round((to.getTime() - due) / MINUTE))).toBe(0);
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('open or closed, and the next opening, at any second', () => {
    fc.assert(
      fc.property(situation, fc.integer({ min: 0, max: 4 * 86_400 }), ({ calendar, from }, seconds) => {
        const at = new Date(from.getTime() + seconds * 1000);
        expect(isOpenAt(calendar, at)).toBe(referenceIsOpen(calendar, at.getTime()));
        const open = nextOpen(calendar, at);
        expect(referenceIsOpen(calendar, open.getTime())).toBe(true);
        if (open > at) expect(referenceIsOpen(calendar, open.getTime() - 1000)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  }, 60_000);
});

describe('business time obeys its laws', () => {
  it('inverse: what was added has elapsed, what was subtracted is left', () => {
    fc.assert(
      fc.property(situation, duration, ({ calendar, from }, length) => {
        expect(businessTimeBetween(calendar, from, addBusinessTime(calendar, from, length))).toBe(length);
        expect(businessTimeBetween(calendar, subtractBusinessTime(calendar, from, length), from)).toBe(length);
      }),
      { numRuns: 1000 },
    );
  });

  it('monotone: a later start or a longer time is never due earlier', () => {
    fc.assert(
      fc.property(
        situation,
        duration,
        duration,
        fc.nat({ max: 10 * DAY }),
        ({ calendar, from }, length, more, later) => {
          const due = addBusinessTime(calendar, from, length).getTime();
          expect(addBusinessTime(calendar, from, length + more).getTime()).toBeGreaterThan(due);
          expect(addBusinessTime(calendar, new Date(from.getTime() + later), length).getTime()).toBeGreaterThanOrEqual(
            due,
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('additive: adding in two steps is adding at once; elapsed time splits anywhere', () => {
    fc.assert(
      fc.property(
        situation,
        duration,
        duration,
        fc.nat({ max: 40 * DAY }),
        fc.nat({ max: 40 * DAY }),
        ({ calendar, from }, one, two, first, second) => {
          const at = addBusinessTime(calendar, from, one);
          expect(addBusinessTime(calendar, at, two)).toEqual(addBusinessTime(calendar, from, one + two));
          const middle = new Date(from.getTime() + first);
          const end = new Date(middle.getTime() + second);
          expect(businessTimeBetween(calendar, from, middle) + businessTimeBetween(calendar, middle, end)).toBe(
            businessTimeBetween(calendar, from, end),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('earliest and latest: add ends where open time ends, subtract begins where open time begins', () => {
    fc.assert(
      fc.property(situation, duration, ({ calendar, from }, length) => {
        const due = addBusinessTime(calendar, from, length).getTime();
        expect(isOpenAt(calendar, new Date(due - 1))).toBe(true);
        expect(isOpenAt(calendar, subtractBusinessTime(calendar, from, length))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
