import type { Explanation } from '../../../contract/calendars.ts';
import { wallOfInstant } from '../../wall-time.ts';

type Day = Explanation['days'][number];

/** The part of the day that is drawn, in minutes after local midnight, and the hours named along it. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly hours: readonly number[];
}

/** Minutes after the midnight of `date` that a wall clock in the zone shows; the midnight after it is 1440. */
export function minuteOf(instant: string, date: string, zone: string): number {
  const wall = wallOfInstant(new Date(instant), zone);
  const minute = Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));
  if (wall.slice(0, 10) > date) return 1440;
  return wall.slice(0, 10) < date ? 0 : minute;
}

/** One axis for all days: every hour that is open, counted or due, with an hour of air on both sides. */
export function axisOf(explanation: Explanation): Axis {
  const { zone } = explanation;
  let from = 1440;
  let to = 0;
  for (const day of explanation.days) {
    for (const piece of [...day.open, ...day.counted, ...day.willCount, ...day.paused]) {
      from = Math.min(from, minuteOf(piece.from, day.date, zone));
      to = Math.max(to, minuteOf(piece.to, day.date, zone));
    }
    for (const at of [explanation.startedAt, explanation.dueAt]) {
      if (at === null || wallOfInstant(new Date(at), zone).slice(0, 10) !== day.date) continue;
      from = Math.min(from, minuteOf(at, day.date, zone));
      to = Math.max(to, minuteOf(at, day.date, zone));
    }
  }
  if (from > to) [from, to] = [480, 1080];
  from = Math.max(0, Math.floor(from / 60) * 60 - 60);
  to = Math.min(1440, Math.ceil(to / 60) * 60 + 60);
  const step = to - from > 840 ? 240 : 120;
  const hours: number[] = [];
  for (let hour = Math.ceil(from / step) * step; hour <= to; hour += step) hours.push(hour);
  return { from, to, hours };
}

/** Where a minute stands on the axis, in percent. */
export function placeOn(axis: Axis, minute: number): number {
  return Math.round(((minute - axis.from) / (axis.to - axis.from)) * 10_000) / 100;
}

/** Long explanations show their first and last days; the days between are folded. */
export function foldDays(days: readonly Day[], open: boolean): { shown: readonly Day[]; hidden: number } {
  if (open || days.length <= 14) return { shown: days, hidden: 0 };
  return { shown: [...days.slice(0, 5), ...days.slice(-6)], hidden: days.length - 11 };
}
