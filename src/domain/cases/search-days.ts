/** From the first to the last day, both counted, `YYYY-MM-DD`. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

/**
 * The days that somebody means: `2026-03-31`, `31.3.2026`, `2026-03`, `2026`, `today`, `yesterday`, or how long ago, `7d`, `2w`, `3m`,
 * `1y`. Null when it is none of these. `31/3/2026` is read with the day first; who writes the month first is told by no calendar.
 * @param today `YYYY-MM-DD`, in the company's zone
 */
export function daysOf(typed: string, today: string): DaySpan | null {
  const value = typed.toLowerCase();
  if (value === 'today' || value === 'heute') return { from: today, to: today };
  if (value === 'yesterday' || value === 'gestern') return one(moved(today, 0, -1));
  if (value === 'tomorrow' || value === 'morgen') return one(moved(today, 0, 1));
  const ago = /^(\d{1,4})(d|w|m|y)$/.exec(value);
  if (ago !== null) {
    const n = Number(ago[1]);
    const unit = ago[2] ?? 'd';
    if (unit === 'd' || unit === 'w') return one(moved(today, 0, unit === 'w' ? -7 * n : -n));
    return one(moved(today, unit === 'y' ? -12 * n : -n, 0));
  }
  const day = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(value);
  if (day !== null) return one(made(day[1], day[2], day[3]));
  const local = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(value);
  if (local !== null) return one(made(local[3], local[2], local[1]));
  const month = /^(\d{4})-(\d{1,2})$/.exec(value);
  if (month !== null) {
    const from = made(month[1], month[2], '1');
    return from === null ? null : { from, to: moved(moved(from, 1, 0), 0, -1) };
  }
  const year = /^(19|20)\d\d$/.exec(value);
  return year === null ? null : { from: `${value}-01-01`, to: `${value}-12-31` };
}

function one(day: string | null): DaySpan | null {
  return day === null ? null : { from: day, to: day };
}

function made(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  const text = `${String(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const read = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text) ? text : null;
}

/** A day moved by months, held within the month it lands in, then by days. */
function moved(day: string, months: number, days: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last) + days)).toISOString().slice(0, 10);
}
