import { isWorkingDay, shiftDay, type WorkWeek } from './working-days.ts';

const LONGEST = 3660;

/**
 * How many days in a row something was done, following the person's calendar: a day off without it breaks nothing, a
 * day off with it counts. Today does not break the streak while it lasts. Shown to oneself only.
 * @param days the days (`YYYY-MM-DD`) on which it was done.
 */
export function streakOf(days: ReadonlySet<string>, today: string, calendar: WorkWeek): number {
  let length = days.has(today) ? 1 : 0;
  let left = days.size - length;
  for (let day = shiftDay(today, -1), back = 0; left > 0 && back < LONGEST; day = shiftDay(day, -1), back += 1) {
    if (days.has(day)) {
      length += 1;
      left -= 1;
    } else if (isWorkingDay(calendar, day)) break;
  }
  return length;
}
