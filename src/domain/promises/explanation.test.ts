import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar } from './calendar.ts';
import type { ClockFact, ClockRecord } from './clock-log.ts';
import { clockState } from './clock.ts';
import type { ExplainedDay } from './explanation.ts';
import { explainClock } from './explanation.ts';

const hour = 3_600_000;
const minute = 60_000;

const showroom = [
  { from: '08:30', to: '12:30' },
  { from: '13:15', to: '17:00' },
];
const bristol: Calendar = {
  zone: 'Europe/London',
  week: { 1: showroom, 2: showroom, 3: showroom, 4: showroom, 5: showroom, 6: [], 7: [] },
  exceptions: [{ date: '2026-03-27', name: 'stocktaking', intervals: [{ from: '08:30', to: '12:30' }] }],
};

const quote: ClockRecord = {
  target: { kind: 'business_time', milliseconds: 20 * hour },
  calendar: bristol,
  facts: [
    { at: new Date('2026-03-26T15:15Z'), kind: 'started' },
    { at: new Date('2026-03-26T15:40Z'), kind: 'paused', reason: 'photos asked for' },
    { at: new Date('2026-03-26T16:25Z'), kind: 'resumed' },
  ],
};
const now = new Date('2026-03-31T10:42+01:00');

describe('the explanation of a quote promised on Thursday within 20 open hours', () => {
  const explanation = explainClock(quote, now);
  const days = explanation?.days ?? [];

  it('ends with the due moment the clock gives', () => {
    expect(explanation?.dueAt).toEqual(new Date('2026-03-31T16:30+01:00'));
    expect(clockState(quote, now)).toMatchObject({ dueAt: explanation?.dueAt, remaining: 5 * hour + 3 * minute });
  });

  it('counts day by day and adds up to the target', () => {
    expect(days.map((day) => [day.date, day.countedOfDay / minute, day.soFar / minute])).toEqual([
      ['2026-03-26', 60, 60],
      ['2026-03-27', 240, 300],
      ['2026-03-28', 0, 300],
      ['2026-03-29', 0, 300],
      ['2026-03-30', 465, 765],
      ['2026-03-31', 435, 1200],
    ]);
  });

  it('says what is to be said about each day', () => {
    expect(days.map((day) => day.notes)).toEqual([
      [
        { code: 'from', values: { at: '2026-03-26T15:15:00.000Z' } },
        { code: 'paused', values: { milliseconds: 45 * minute, reason: 'photos asked for' } },
      ],
      [{ code: 'half_day', values: { name: 'stocktaking', until: '12:30' } }],
      [{ code: 'closed', values: {} }],
      [
        { code: 'closed', values: {} },
        { code: 'clocks_forward', values: { minutes: 60, changesOpenTime: false } },
      ],
      [{ code: 'full_day', values: {} }],
      [{ code: 'until', values: { at: '2026-03-31T15:30:00.000Z' } }],
    ]);
  });

  it('tells what counted, what was paused and what will count', () => {
    expect(shown(days[0])).toEqual({
      open: ['08:30-12:30', '13:15-17:00'],
      counted: ['15:15-15:40', '16:25-17:00'],
      paused: ['15:40-16:25'],
      willCount: [],
    });
    expect(shown(days[5])).toEqual({
      open: ['08:30-12:30', '13:15-17:00'],
      counted: ['08:30-10:42'],
      paused: [],
      willCount: ['10:42-12:30', '13:15-16:30'],
    });
  });
});

describe('an explanation', () => {
  it('does not exist before the start', () => {
    expect(explainClock({ ...quote, facts: [] }, now)).toBeNull();
  });

  it('of a paused clock ends with today and no due moment', () => {
    const explanation = explainClock({ ...quote, facts: quote.facts.slice(0, 2) }, new Date('2026-03-27T10:00Z'));
    expect(explanation?.dueAt).toBeNull();
    expect(explanation?.days.map((day) => [day.date, day.countedOfDay, shown(day).paused])).toEqual([
      ['2026-03-26', 25 * minute, ['15:40-17:00']],
      ['2026-03-27', 0, ['08:30-10:00']],
    ]);
  });

  it('tells a pause once, with its first reason, when a second began within it', () => {
    const again: ClockFact = { at: new Date('2026-03-26T16:00Z'), kind: 'paused', reason: 'supplier asked' };
    const explanation = explainClock({ ...quote, facts: [...quote.facts, again] }, now);
    expect(explanation?.days[0]?.paused.map((piece) => piece.reason)).toEqual(['photos asked for']);
  });

  it('of a clock met early ends with that day', () => {
    const facts: ClockFact[] = [...quote.facts, { at: new Date('2026-03-27T10:00Z'), kind: 'met' }];
    const explanation = explainClock({ ...quote, facts }, now);
    expect(explanation?.days.map((day) => [day.date, day.countedOfDay])).toEqual([
      ['2026-03-26', hour],
      ['2026-03-27', 1.5 * hour],
    ]);
    expect(explanation?.days.at(-1)?.notes.map((note) => note.code)).toEqual(['half_day']);
  });

  it('of a missed clock ends with the due moment', () => {
    expect(explainClock(quote, new Date('2026-05-01T10:00Z'))?.days.at(-1)).toMatchObject({
      date: '2026-03-31',
      soFar: 20 * hour,
      willCount: [],
    });
  });

  it('names holidays, other hours and the hour that happened twice', () => {
    const night = [{ from: '00:00', to: '06:00' }];
    const calendar: Calendar = {
      zone: 'Europe/Berlin',
      week: { 1: night, 2: night, 3: night, 4: night, 5: night, 6: [], 7: night },
      exceptions: [
        { date: '2026-10-23', name: 'Inventory', intervals: [] },
        { date: '2026-10-24', name: 'Open Saturday', intervals: [{ from: '00:00', to: '02:00' }] },
      ],
    };
    const facts: ClockFact[] = [{ at: new Date('2026-10-22T12:00Z'), kind: 'started' }];
    const explanation = explainClock(
      { target: { kind: 'business_time', milliseconds: 12 * hour }, calendar, facts },
      new Date('2026-10-22T12:00Z'),
    );
    expect(
      explanation?.days.map((day) => [day.date, day.countedOfDay / hour, day.notes.map((note) => note.code)]),
    ).toEqual([
      ['2026-10-22', 0, ['from']],
      ['2026-10-23', 0, ['holiday']],
      ['2026-10-24', 2, ['special_opening']],
      ['2026-10-25', 7, ['full_day', 'clocks_back']],
      ['2026-10-26', 3, ['until']],
    ]);
    expect(explanation?.days[3]?.notes[1]?.values).toEqual({ minutes: 60, changesOpenTime: true });
  });

  it('does not call shifted hours of the usual length a half day', () => {
    const shifted = { date: '2026-03-27', name: 'Late shift', intervals: [{ from: '12:15', to: '20:00' }] };
    const explanation = explainClock({ ...quote, calendar: { ...bristol, exceptions: [shifted] } }, now);
    expect(explanation?.days[1]).toMatchObject({
      countedOfDay: 7.75 * hour,
      notes: [{ code: 'special_opening', values: { name: 'Late shift' } }],
    });
  });

  it('of a clock that is always open uses the days of the zone asked for, and skips a day that never was', () => {
    const record: ClockRecord = {
      target: { kind: 'business_time', milliseconds: 48 * hour },
      calendar: null,
      facts: [{ at: new Date('2011-12-29T00:00-10:00'), kind: 'started' }],
    };
    const days = explainClock(record, new Date('2011-12-29T00:00-10:00'), 'Pacific/Apia')?.days;
    expect(days?.map((day) => [day.date, day.soFar / hour])).toEqual([
      ['2011-12-29', 24],
      ['2011-12-31', 48],
    ]);
  });

  it('always adds up to what the clock says', () => {
    const moment = fc
      .integer({ min: 0, max: 20 * 1440 })
      .map((minutes) => new Date(Date.UTC(2026, 2, 20) + minutes * minute));
    const kind = fc.constantFrom<'paused' | 'resumed' | 'met' | 'reopened' | 'started'>(
      'paused',
      'resumed',
      'paused',
      'resumed',
      'met',
      'reopened',
      'started',
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: moment, kind }), { maxLength: 8 }),
        moment,
        moment,
        fc.integer({ min: 1, max: 60 }),
        (some, from, now, hours) => {
          const record: ClockRecord = {
            ...quote,
            target: { kind: 'business_time', milliseconds: hours * hour },
            facts: [{ at: from, kind: 'started' }, ...some],
          };
          const state = clockState(record, now);
          const explanation = explainClock(record, now);
          if (explanation === null) {
            expect(state.status).toBe('waiting');
            return;
          }
          const total = explanation.days.at(-1)?.soFar;
          const expected =
            state.endedAt === null && state.dueAt !== null ? hours * hour : Math.min(state.elapsed, hours * hour);
          expect(total).toBe(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** Pieces in London time. */
function shown(day: ExplainedDay | undefined): Record<string, string[]> {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' });
  const list = (pieces: ExplainedDay['open'] = []) =>
    pieces.map(({ from, to }) => `${time.format(from)}-${time.format(to)}`);
  return {
    open: list(day?.open),
    counted: list(day?.counted),
    paused: list(day?.paused),
    willCount: list(day?.willCount),
  };
}
