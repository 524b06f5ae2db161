/** What every language shares when it says a time: the moment of speaking, the kinds of words, and how days are found from it. */
import { type Calendar, weekdayOf } from './calendar.ts';
import {
  dayNumber,
  lastOpenDay,
  mondayOf,
  openDay,
  openDayFrom,
  openDaysAfter,
  usualDay,
  yearMonthDay,
} from './said-time-hours.ts';
import type { WallTime } from './said-time-zone.ts';

/** When, where and by which hours something is said. */
export interface SpeakingMoment {
  readonly at: Date;
  readonly zone: string;
  readonly calendar: Calendar | null;
  readonly wall: WallTime;
  /** Whether 3/12 is the twelfth of March. */
  readonly monthFirst: boolean;
}

export type TimePrecision = 'minute' | 'part' | 'day' | 'week' | 'month';
export type DayPart =
  | 'first'
  | 'early'
  | 'morning'
  | 'noon'
  | 'early-afternoon'
  | 'afternoon'
  | 'evening'
  | 'midnight'
  | 'close';

/** What one expression says: a day, an hour of it, a part of it, or an instant counted from now. */
export type SaidPiece =
  | {
      readonly kind: 'day';
      readonly day: number;
      readonly precision: TimePrecision;
      readonly rule: string;
      readonly minutes?: number;
    }
  | { readonly kind: 'clock'; readonly minutes: number; readonly sure: boolean }
  | { readonly kind: 'part'; readonly part: DayPart; readonly day?: number }
  | { readonly kind: 'instant'; readonly at: Date; readonly precision: TimePrecision; readonly rule: string };

/** One way of saying a time; `find` has the flags `giu`. */
export interface SayingRule {
  readonly find: RegExp;
  readonly read: (groups: Readonly<Record<string, string | undefined>>, now: SpeakingMoment) => SaidPiece | null;
}

/** A way of saying a time as a rule: `source` is found as words of their own, in either case. */
export const sayingRule = (source: string, read: SayingRule['read']): SayingRule => ({
  find: new RegExp(`(?<![\\p{L}\\d])(?:${source})(?![\\p{L}\\d])`, 'giu'),
  read,
});

type Which = 'coming' | 'this' | 'next' | 'after-next';

/** The day of a weekday: the coming one, or the one of this or next week. */
export function weekdayDay(now: SpeakingMoment, weekday: number, which: Which): number {
  const { day } = now.wall;
  if (which === 'next') return mondayOf(day) + 7 + weekday - 1;
  if (which === 'after-next') return mondayOf(day) + 14 + weekday - 1;
  const ahead = (weekday - weekdayOf(day) + 7) % 7;
  return day + (ahead === 0 && which === 'coming' ? 7 : ahead);
}

/** A stretch of a week: its last open day, early (second open day), middle (Wednesday), or its first open day. */
export function weekDay(now: SpeakingMoment, weeks: number, part: 'start' | 'middle' | 'end'): SaidPiece {
  const monday = mondayOf(now.wall.day) + weeks * 7;
  const { calendar } = now;
  // said when it is over, the early or middle week can only be that of the next
  if (part === 'middle') {
    const middle = lastOpenDay(calendar, monday, monday + 2);
    return middle < now.wall.day ? weekDay(now, weeks + 1, part) : aDay(middle, 'week', 'middle-of-week');
  }
  if (part === 'start') {
    const early = openDaysAfter(calendar, monday - 1, 2);
    return early < now.wall.day ? weekDay(now, weeks + 1, part) : aDay(early, 'week', 'start-of-week');
  }
  const last = lastOpenDay(calendar, monday, monday + 6);
  // Said when the week's last open day is over, the end of the week can only be that of the next.
  return last < now.wall.day ? weekDay(now, weeks + 1, 'end') : aDay(last, 'week', 'end-of-week');
}

/** A stretch of a month (1 to 12, this year or the next): until the 7th, the 15th, or its last open day. */
function monthDay(now: SpeakingMoment, year: number, month: number, part: 'start' | 'middle' | 'end'): SaidPiece {
  const first = dayNumber(year, month, 1);
  if (part === 'start') return aDay(lastOpenDay(now.calendar, first, first + 6), 'month', 'start-of-month');
  if (part === 'middle') return aDay(lastOpenDay(now.calendar, first, first + 14), 'month', 'middle-of-month');
  return aDay(lastOpenDay(now.calendar, first, dayNumber(year, month + 1, 1) - 1), 'month', 'end-of-month');
}

/** As `monthDay`, so many months from now. */
export function monthFromNow(now: SpeakingMoment, months: number, part: 'start' | 'middle' | 'end'): SaidPiece {
  const { year, month } = yearMonthDay(now.wall.day);
  return monthDay(now, year, month + months, part);
}

/** As `monthDay`, for a month by name: this year's unless it is over. */
export function namedMonth(now: SpeakingMoment, month: number, part: 'start' | 'middle' | 'end'): SaidPiece {
  const today = yearMonthDay(now.wall.day);
  return monthDay(now, month < today.month ? today.year + 1 : today.year, month, part);
}

/** A date; without a year the coming one, without a month this month's or the next. Null when there is no such date. */
export function dateDay(now: SpeakingMoment, day: number, month?: number, year?: number): SaidPiece | null {
  const today = yearMonthDay(now.wall.day);
  let y = year === undefined ? today.year : year < 100 ? 2000 + year : year;
  let m = month ?? today.month;
  if (day < 1 || day > 31 || m < 1 || m > 12) return null;
  if (month === undefined && day < today.day) m += 1;
  else if (month !== undefined && year === undefined && dayNumber(y, m, day) < now.wall.day) y += 1;
  const found = dayNumber(y, m, day);
  return yearMonthDay(found).day === day ? aDay(found, 'day', 'day') : null;
}

/** So many days, weeks, months, hours or minutes from now. Working days end at closing; plain days too, hours to the minute. */
export function fromNow(
  now: SpeakingMoment,
  amount: number,
  unit: 'minute' | 'hour' | 'day' | 'working-day' | 'week' | 'month',
): SaidPiece {
  const { day } = now.wall;
  if (unit === 'minute' || unit === 'hour') {
    const milliseconds = amount * (unit === 'hour' ? 3_600_000 : 60_000);
    return { kind: 'instant', at: new Date(now.at.getTime() + milliseconds), precision: 'minute', rule: 'from-now' };
  }
  if (unit === 'working-day') return aDay(openDaysAfter(now.calendar, day, amount), 'day', 'working-days');
  if (unit === 'month') {
    const { year, month, day: of } = yearMonthDay(day);
    const last = dayNumber(year, month + amount + 1, 1) - 1;
    return aDay(Math.min(dayNumber(year, month + amount, of), last), 'day', 'days');
  }
  return aDay(day + Math.round(amount * (unit === 'week' ? 7 : 1)), 'day', 'days');
}

/** Before, on or after the coming weekend: last open day of this week, end of Sunday, first open day of the next. */
export function weekend(now: SpeakingMoment, side: 'before' | 'on' | 'after'): SaidPiece {
  const monday = mondayOf(now.wall.day);
  if (side === 'before') return weekDay(now, 0, 'end');
  if (side === 'after') return aDay(openDayFrom(now.calendar, monday + 7), 'day', 'after-weekend');
  return { kind: 'day', day: monday + 6, precision: 'day', rule: 'weekend', minutes: 24 * 60 };
}

/** Before or after days that many take off, such as Christmas: the last open day before, the first open day after. */
export function aroundDays(
  now: SpeakingMoment,
  from: [number, number],
  to: [number, number],
  side: 'before' | 'after',
): SaidPiece {
  const { year } = yearMonthDay(now.wall.day);
  const [month, day] = side === 'before' ? from : to;
  const inYear = (y: number) => dayNumber(y, month, day);
  const date = inYear(year) < now.wall.day ? inYear(year + 1) : inYear(year);
  if (side === 'after') return aDay(openDayFrom(now.calendar, date + 1), 'day', 'after-holidays');
  return aDay(lastOpenDay(now.calendar, date - 14, date - 1), 'day', 'before-holidays');
}

/** A whole day, due at its closing. */
export function aDay(day: number, precision: TimePrecision, rule: string): SaidPiece {
  return { kind: 'day', day, precision, rule };
}

/** An hour of the clock. One to six without more is taken for the afternoon where nothing is open so early. */
export function aClock(hour: number, minutes: number, half?: 'am' | 'pm' | 'exact'): SaidPiece | null {
  if (hour > 24 || minutes > 59 || (half !== undefined && half !== 'exact' && hour > 12)) return null;
  if (half === 'pm') return { kind: 'clock', minutes: (hour % 12) * 60 + 720 + minutes, sure: true };
  if (half === 'am') return { kind: 'clock', minutes: (hour % 12) * 60 + minutes, sure: true };
  return { kind: 'clock', minutes: hour * 60 + minutes, sure: half === 'exact' || hour > 12 };
}

/** Reads 3 as 15 o'clock when the day does not open before it ends, and eight as the morning. */
export function likelyHour(now: SpeakingMoment, day: number, minutes: number): number {
  const open = openDay(now.calendar, day) ?? { from: 9 * 60, to: 17 * 60 };
  if (minutes >= open.from || minutes >= 7 * 60) return minutes;
  return minutes + 720;
}

/** The minute of the local day by which a part of it is over, as a reasonable customer would take it. */
export function minutesOfPart(part: DayPart, day: number, calendar: Calendar | null): number {
  const open = usualDay(calendar, day);
  if (part === 'early') return Math.min(open.from + 120, 720);
  if (part === 'morning' || part === 'noon') return 720;
  if (part === 'early-afternoon') return 15 * 60;
  if (part === 'afternoon') return Math.max(17 * 60, Math.min(open.to, 18 * 60));
  return part === 'evening' ? 20 * 60 : 24 * 60;
}
