import { describe, expect, it } from 'vitest';
import type { Calendar } from './calendar.ts';
import { alwaysOpenIn, dateOf, localDayOf, minutesOf, validateCalendar, weekdayOf } from './calendar.ts';

const day = [{ from: '09:00', to: '17:00' }];
const good: Calendar = {
  zone: 'Europe/Berlin',
  week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] },
  exceptions: [],
};

const cases: Array<[name: string, calendar: Calendar, faults: string[]]> = [
  ['an ordinary week is fine', good, []],
  ['round the clock is fine', alwaysOpenIn('UTC'), []],
  [
    'hours that touch are fine',
    {
      ...good,
      week: {
        ...good.week,
        1: [
          { from: '22:00', to: '24:00' },
          { from: '20:00', to: '22:00' },
        ],
      },
    },
    [],
  ],
  [
    'an unknown zone is named',
    { ...good, zone: 'Mars/Olympus' },
    ['The time zone “Mars/Olympus” is not known; use a name such as Europe/Berlin.'],
  ],
  [
    'a fixed offset is not a zone',
    { ...good, zone: '+01:00' },
    ['The time zone “+01:00” is not known; use a name such as Europe/Berlin.'],
  ],
  [
    'hours over midnight are to be split',
    { ...good, week: { ...good.week, 5: [{ from: '22:00', to: '06:00' }] } },
    ['Friday: 22:00 to 06:00 ends before it begins; split hours over midnight in two.'],
  ],
  [
    'an empty interval is refused',
    { ...good, week: { ...good.week, 2: [{ from: '09:00', to: '09:00' }] } },
    ['Tuesday: 09:00 to 09:00 ends before it begins; split hours over midnight in two.'],
  ],
  [
    'overlapping hours are named',
    {
      ...good,
      week: {
        ...good.week,
        3: [
          { from: '12:00', to: '18:00' },
          { from: '08:00', to: '12:30' },
        ],
      },
    },
    ['Wednesday: 08:00–12:30 and 12:00–18:00 overlap.'],
  ],
  [
    'a time that does not exist is named',
    { ...good, week: { ...good.week, 4: [{ from: '9:00', to: '24:01' }] } },
    ['Thursday: “9:00” is not a time from 00:00 to 24:00.', 'Thursday: “24:01” is not a time from 00:00 to 24:00.'],
  ],
  [
    'a date that does not exist is named',
    { ...good, exceptions: [{ date: '2026-02-30', name: 'Leap', intervals: [] }] },
    ['“2026-02-30” is not a date; write it as 2026-12-24.'],
  ],
  [
    'a date listed twice is named',
    { ...good, exceptions: ['One', 'Two'].map((name) => ({ date: '2026-12-24', name, intervals: [] })) },
    ['2026-12-24 is listed twice; keep one of the two.'],
  ],
  [
    'an exception needs a name',
    { ...good, exceptions: [{ date: '2026-12-24', name: ' ', intervals: [] }] },
    ['The exception on 2026-12-24 has no name.'],
  ],
  [
    'a calendar that is never open is refused',
    { ...good, week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } },
    ['This calendar is never open; give at least one day hours.'],
  ],
  [
    'one opening is enough',
    {
      ...good,
      week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] },
      exceptions: [{ date: '2026-12-24', name: 'Fair', intervals: day }],
    },
    [],
  ],
];

describe('validating a calendar', () => {
  it.each(cases)('%s', (_name, calendar, faults) => {
    expect(validateCalendar(calendar)).toEqual(faults);
  });
});

describe('dates and times', () => {
  it('reads times up to 24:00', () => {
    expect(['00:00', '09:30', '24:00', '24:01', '12:60', '1:00', ''].map(minutesOf)).toEqual([
      0,
      570,
      1440,
      null,
      null,
      null,
      null,
    ]);
  });

  it('counts days from 1970, a Thursday', () => {
    expect(localDayOf('1970-01-01')).toBe(0);
    expect(weekdayOf(0)).toBe(4);
    expect(weekdayOf(-1)).toBe(3);
    expect(weekdayOf(localDayOf('2026-11-22') ?? 0)).toBe(7);
    expect(dateOf(localDayOf('1969-12-31') ?? 0)).toBe('1969-12-31');
  });
});
