import { describe, expect, it } from 'vitest';
import type { Calendar, Interval } from './calendar.ts';
import { addBusinessTime, businessTimeBetween, isOpenAt, nextOpen, subtractBusinessTime } from './business-time.ts';
import { ALWAYS_OPEN } from './calendar.ts';

const hour = 3_600_000;
const minute = 60_000;

function hours(...pairs: string[]): Interval[] {
  return pairs.map((pair) => ({ from: pair.slice(0, 5), to: pair.slice(6) }));
}

function calendar(
  zone: string,
  workday: string[],
  weekend: string[] = [],
  exceptions: Calendar['exceptions'] = [],
): Calendar {
  const open = hours(...workday);
  const free = hours(...weekend);
  return { zone, week: { 1: open, 2: open, 3: open, 4: open, 5: open, 6: free, 7: free }, exceptions };
}

const office = calendar('Europe/Berlin', ['09:00-17:00']);
const lunch = calendar('Europe/London', ['09:00-12:30', '13:30-17:00']);
const night = calendar('Europe/Berlin', ['00:00-06:00', '22:00-24:00'], ['00:00-06:00', '22:00-24:00']);
const always = (zone: string) => calendar(zone, ['00:00-24:00'], ['00:00-24:00']);
const early = (zone: string) => calendar(zone, ['00:00-06:00'], ['00:00-06:00']);
const christmas = calendar(
  'Europe/Berlin',
  ['09:00-17:00'],
  [],
  [
    { date: '2026-12-24', name: 'Christmas Eve', intervals: hours('09:00-12:00') },
    { date: '2026-12-25', name: 'Christmas Day', intervals: [] },
    { date: '2026-12-26', name: 'Fair', intervals: hours('10:00-14:00') },
    ...['28', '29', '30', '31'].map((date) => ({ date: `2026-12-${date}`, name: 'Closed week', intervals: [] })),
    { date: '2027-01-01', name: 'New Year', intervals: [] },
  ],
);
const neverOpen = calendar('Europe/Berlin', []);

type DueCase = [rule: string, calendar: Calendar | null, from: string, duration: number, due: string];

const dueCases: DueCase[] = [
  ['within one day', office, '2026-11-23T10:00+01:00', 2 * hour, '2026-11-23T12:00+01:00'],
  ['starts counting at opening', office, '2026-11-23T07:00+01:00', 2 * hour, '2026-11-23T11:00+01:00'],
  ['goes over the night', office, '2026-11-23T16:00+01:00', 2 * hour, '2026-11-24T10:00+01:00'],
  ['goes over the weekend', office, '2026-11-20T16:00+01:00', 2 * hour, '2026-11-23T10:00+01:00'],
  ['used up at closing time is due at closing time', office, '2026-11-20T16:00+01:00', hour, '2026-11-20T17:00+01:00'],
  [
    'from closing time waits for the next opening',
    office,
    '2026-11-20T17:00+01:00',
    1,
    '2026-11-23T09:00:00.001+01:00',
  ],
  ['nothing to add is due at once, even when closed', office, '2026-11-21T12:00+01:00', 0, '2026-11-21T12:00+01:00'],
  ['skips lunch', lunch, '2026-11-23T12:00Z', hour, '2026-11-23T14:00Z'],
  ['ends before lunch', lunch, '2026-11-23T12:00Z', 30 * minute, '2026-11-23T12:30Z'],
  ['night shift runs through midnight', night, '2026-11-23T23:00+01:00', 3 * hour, '2026-11-24T02:00+01:00'],
  ['night shift pauses by day', night, '2026-11-23T05:00+01:00', 2 * hour, '2026-11-23T23:00+01:00'],
  [
    'night shift when clocks go forward has an hour less',
    night,
    '2026-03-28T22:00+01:00',
    8 * hour,
    '2026-03-29T23:00+02:00',
  ],
  ['half day ends at noon', christmas, '2026-12-24T11:00+01:00', hour, '2026-12-24T12:00+01:00'],
  ['a one-off opening on a Saturday counts', christmas, '2026-12-24T11:00+01:00', 3 * hour, '2026-12-26T12:00+01:00'],
  ['a closed week and New Year are skipped', christmas, '2026-12-26T13:00+01:00', 2 * hour, '2027-01-04T10:00+01:00'],
  [
    'always open adds plain time over a change of clocks',
    ALWAYS_OPEN,
    '2026-03-28T12:00+01:00',
    24 * hour,
    '2026-03-29T13:00+02:00',
  ],
  [
    'a whole spring day has 23 hours',
    always('Europe/Berlin'),
    '2026-03-29T00:00+01:00',
    23 * hour,
    '2026-03-30T00:00+02:00',
  ],
  [
    'a whole autumn day has 25 hours',
    always('Europe/Berlin'),
    '2026-10-25T00:00+02:00',
    25 * hour,
    '2026-10-26T00:00+01:00',
  ],
  [
    'the skipped hour is not open',
    early('Europe/Berlin'),
    '2026-03-29T00:00+01:00',
    5 * hour,
    '2026-03-29T06:00+02:00',
  ],
  [
    'the doubled hour is open twice',
    early('Europe/Berlin'),
    '2026-10-25T00:00+02:00',
    7 * hour,
    '2026-10-25T06:00+01:00',
  ],
  [
    'hours that begin in the gap begin after it',
    calendar('Europe/Berlin', [], ['02:30-04:00']),
    '2026-03-29T00:00+01:00',
    30 * minute,
    '2026-03-29T03:30+02:00',
  ],
  [
    'hours lying in the gap do not happen',
    calendar('Europe/Berlin', [], ['02:15-02:45', '10:00-11:00']),
    '2026-03-29T00:00+01:00',
    30 * minute,
    '2026-03-29T10:30+02:00',
  ],
  [
    'hours lying in the overlap happen twice',
    calendar('Europe/Berlin', [], ['02:15-02:45']),
    '2026-10-25T00:00+02:00',
    45 * minute,
    '2026-10-25T02:30+01:00',
  ],
  [
    'New York goes forward in March',
    early('America/New_York'),
    '2026-03-08T00:00-05:00',
    5 * hour,
    '2026-03-08T06:00-04:00',
  ],
  [
    'Lord Howe moves half an hour forward',
    early('Australia/Lord_Howe'),
    '2026-10-04T00:00+10:30',
    5.5 * hour,
    '2026-10-04T06:00+11:00',
  ],
  [
    'Lord Howe moves half an hour back',
    early('Australia/Lord_Howe'),
    '2026-04-05T00:00+11:00',
    6.5 * hour,
    '2026-04-05T06:00+10:30',
  ],
  [
    'the south changes the other way round',
    early('Australia/Sydney'),
    '2026-10-04T00:00+10:00',
    5 * hour,
    '2026-10-04T06:00+11:00',
  ],
  [
    'a zone without changes does not change',
    early('Asia/Kolkata'),
    '2026-03-29T00:00+05:30',
    6 * hour,
    '2026-03-29T06:00+05:30',
  ],
  [
    'a quarter-hour zone',
    calendar('Asia/Kathmandu', ['09:00-17:00']),
    '2026-11-23T09:00+05:45',
    8 * hour,
    '2026-11-23T17:00+05:45',
  ],
  [
    'a day that begins at one, Sao Paulo 2018',
    early('America/Sao_Paulo'),
    '2018-11-03T06:00-03:00',
    5 * hour,
    '2018-11-04T06:00-02:00',
  ],
  [
    'a day that never was, Samoa 2011',
    always('Pacific/Apia'),
    '2011-12-29T00:00-10:00',
    48 * hour,
    '2012-01-01T00:00+14:00',
  ],
  [
    'an odd old offset, Liberia 1971',
    calendar('Africa/Monrovia', ['09:00-17:00']),
    '1971-03-01T09:00:00-00:44:30',
    hour,
    '1971-03-01T10:00:00-00:44:30',
  ],
  ['over New Year', always('Pacific/Kiritimati'), '2026-12-31T20:00Z', 12 * hour, '2027-01-01T08:00Z'],
  ['ten years of plain days', always('UTC'), '2026-01-01T00:00Z', 3652 * 24 * hour, '2036-01-01T00:00Z'],
];

describe('adding business time', () => {
  it.each(dueCases)('%s', (_rule, calendar, from, duration, due) => {
    expect(addBusinessTime(calendar, at(from), duration).toISOString()).toBe(at(due).toISOString());
  });

  it.each(dueCases)('is undone by elapsed time: %s', (_rule, calendar, from, duration, due) => {
    expect(businessTimeBetween(calendar, at(from), at(due))).toBe(duration);
  });
});

const beginCases: DueCase[] = [
  ['within one day', office, '2026-11-23T12:00+01:00', 2 * hour, '2026-11-23T10:00+01:00'],
  ['back to an opening gives the opening', office, '2026-11-23T10:00+01:00', hour, '2026-11-23T09:00+01:00'],
  ['back over the weekend', office, '2026-11-23T10:00+01:00', 2 * hour, '2026-11-20T16:00+01:00'],
  ['from closed time', office, '2026-11-22T10:00+01:00', hour, '2026-11-20T16:00+01:00'],
  ['over the autumn change', early('Europe/Berlin'), '2026-10-25T06:00+01:00', 7 * hour, '2026-10-25T00:00+02:00'],
  ['over New Year', christmas, '2027-01-04T10:00+01:00', 2 * hour, '2026-12-26T13:00+01:00'],
  [
    'back to the first opening of a year',
    calendar('UTC', ['09:00-17:00']),
    '2027-01-01T11:00Z',
    2 * hour,
    '2027-01-01T09:00Z',
  ],
  ['nothing', office, '2026-11-22T10:00+01:00', 0, '2026-11-22T10:00+01:00'],
];

describe('subtracting business time', () => {
  it.each(beginCases)('%s', (_rule, calendar, to, duration, from) => {
    expect(subtractBusinessTime(calendar, at(to), duration).toISOString()).toBe(at(from).toISOString());
  });
});

describe('opening', () => {
  it('is now when open, otherwise the next opening', () => {
    expect(nextOpen(office, at('2026-11-23T12:00+01:00'))).toEqual(at('2026-11-23T12:00+01:00'));
    expect(nextOpen(office, at('2026-11-20T17:00+01:00'))).toEqual(at('2026-11-23T09:00+01:00'));
    expect(nextOpen(christmas, at('2026-12-26T14:00+01:00'))).toEqual(at('2027-01-04T09:00+01:00'));
    expect(nextOpen(ALWAYS_OPEN, at('2026-12-26T14:00+01:00'))).toEqual(at('2026-12-26T14:00+01:00'));
  });

  it('begins with the first moment and ends before the last', () => {
    const moments = ['08:59:59.999', '09:00', '16:59:59.999', '17:00'].map((time) =>
      isOpenAt(office, at(`2026-11-23T${time}+01:00`)),
    );
    expect(moments).toEqual([false, true, true, false]);
  });
});

describe('refusing', () => {
  const from = at('2026-11-23T10:00Z');
  const cases: Array<[rule: string, code: string, act: () => unknown]> = [
    [
      'a calendar that is never open has no due moment',
      'calendar_never_open',
      () => addBusinessTime(neverOpen, from, 1),
    ],
    ['a calendar that is never open does not open', 'calendar_never_open', () => nextOpen(neverOpen, from)],
    ['a calendar that was never open', 'calendar_never_open', () => subtractBusinessTime(neverOpen, from, 1)],
    [
      'a calendar that was open only in the past',
      'calendar_never_open',
      () =>
        addBusinessTime(
          { ...neverOpen, exceptions: [{ date: '2020-05-05', name: 'Fair', intervals: hours('09:00-17:00') }] },
          from,
          1,
        ),
    ],
    ['more time than a century has', 'deadline_too_far', () => addBusinessTime(office, from, 300_000 * hour)],
    ['more time than dates can hold', 'deadline_too_far', () => addBusinessTime(ALWAYS_OPEN, from, 9e15)],
    ['less than nothing', 'duration_invalid', () => addBusinessTime(office, from, -1)],
    ['no number', 'duration_invalid', () => subtractBusinessTime(office, from, Number.NaN)],
    ['hours that make no sense', 'calendar_invalid', () => nextOpen(calendar('Europe/Berlin', ['17:00-09:00']), from)],
    [
      'an unknown zone',
      'calendar_invalid',
      () => businessTimeBetween(calendar('Mars/Olympus', ['09:00-17:00']), from, from),
    ],
  ];
  it.each(cases)('%s', (_rule, code, act) => {
    expect(act).toThrowError(expect.objectContaining({ name: 'Refusal', kind: 'invalid', code }));
  });

  it('nothing elapses in a calendar that is never open', () => {
    expect(businessTimeBetween(neverOpen, from, at('2036-01-01T00:00Z'))).toBe(0);
  });
});

/** Also reads offsets with seconds, which Date.parse does not. */
function at(text: string): Date {
  return new Date(Temporal.Instant.from(text).epochMilliseconds);
}
