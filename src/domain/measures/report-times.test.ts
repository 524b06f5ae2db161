import { expect, test } from 'vitest';
import { mondayToFriday } from '../practice/working-days.ts';
import { nextReportAt, reportPeriod } from './report-times.ts';

const berlin = 'Europe/Berlin';
const monday = { rhythm: 'weekly', weekday: 1, hour: 8 } as const;
const next = (after: string, zone = berlin, when: Parameters<typeof nextReportAt>[2] = monday) =>
  nextReportAt(new Date(after), zone, when, mondayToFriday).toISOString();

test('a weekly mail comes at the same hour of the wall before and after the clocks change', () => {
  // on 29 March 2026 Berlin goes from UTC+1 to UTC+2, on 25 October back
  expect(next('2026-03-23T07:00:00Z')).toBe('2026-03-30T06:00:00.000Z');
  expect(next('2026-10-19T06:00:00Z')).toBe('2026-10-26T07:00:00.000Z');
});

test('it is due strictly later than what was just sent, and the same day when the hour is still to come', () => {
  expect(next('2026-11-16T06:59:59Z')).toBe('2026-11-16T07:00:00.000Z');
  expect(next('2026-11-16T07:00:00Z')).toBe('2026-11-23T07:00:00.000Z');
});

test('an hour that is skipped is mailed just after, an hour that comes twice once', () => {
  const sunday = { rhythm: 'weekly', weekday: 7, hour: 2 } as const;
  expect(next('2026-03-28T12:00:00Z', berlin, sunday)).toBe('2026-03-29T01:00:00.000Z');
  const first = next('2026-10-24T12:00:00Z', berlin, sunday);
  expect(first).toBe('2026-10-25T00:00:00.000Z');
  expect(next(first, berlin, sunday)).toBe('2026-11-01T01:00:00.000Z');
});

test('a monthly mail comes on the first working day, holidays and weekends left out', () => {
  const monthly = { rhythm: 'monthly', weekday: 1, hour: 8 } as const;
  // 1 August 2026 is a Saturday
  expect(next('2026-07-15T12:00:00Z', 'UTC', monthly)).toBe('2026-08-03T08:00:00.000Z');
  const closed = { ...mondayToFriday, exceptions: [{ date: '2026-08-03', intervals: [] }] };
  expect(nextReportAt(new Date('2026-07-15T12:00:00Z'), 'UTC', monthly, closed as never).toISOString()).toBe(
    '2026-08-04T08:00:00.000Z',
  );
  expect(next('2026-08-03T08:00:00Z', 'UTC', monthly)).toBe('2026-09-01T08:00:00.000Z');
});

test('the days of a mail are those of its reader: the last whole week or month where he is', () => {
  const at = new Date('2026-11-15T22:30:00Z');
  expect(reportPeriod(at, 'UTC', 'weekly')).toEqual({ from: '2026-11-02', to: '2026-11-08' });
  // in Auckland it is Monday already
  expect(reportPeriod(at, 'Pacific/Auckland', 'weekly')).toEqual({ from: '2026-11-09', to: '2026-11-15' });
  expect(reportPeriod(at, 'UTC', 'monthly')).toEqual({ from: '2026-10-01', to: '2026-10-31' });
});

test('two neighbouring mails of any zone and any year never tell of the same period, and leave none out', () => {
  for (const zone of ['UTC', berlin, 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Pacific/Apia'])
    for (const weekday of [1, 4, 7]) {
      let at = new Date('2025-01-01T00:00:00Z');
      let told: string | undefined;
      for (let turn = 0; turn < 60; turn += 1) {
        at = nextReportAt(at, zone, { rhythm: 'weekly', weekday, hour: 2 }, mondayToFriday);
        const { from } = reportPeriod(at, zone, 'weekly');
        if (told !== undefined) expect(Date.parse(from) - Date.parse(told)).toBe(7 * 86_400_000);
        told = from;
      }
    }
});
