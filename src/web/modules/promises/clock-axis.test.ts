import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../../contract/calendars.ts';
import { axisOf, foldDays, minuteOf, placeOn } from './clock-axis.ts';

const day = (date: string, from: string, to: string): Explanation['days'][number] => ({
  date,
  open: [{ from, to }],
  counted: [],
  paused: [],
  willCount: [],
  countedMinutes: 0,
  soFarMinutes: 0,
  notes: [],
});
const explanation = (days: Explanation['days']): Explanation => ({
  zone: 'Europe/London',
  calendar: null,
  targetMinutes: 60,
  startedAt: '2026-03-27T09:00:00Z',
  dueAt: null,
  endedAt: null,
  days,
});

describe('the axis of a clock', () => {
  it('is the same wall clock before and after the clocks change', () => {
    expect(minuteOf('2026-03-27T09:00:00Z', '2026-03-27', 'Europe/London')).toBe(540);
    expect(minuteOf('2026-03-30T08:00:00Z', '2026-03-30', 'Europe/London')).toBe(540);
  });
  it('midnight at the end of a day is its end, not its beginning', () => {
    expect(minuteOf('2026-03-27T00:00:00Z', '2026-03-26', 'Europe/London')).toBe(1440);
  });
  it('shows every open hour with an hour of air', () => {
    const axis = axisOf(explanation([day('2026-03-27', '2026-03-27T09:00:00Z', '2026-03-27T17:00:00Z')]));
    expect(axis).toMatchObject({ from: 480, to: 1080 });
    expect(placeOn(axis, 540)).toBe(10);
  });
  it('long explanations fold their middle', () => {
    const days = Array.from({ length: 30 }, (_, at) => day(`2026-04-${at + 1}`, '', ''));
    expect(foldDays(days, false)).toMatchObject({ hidden: 19 });
    expect(foldDays(days, true).shown).toHaveLength(30);
  });
});
