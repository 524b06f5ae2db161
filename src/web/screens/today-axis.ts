const hour = 3_600_000;

/** The day as a line: where it starts, how long it is, and which hours are written on it. Instants in milliseconds. */
export interface Axis {
  readonly from: number;
  readonly until: number;
  readonly ticks: readonly number[];
}

/**
 * The axis from opening to closing in whole hours, widened so that every promise and the present are on it. A
 * twelfth of its length stays free at the end for the words of the last promise.
 */
export function axisOf(opensAt: number, closesAt: number, moments: readonly number[]): Axis {
  const from = Math.floor(Math.min(opensAt, ...moments) / hour) * hour;
  const last = Math.max(Math.ceil(Math.max(closesAt, ...moments) / hour) * hour, from + 4 * hour);
  const step = last - from > 12 * hour ? 4 * hour : 2 * hour;
  const ticks: number[] = [];
  for (let tick = from; tick <= last; tick += step) ticks.push(tick);
  return { from, until: last + (last - from) / 12, ticks };
}

/** Where an instant stands on the axis, in percent. */
export function placeOn(axis: Axis, at: number): number {
  const share = (at - axis.from) / (axis.until - axis.from);
  return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100;
}
