import type { Calendar } from '../promises.data.ts';

type Week = Calendar['week'];
type Interval = Week['1'][number];

export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** "09:00-12:30, 13:15-17:00": the hours of a day as one line; nothing is a closed day. */
export function hoursLine(intervals: readonly Interval[]): string {
  return intervals.map(({ from, to }) => `${from}-${to}`).join(', ');
}

/**
 * Reads such a line. Hours may be short (9-17) and use any dash; `24:00` ends a day.
 * @returns undefined when a piece of it is no pair of hours, or ends before it starts
 */
export function readHours(line: string): Interval[] | undefined {
  const intervals: Interval[] = [];
  for (const part of line
    .split(/[,;]/)
    .map((one) => one.trim())
    .filter(Boolean)) {
    const found = /^(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?$/.exec(part);
    if (found === null) return undefined;
    const from = hour(found[1], found[2]);
    const to = hour(found[3], found[4]);
    if (from === undefined || to === undefined || from >= to) return undefined;
    intervals.push({ from, to });
  }
  return intervals;
}

function hour(hours: string | undefined, minutes: string | undefined): string | undefined {
  const text = `${(hours ?? '').padStart(2, '0')}:${minutes ?? '00'}`;
  return text <= '24:00' && (minutes ?? '00') < '60' ? text : undefined;
}
