/** Which days somebody works, for passing on, streaks and huddles. Without a calendar it is Monday to Friday. */
import {
  type Calendar,
  dateOf,
  localDayOf,
  minutesOf,
  structuralFaults,
  weekdayOf,
  type Week,
} from '../promises/calendar.ts';

/** The part of a calendar that says which days are worked. */
export type WorkWeek = Pick<Calendar, 'week' | 'exceptions'>;

const office = [{ from: '09:00', to: '17:00' }];
const weekdays: Week = { 1: office, 2: office, 3: office, 4: office, 5: office, 6: [], 7: [] };
const MOST_DAYS_AWAY = 366;

/** Monday to Friday: for whoever has no calendar, or one that is never open. */
export const mondayToFriday: WorkWeek = { week: weekdays, exceptions: [] };

/** Whether a day (`YYYY-MM-DD`) has open hours. */
export function isWorkingDay(calendar: WorkWeek, day: string): boolean {
  const exception = calendar.exceptions.findLast((each) => each.date === day);
  const intervals = exception?.intervals ?? calendar.week[weekdayOf(dayNumber(day))] ?? [];
  return intervals.some((interval) => (minutesOf(interval.to) ?? 0) > (minutesOf(interval.from) ?? 0));
}

/** The first working day after `day`; the day after when a calendar is closed for a whole year. */
export function nextWorkingDay(calendar: WorkWeek, day: string): string {
  for (let ahead = 1; ahead <= MOST_DAYS_AWAY; ahead += 1) {
    const candidate = shiftDay(day, ahead);
    if (isWorkingDay(calendar, candidate)) return candidate;
  }
  return shiftDay(day, 1);
}

/** The last working day before `day`; the day before when a calendar is closed for a whole year. */
export function previousWorkingDay(calendar: WorkWeek, day: string): string {
  for (let back = 1; back <= MOST_DAYS_AWAY; back += 1) {
    const candidate = shiftDay(day, -back);
    if (isWorkingDay(calendar, candidate)) return candidate;
  }
  return shiftDay(day, -1);
}

/** A day so many days later (earlier when negative). */
export function shiftDay(day: string, days: number): string {
  return dateOf(dayNumber(day) + days);
}

/** The local date of an instant in a zone. A RangeError of the engine passes through when the zone is unknown. */
export function dayIn(zone: string, at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The instant of a local time (`HH:MM`) on a day; in the hour a zone skips, the time just after. */
export function instantOf(zone: string, day: string, time: string): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const local = Temporal.PlainDate.from(day).toPlainDateTime({ hour, minute });
  return new Date(local.toZonedDateTime(zone).epochMilliseconds);
}

/** A calendar from storage, or Monday to Friday when there is none or it cannot be read. */
export function workWeekOf(stored: Calendar | undefined): WorkWeek {
  return stored === undefined || structuralFaults(stored).length > 0 ? mondayToFriday : stored;
}

function dayNumber(day: string): number {
  const number = localDayOf(day);
  if (number === null) throw new RangeError(`${day} is not a day`);
  return number;
}
