import { dayIn, instantOf, nextWorkingDay, shiftDay, type WorkWeek } from '../practice/working-days.ts';
import { monthOf, shiftMonths, weekOf } from './days.ts';

/** When figures are mailed: weekly on a day (1 = Monday), monthly on the first working day, at a full hour. */
export interface ReportRhythm {
  readonly rhythm: 'weekly' | 'monthly';
  readonly weekday: number;
  readonly hour: number;
}

/**
 * The first time after an instant at which figures are due. Days are counted, not hours: when the clocks change it stays at the
 * same hour of the wall, in an hour that is skipped just after it, in one that comes twice only the first time.
 * @param zone IANA name of where the reader is
 * @param calendar which days are worked there
 */
export function nextReportAt(after: Date, zone: string, when: ReportRhythm, calendar: WorkWeek): Date {
  const time = `${String(when.hour).padStart(2, '0')}:00`;
  const today = dayIn(zone, after);
  if (when.rhythm === 'weekly') {
    const thisWeek = shiftDay(weekOf(today), when.weekday - 1);
    return firstAfter(
      after,
      [0, 7, 14].map((days) => instantOf(zone, shiftDay(thisWeek, days), time)),
    );
  }
  const months = [0, 1, 2].map((months) => shiftMonths(monthOf(today), months));
  return firstAfter(
    after,
    // the first working day on or after the first
    months.map((first) => instantOf(zone, nextWorkingDay(calendar, shiftDay(first, -1)), time)),
  );
}

/** The last whole week (from Monday) or month before the day on which figures are due, as its first and last day. */
export function reportPeriod(dueAt: Date, zone: string, rhythm: ReportRhythm['rhythm']): { from: string; to: string } {
  const day = dayIn(zone, dueAt);
  const next = rhythm === 'weekly' ? weekOf(day) : monthOf(day);
  return { from: rhythm === 'weekly' ? shiftDay(next, -7) : shiftMonths(next, -1), to: shiftDay(next, -1) };
}

function firstAfter(after: Date, times: readonly Date[]): Date {
  return times.find((time) => time > after) ?? times.at(-1)!;
}
