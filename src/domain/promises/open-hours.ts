/**
 * The open hours of a calendar as instants. The rule: an instant is open when the wall clock of the calendar's zone
 * shows a time inside an interval of that local date. So an hour that is skipped in spring is never open, and an
 * hour that happens twice in autumn is open twice.
 *
 * Tables are made per calendar and UTC year and kept; they follow from the calendar alone, so keeping them is
 * invisible. Calendars read again from the database find their tables by content.
 */
import { Refusal } from '../refusal.ts';
import type { Calendar } from './calendar.ts';
import {
  localDayOf,
  MILLISECONDS_PER_DAY,
  MILLISECONDS_PER_MINUTE,
  minutesOf,
  structuralFaults,
  WEEKDAYS,
  weekdayOf,
} from './calendar.ts';
import { offsetStretches } from './time-zone.ts';

/** A stretch of open time `[from, to)` in epoch milliseconds, and the local day (days since 1970-01-01) it belongs to. */
export interface OpenStretch {
  readonly from: number;
  readonly to: number;
  readonly localDay: number;
}

/**
 * The open stretches of one UTC year, in order. `before[i]` is the open time of the year before stretch `i`.
 * Columns rather than objects: they are searched ten thousand times a second.
 */
export interface YearTable {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly before: readonly number[];
  readonly localDay: readonly number[];
  readonly total: number;
}

interface OpenHoursTable {
  readonly zone: string;
  readonly week: ReadonlyMap<number, readonly Hours[]>;
  readonly exceptions: ReadonlyMap<number, readonly Hours[]>;
  readonly years: Map<number, YearTable>;
}

/** Milliseconds after local midnight. */
interface Hours {
  readonly from: number;
  readonly to: number;
}

const KEPT_CALENDARS = 512;
const tablesByIdentity = new WeakMap<Calendar, OpenHoursTable>();
const tablesByContent = new Map<string, OpenHoursTable>();

/**
 * The open stretches of a UTC year.
 * @throws Refusal `calendar_invalid` when the calendar has a structural fault.
 */
export function openYear(calendar: Calendar, year: number): YearTable {
  const table = tableOf(calendar);
  let made = table.years.get(year);
  if (made === undefined) {
    made = makeYear(table, year);
    table.years.set(year, made);
  }
  return made;
}

/** All open stretches between two instants (epoch milliseconds), cut to them, those that touch within a local day joined. */
export function openStretches(calendar: Calendar, from: number, to: number): OpenStretch[] {
  const stretches: OpenStretch[] = [];
  if (from >= to) return stretches;
  for (let year = utcYear(from), last = utcYear(to); year <= last; year += 1) {
    const table = openYear(calendar, year);
    for (let index = firstEndingAfter(table, from); index < table.from.length; index += 1) {
      const start = Math.max(table.from[index] ?? 0, from);
      const end = Math.min(table.to[index] ?? 0, to);
      if (start >= end) break;
      const localDay = table.localDay[index] ?? 0;
      const last = stretches.at(-1);
      if (last?.to === start && last.localDay === localDay) stretches[stretches.length - 1] = { ...last, to: end };
      else stretches.push({ from: start, to: end, localDay });
    }
  }
  return stretches;
}

/** The index of the first stretch that ends after an instant; the number of stretches when none does. */
export function firstEndingAfter(table: YearTable, instant: number): number {
  let low = 0;
  let high = table.to.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((table.to[middle] ?? 0) > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The year of an instant (epoch milliseconds) in UTC. */
export function utcYear(instant: number): number {
  return new Date(instant).getUTCFullYear();
}

/** What the week alone, without exceptions, opens on a local day, in milliseconds of wall-clock time. */
export function usualOpening(calendar: Calendar, localDay: number): number {
  return lengthOf(tableOf(calendar).week.get(weekdayOf(localDay)) ?? []);
}

/** What the calendar opens on a local day, exceptions included, in milliseconds of wall-clock time. */
export function plannedOpening(calendar: Calendar, localDay: number): number {
  return lengthOf(hoursOn(tableOf(calendar), localDay));
}

function tableOf(calendar: Calendar): OpenHoursTable {
  const known = tablesByIdentity.get(calendar);
  if (known !== undefined) return known;
  const content = JSON.stringify([calendar.zone, calendar.week, calendar.exceptions]);
  const table = tablesByContent.get(content) ?? compile(calendar);
  // Moved to the end, so that the first key is always the one not asked for the longest.
  tablesByContent.delete(content);
  tablesByContent.set(content, table);
  tablesByIdentity.set(calendar, table);
  if (tablesByContent.size > KEPT_CALENDARS) {
    for (const oldest of tablesByContent.keys()) {
      tablesByContent.delete(oldest);
      break;
    }
  }
  return table;
}

function compile(calendar: Calendar): OpenHoursTable {
  const faults = structuralFaults(calendar);
  if (faults.length > 0) throw new Refusal('invalid', 'calendar_invalid', faults.join(' '), { faults });
  return {
    zone: calendar.zone,
    week: new Map(WEEKDAYS.map((weekday) => [weekday, compileHours(calendar.week[weekday] ?? [])])),
    exceptions: new Map(
      calendar.exceptions.map((exception) => [
        localDayOf(exception.date) ?? Number.NaN,
        compileHours(exception.intervals),
      ]),
    ),
    years: new Map(),
  };
}

function compileHours(intervals: Calendar['week'][1]): Hours[] {
  return intervals
    .map((interval) => ({
      from: (minutesOf(interval.from) ?? 0) * MILLISECONDS_PER_MINUTE,
      to: (minutesOf(interval.to) ?? 0) * MILLISECONDS_PER_MINUTE,
    }))
    .sort((one, other) => one.from - other.from);
}

function makeYear(table: OpenHoursTable, year: number): YearTable {
  const from: number[] = [];
  const to: number[] = [];
  const before: number[] = [];
  const localDays: number[] = [];
  let total = 0;
  for (const stretch of offsetStretches(table.zone, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1))) {
    const firstDay = Math.floor((stretch.from + stretch.offset) / MILLISECONDS_PER_DAY);
    const lastDay = Math.floor((stretch.to + stretch.offset - 1) / MILLISECONDS_PER_DAY);
    for (let localDay = firstDay; localDay <= lastDay; localDay += 1) {
      const midnight = localDay * MILLISECONDS_PER_DAY - stretch.offset;
      for (const hours of hoursOn(table, localDay)) {
        const start = Math.max(midnight + hours.from, stretch.from);
        const end = Math.min(midnight + hours.to, stretch.to);
        if (start >= end) continue;
        from.push(start);
        to.push(end);
        before.push(total);
        localDays.push(localDay);
        total += end - start;
      }
    }
  }
  return { from, to, before, localDay: localDays, total };
}

function hoursOn(table: OpenHoursTable, localDay: number): readonly Hours[] {
  return table.exceptions.get(localDay) ?? table.week.get(weekdayOf(localDay)) ?? [];
}

function lengthOf(hours: readonly Hours[]): number {
  return hours.reduce((sum, { from, to }) => sum + to - from, 0);
}
