import { describe, expect, it } from 'vitest';
import type { Calendar, OpenHours } from './calendar.ts';
import { isAtRisk, riskThreshold } from './promise-risk.ts';

const open = [{ from: '09:00', to: '17:00' }];
const office: Calendar = {
  zone: 'UTC',
  week: { 1: open, 2: open, 3: open, 4: open, 5: open, 6: [], 7: [] },
  exceptions: [],
};
const hour = 3_600_000;

/** November 2026; the 23rd is a Monday. */
const at = (text: string): Date => new Date(`2026-11-${text.replace(' ', 'T')}Z`);

const cases: Array<[rule: string, calendar: OpenHours, made: string, due: string, now: string, isRisky: boolean]> = [
  ['three quarters of the time used, exactly', office, '23 09:00', '24 17:00', '24 13:00', false],
  ['more than three quarters used', office, '23 09:00', '24 17:00', '24 13:01', true],
  ['under an hour left of two', office, '23 09:00', '23 11:00', '23 10:01', true],
  ['half of a short promise left', office, '23 09:00', '23 09:30', '23 09:15', false],
  ['less than half of a short promise left', office, '23 09:00', '23 09:30', '23 09:16', true],
  ['a short promise is not at risk from the start', office, '23 09:00', '23 09:10', '23 09:00', false],
  ['two days left of four weeks', office, '02 09:00', '27 17:00', '25 17:00', false],
  ['under a day left of four weeks', office, '02 09:00', '27 17:00', '27 09:01', true],
  ['a weekend is no time left', office, '19 09:00', '23 10:00', '20 16:01', true],
  ['due on a closed day goes by plain time, early', office, '21 10:00', '22 10:00', '21 12:00', false],
  ['due on a closed day goes by plain time, late', office, '21 10:00', '22 10:00', '22 04:01', true],
  ['always open', null, '23 00:00', '23 08:00', '23 06:01', true],
  ['at the due hour it is late, not at risk', office, '23 09:00', '24 17:00', '24 17:00', false],
];

describe('at risk', () => {
  it.each(cases)('%s', (_rule, calendar, made, due, now, isRisky) => {
    expect(isAtRisk({ calendar, madeAt: at(made), dueAt: at(due) }, at(now))).toBe(isRisky);
  });

  it('begins at the latest a working day before', () => {
    expect(riskThreshold({ calendar: office, madeAt: at('02 09:00'), dueAt: at('27 17:00') })).toBe(8 * hour);
  });
});
