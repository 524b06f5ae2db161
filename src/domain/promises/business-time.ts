/**
 * Arithmetic in business time: the time during which a calendar is open. Everything follows from one function, the
 * open time before an instant, which never falls; adding and subtracting read it backwards.
 *
 * Durations are milliseconds; calendars may be `ALWAYS_OPEN`, and business time is then plain time.
 */
import { Refusal } from '../refusal.ts';
import type { Calendar, OpenHours } from './calendar.ts';
import { firstEndingAfter, openYear, utcYear } from './open-hours.ts';

/** After so many years without an open minute a calendar counts as never open. */
const CLOSED_YEARS = 10;
/** Business time may be this far away, in calendar years; beyond it, a deadline means nothing. */
const FARTHEST_YEARS = 100;

/**
 * The due moment: the earliest instant at which `milliseconds` of business time have passed since `from`. Exactly
 * used up at closing time means due at closing time, not at the next opening; nothing to add means `from` itself.
 * @param milliseconds zero or more.
 * @throws Refusal `calendar_never_open`, `deadline_too_far`, `duration_invalid`, `calendar_invalid`.
 */
export function addBusinessTime(calendar: OpenHours, from: Date, milliseconds: number): Date {
  assertDuration(milliseconds);
  const start = from.getTime();
  if (calendar === null) return plainDate(start + milliseconds);
  if (milliseconds === 0) return new Date(start);
  let left = milliseconds;
  for (const year of yearsFrom(calendar, start, 1)) {
    const table = openYear(calendar, year);
    const already = year === utcYear(start) ? openBefore(calendar, start) : 0;
    if (left > table.total - already) {
      left -= table.total - already;
      continue;
    }
    const goal = already + left;
    const index = lastBelow(table.before, goal);
    return new Date((table.from[index] ?? 0) + goal - (table.before[index] ?? 0));
  }
  throw tooFar();
}

/**
 * The latest instant from which `milliseconds` of business time pass until `to`: when to begin, or to warn.
 * Subtracting back to exactly an opening gives that opening, not the closing before it.
 * @param milliseconds zero or more.
 * @throws Refusal as `addBusinessTime`.
 */
export function subtractBusinessTime(calendar: OpenHours, to: Date, milliseconds: number): Date {
  assertDuration(milliseconds);
  const end = to.getTime();
  if (calendar === null) return plainDate(end - milliseconds);
  if (milliseconds === 0) return new Date(end);
  let left = milliseconds;
  for (const year of yearsFrom(calendar, end, -1)) {
    const table = openYear(calendar, year);
    const available = year === utcYear(end) ? openBefore(calendar, end) : table.total;
    if (left > available) {
      left -= available;
      continue;
    }
    const goal = available - left;
    const index = lastBelow(table.before, goal, true);
    return new Date((table.from[index] ?? 0) + goal - (table.before[index] ?? 0));
  }
  throw tooFar();
}

/** The business time from one instant to another in milliseconds; negative when `to` comes first. */
export function businessTimeBetween(calendar: OpenHours, from: Date, to: Date): number {
  const start = from.getTime();
  const end = to.getTime();
  if (calendar === null) return end - start;
  if (end < start) return -businessTimeBetween(calendar, to, from);
  const lastYear = utcYear(end);
  let sum = openBefore(calendar, end) - openBefore(calendar, start);
  for (let year = utcYear(start); year < lastYear; year += 1) sum += openYear(calendar, year).total;
  return sum;
}

/**
 * The first open instant at or after `at`: `at` itself when open.
 * @throws Refusal `calendar_never_open` when there is none within ten years, `calendar_invalid`.
 */
export function nextOpen(calendar: OpenHours, at: Date): Date {
  const instant = at.getTime();
  if (calendar === null) return new Date(instant);
  for (const year of yearsFrom(calendar, instant, 1)) {
    const table = openYear(calendar, year);
    const from = table.from[firstEndingAfter(table, instant)];
    if (from !== undefined) return new Date(Math.max(from, instant));
  }
  throw tooFar();
}

/** Whether the calendar is open at an instant; the moment of closing is already closed. */
export function isOpenAt(calendar: OpenHours, at: Date): boolean {
  if (calendar === null) return true;
  const table = openYear(calendar, utcYear(at.getTime()));
  const from = table.from[firstEndingAfter(table, at.getTime())];
  return from !== undefined && from <= at.getTime();
}

/** When the stretch that is open at an instant ends (another may begin there); null when it never closes. Closed: the instant itself. */
export function closesAt(calendar: OpenHours, at: Date): Date | null {
  if (calendar === null) return null;
  const table = openYear(calendar, utcYear(at.getTime()));
  const index = firstEndingAfter(table, at.getTime());
  const from = table.from[index];
  return new Date(from !== undefined && from <= at.getTime() ? (table.to[index] ?? at.getTime()) : at.getTime());
}

/** Open time of its UTC year before an instant. */
function openBefore(calendar: Calendar, instant: number): number {
  const table = openYear(calendar, utcYear(instant));
  const index = firstEndingAfter(table, instant);
  return (table.before[index] ?? table.total) + Math.max(0, instant - (table.from[index] ?? instant));
}

/** The last index whose value is below `goal` (or equal to it, when asked): the stretch in which the goal is reached. */
function lastBelow(before: readonly number[], goal: number, orEqual = false): number {
  let low = 0;
  let high = before.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = before[middle] ?? 0;
    if (value < goal || (orEqual && value === goal)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The UTC years forwards (1) or backwards (-1) from an instant; ends in a refusal when they stay closed too long. */
function* yearsFrom(calendar: Calendar, instant: number, direction: 1 | -1): Generator<number> {
  const first = utcYear(instant);
  let lastOpen = first - direction;
  for (let step = 0; step <= FARTHEST_YEARS; step += 1) {
    const year = first + step * direction;
    yield year;
    if (openYear(calendar, year).total > 0) lastOpen = year;
    if (Math.abs(year - lastOpen) > CLOSED_YEARS) throw neverOpen(instant, direction);
  }
}

function assertDuration(milliseconds: number): void {
  if (Number.isFinite(milliseconds) && milliseconds >= 0) return;
  throw new Refusal('invalid', 'duration_invalid', 'A length of business time is zero or more.', { milliseconds });
}

function plainDate(milliseconds: number): Date {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) throw tooFar();
  return date;
}

function tooFar(): Refusal {
  const message = `This is more than ${FARTHEST_YEARS} years away; give it less time or longer opening hours.`;
  return new Refusal('invalid', 'deadline_too_far', message, { years: FARTHEST_YEARS });
}

function neverOpen(instant: number, direction: 1 | -1): Refusal {
  const message = `The calendar is not open within ${CLOSED_YEARS} years ${direction === 1 ? 'after' : 'before'} this moment.`;
  return new Refusal('invalid', 'calendar_never_open', message, {
    years: CLOSED_YEARS,
    at: new Date(instant).toISOString(),
  });
}
