/**
 * A calendar says when we are open: a week of local intervals, and dates on which something else holds (a holiday, a
 * half day, a one-off closure or opening). It is a value: change one by making another, because tables of open hours
 * are kept per calendar.
 */

/** Local wall-clock hours `[from, to)` as `HH:MM`; `to` may be `24:00`. A night shift is two: until 24:00, from 00:00. */
export interface Interval {
  readonly from: string;
  readonly to: string;
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type Week = Readonly<Record<Weekday, readonly Interval[]>>;

/** One local date (`YYYY-MM-DD`) whose intervals replace those of its weekday. No intervals: closed, a holiday. */
export interface CalendarException {
  readonly date: string;
  readonly name: string;
  readonly intervals: readonly Interval[];
}

/** `zone` is an IANA name such as `Europe/Berlin`; all hours are local to it. */
export interface Calendar {
  readonly zone: string;
  readonly week: Week;
  readonly exceptions: readonly CalendarException[];
}

/** Open round the clock, every day: business time is then plain time. */
export const ALWAYS_OPEN = null;

/** A calendar, or `ALWAYS_OPEN`. */
export type OpenHours = Calendar | typeof ALWAYS_OPEN;

export const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

export const MILLISECONDS_PER_MINUTE = 60_000;
export const MILLISECONDS_PER_HOUR = 3_600_000;
export const MILLISECONDS_PER_DAY = 86_400_000;

const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/**
 * `ALWAYS_OPEN` as a calendar of a zone, for what needs local days, such as an explanation.
 * @param zone IANA name.
 */
export function alwaysOpenIn(zone: string): Calendar {
  const day = [{ from: '00:00', to: '24:00' }];
  return { zone, week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day }, exceptions: [] };
}

/**
 * What is wrong with a calendar, one English sentence each; empty when it may be used.
 * A calendar that is never open is reported here although the operations accept it as a value.
 */
export function validateCalendar(calendar: Calendar): string[] {
  return [...structuralFaults(calendar), ...namingFaults(calendar), ...neverOpenFault(calendar)];
}

/** The faults that make hours meaningless. Where a date is listed twice, its last entry holds. */
export function structuralFaults(calendar: Calendar): string[] {
  const faults: string[] = [];
  if (!isKnownZone(calendar.zone)) {
    faults.push(`The time zone “${calendar.zone}” is not known; use a name such as Europe/Berlin.`);
  }
  for (const weekday of WEEKDAYS) {
    faults.push(...intervalFaults(DAY_NAMES[weekday - 1] ?? '', calendar.week[weekday] ?? []));
  }
  for (const exception of calendar.exceptions) {
    const day = exception.name.trim() === '' ? exception.date : `${exception.date} (${exception.name})`;
    if (localDayOf(exception.date) === null) faults.push(`“${exception.date}” is not a date; write it as 2026-12-24.`);
    faults.push(...intervalFaults(day, exception.intervals));
  }
  return faults;
}

/** Whether the zone is a name in the time-zone database. A fixed offset is refused: it knows no daylight saving. */
export function isKnownZone(zone: string): boolean {
  if (/^[+-]/.test(zone) || zone === '') return false;
  try {
    return new Temporal.ZonedDateTime(0n, zone).timeZoneId !== '';
  } catch {
    return false;
  }
}

/** Minutes after local midnight, 0 to 1440, or null when it is not `HH:MM`. */
export function minutesOf(time: string): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(time);
  if (match === null) return null;
  const hours = Number(match[1]);
  const minutes = Number(match[2]);
  const total = hours * 60 + minutes;
  return minutes > 59 || total > 24 * 60 ? null : total;
}

/** Days since 1970-01-01 of a local date `YYYY-MM-DD`, or null when there is no such date. */
export function localDayOf(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const milliseconds = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(milliseconds)) return null;
  // Some engines roll 2026-02-30 over to March; a date that does not read back does not exist.
  return dateOf(milliseconds / MILLISECONDS_PER_DAY) === date ? milliseconds / MILLISECONDS_PER_DAY : null;
}

/** The date `YYYY-MM-DD` of a number of days since 1970-01-01. */
export function dateOf(localDay: number): string {
  return new Date(localDay * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}

/** The ISO weekday of a number of days since 1970-01-01, which was a Thursday. */
export function weekdayOf(localDay: number): Weekday {
  return (((((localDay + 3) % 7) + 7) % 7) + 1) as Weekday;
}

function intervalFaults(day: string, intervals: readonly Interval[]): string[] {
  const faults: string[] = [];
  const good: Array<{ from: number; to: number; interval: Interval }> = [];
  for (const interval of intervals) {
    const from = minutesOf(interval.from);
    const to = minutesOf(interval.to);
    if (from === null) faults.push(`${day}: “${interval.from}” is not a time from 00:00 to 24:00.`);
    if (to === null) faults.push(`${day}: “${interval.to}” is not a time from 00:00 to 24:00.`);
    if (from === null || to === null) continue;
    if (from >= to) {
      faults.push(
        `${day}: ${interval.from} to ${interval.to} ends before it begins; split hours over midnight in two.`,
      );
    } else {
      good.push({ from, to, interval });
    }
  }
  good.sort((one, other) => one.from - other.from);
  for (let index = 1; index < good.length; index += 1) {
    const before = good[index - 1];
    const after = good[index];
    if (before !== undefined && after !== undefined && after.from < before.to) {
      faults.push(`${day}: ${spoken(before.interval)} and ${spoken(after.interval)} overlap.`);
    }
  }
  return faults;
}

function namingFaults(calendar: Calendar): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const { date, name } of calendar.exceptions) {
    if (name.trim() === '') faults.push(`The exception on ${date} has no name.`);
    if (seen.has(date)) faults.push(`${date} is listed twice; keep one of the two.`);
    seen.add(date);
  }
  return faults;
}

function neverOpenFault(calendar: Calendar): string[] {
  const openInWeek = WEEKDAYS.some((weekday) => (calendar.week[weekday] ?? []).length > 0);
  const openOnce = calendar.exceptions.some((exception) => exception.intervals.length > 0);
  return openInWeek || openOnce ? [] : ['This calendar is never open; give at least one day hours.'];
}

function spoken(interval: Interval): string {
  return `${interval.from}–${interval.to}`;
}
