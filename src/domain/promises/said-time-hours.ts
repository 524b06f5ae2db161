/** Days and hours of a calendar as people mean them when they promise: "by the end of the week", "in two working days". */
import { type Calendar, dateOf, minutesOf, WEEKDAYS, weekdayOf } from './calendar.ts';
import { instantAtWall, wallTimeAt } from './said-time-zone.ts';

/** Without a calendar, promises are read by usual office hours: Monday to Friday, nine to five. */
const OFFICE = { from: 9 * 60, to: 17 * 60 };
const MOST_DAYS = 400;

export interface OpenDay {
  /** Minutes after local midnight at which the day first opens and last closes. */
  readonly from: number;
  readonly to: number;
}

/** What the calendar opens on a local day; null when closed. */
export function openDay(calendar: Calendar | null, day: number): OpenDay | null {
  if (calendar === null) return weekdayOf(day) <= 5 ? OFFICE : null;
  const date = dateOf(day);
  const exception = calendar.exceptions.findLast((each) => each.date === date);
  return spanOf(exception?.intervals ?? calendar.week[weekdayOf(day)] ?? []);
}

/** The hours of a day as it would usually be: its own, else the latest closing of the week. */
export function usualDay(calendar: Calendar | null, day: number): OpenDay {
  const own = openDay(calendar, day);
  if (own !== null || calendar === null) return own ?? OFFICE;
  const spans = WEEKDAYS.flatMap((weekday) => spanOf(calendar.week[weekday] ?? []) ?? []);
  if (spans.length === 0) return OFFICE;
  return { from: Math.min(...spans.map(({ from }) => from)), to: Math.max(...spans.map(({ to }) => to)) };
}

/** The first open day at or after a day; the day itself where nothing opens for more than a year. */
export function openDayFrom(calendar: Calendar | null, day: number): number {
  for (let next = day; next < day + MOST_DAYS; next += 1) if (openDay(calendar, next) !== null) return next;
  return day;
}

/** The n-th open day after a day; the day itself does not count. */
export function openDaysAfter(calendar: Calendar | null, day: number, count: number): number {
  let found = day;
  for (let left = count; left > 0; left -= 1) found = openDayFrom(calendar, found + 1);
  return found;
}

/** The last open day of `[from, to]`; `to` itself when none of them is open. */
export function lastOpenDay(calendar: Calendar | null, from: number, to: number): number {
  for (let day = to; day >= from; day -= 1) if (openDay(calendar, day) !== null) return day;
  return to;
}

/** The instant at which so many open minutes have passed; days are taken from first opening to last closing, breaks left out. */
export function afterOpenMinutes(calendar: Calendar | null, zone: string, at: Date, minutes: number): Date {
  const wall = wallTimeAt(zone, at);
  let left = minutes;
  for (let day = wall.day; day < wall.day + MOST_DAYS; day += 1) {
    for (const { from, to } of intervalsOf(calendar, day)) {
      const start = day === wall.day ? Math.max(from, wall.minutes) : from;
      if (start >= to) continue;
      if (left <= to - start) return instantAtWall(zone, day, start + left);
      left -= to - start;
    }
  }
  return new Date(at.getTime() + minutes * 60_000);
}

/** The Monday of the local week a day lies in (ISO 8601). */
export function mondayOf(day: number): number {
  return day - weekdayOf(day) + 1;
}

/** The Monday of an ISO week of a year. */
export function mondayOfWeek(year: number, week: number): number {
  return mondayOf(dayNumber(year, 1, 4)) + (week - 1) * 7;
}

/** Days since 1970-01-01; months 1 to 12, and beyond them into other years. */
export function dayNumber(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}

/** Year, month (1 to 12) and day of the month of a local day. */
export function yearMonthDay(day: number): { year: number; month: number; day: number } {
  const date = new Date(day * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function intervalsOf(calendar: Calendar | null, day: number): readonly OpenDay[] {
  if (calendar === null) return weekdayOf(day) <= 5 ? [OFFICE] : [];
  const date = dateOf(day);
  const exception = calendar.exceptions.findLast((each) => each.date === date);
  return (exception?.intervals ?? calendar.week[weekdayOf(day)] ?? [])
    .map(({ from, to }) => ({ from: minutesOf(from) ?? 0, to: minutesOf(to) ?? 0 }))
    .toSorted((one, other) => one.from - other.from);
}

function spanOf(intervals: readonly { from: string; to: string }[]): OpenDay | null {
  let from = 24 * 60;
  let to = 0;
  for (const interval of intervals) {
    from = Math.min(from, minutesOf(interval.from) ?? from);
    to = Math.max(to, minutesOf(interval.to) ?? to);
  }
  return to > from ? { from, to } : null;
}
