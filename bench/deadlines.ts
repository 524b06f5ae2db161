import { addBusinessTime } from '../src/domain/promises/business-time.ts';
import type { Calendar } from '../src/domain/promises/calendar.ts';

/** How many deadlines one core computes in a second, by how far away they lie. */
export interface Deadlines {
  days: number;
  perSecond: number;
}

const shift = [
  { from: '08:30', to: '12:15' },
  { from: '13:00', to: '17:45' },
];
const closed = Array.from({ length: 120 }, (_, day) => ({
  date: new Date(Date.UTC(2024, 0, 5 + day * 31)).toISOString().slice(0, 10),
  name: 'closed',
  intervals: day % 3 === 0 ? [{ from: '08:30', to: '12:15' }] : [],
}));
/** Two intervals a day, a half Saturday, ten years of closures and half days, both changes of daylight saving. */
const calendar: Calendar = {
  zone: 'Europe/Berlin',
  week: { 1: shift, 2: shift, 3: shift, 4: shift, 5: shift, 6: [{ from: '09:00', to: '13:00' }], 7: [] },
  exceptions: closed,
};

/** Deadlines from moments spread over a year, an open day, a month, a year and ten years away, after warming up. */
export function measureDeadlines(most = 20_000): Deadlines[] {
  const start = Date.UTC(2025, 0, 1);
  return [1, 21, 250, 2500].map((days) => {
    const open = days * 8.5 * 3_600_000;
    for (let turn = 0; turn < 500; turn += 1) addBusinessTime(calendar, new Date(start + turn * 7_919_000), open);
    const from = performance.now();
    for (let turn = 0; turn < most; turn += 1)
      addBusinessTime(calendar, new Date(start + ((turn * 1_576_800) % 31_536_000_000)), open + turn);
    return { days, perSecond: Math.round(most / ((performance.now() - from) / 1000)) };
  });
}
