import { kaplanMeierOfCounts, type SurvivalCurve, survivalQuantile } from './survival.ts';

/**
 * Durations counted in steps, so that the time to resolve of any number of cases is some eighty numbers a day. Steps
 * are as fine as anybody asks: a quarter of an hour up to 2 hours, an hour up to 16, four up to 80, eight up to 400
 * working hours, and one for all beyond. Each finer edge that matters is also a coarser one, so bars add up exactly.
 */
const MINUTES_PER_HOUR = 60;

/** Lower edges of the steps, in minutes; a step reaches to the next edge, the last one has no end. */
export const stepEdges: readonly number[] = [
  ...edges(0, 120, 15),
  ...edges(120, 16 * MINUTES_PER_HOUR, MINUTES_PER_HOUR),
  ...edges(16 * MINUTES_PER_HOUR, 80 * MINUTES_PER_HOUR, 4 * MINUTES_PER_HOUR),
  ...edges(80 * MINUTES_PER_HOUR, 400 * MINUTES_PER_HOUR, 8 * MINUTES_PER_HOUR),
  400 * MINUTES_PER_HOUR,
];

/** The step a duration in minutes falls into; negative ones (a clock was put back) count as nothing. */
export function stepOf(minutes: number): number {
  let low = 0;
  let high = stepEdges.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (stepEdges[middle]! <= minutes) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Cases of one step: those closed within it, and those still open that are as old as that. */
export type StepCount = { readonly step: number; readonly closed: number; readonly open: number };

/**
 * Kaplan–Meier over the steps. A case closed within a step counts at the step's end; open ones of that age are still
 * among those at risk there (the convention for ties), so a quantile is never told too early.
 */
export function durationCurve(counts: readonly StepCount[]): SurvivalCurve {
  return kaplanMeierOfCounts(
    counts.map(({ step, closed, open }) => ({ time: step, happened: closed, censored: open })),
  );
}

/**
 * Minutes by which `share` of the cases are closed, with its 95 % interval (Brookmeyer & Crowley), read off within the
 * step as if its cases were spread evenly. Undefined where too many are still open, or beyond the last edge.
 */
export function durationQuantile(
  counts: readonly StepCount[],
  share: number,
): { minutes: number | undefined; low: number | undefined; high: number | undefined } {
  const curve = durationCurve(counts);
  const found = survivalQuantile(curve, share);
  const ends = (step: number | undefined) => (step === undefined ? undefined : stepEdges[step + 1]);
  return { minutes: within(curve, found.time, share), low: starts(found.low), high: ends(found.high) };
}

/** A bar of a histogram, `[from, to)` minutes; `to` is null for all beyond. */
export type DurationBar = { from: number; to: number | null; n: number };

/** Equally wide bars of the closed cases, as fine as the steps allow up to where nineteen in twenty have been closed. */
export function durationBars(counts: readonly StepCount[]): DurationBar[] {
  const closed = counts.reduce((sum, count) => sum + count.closed, 0);
  if (closed === 0) return [];
  const sorted = counts.toSorted((one, two) => one.step - two.step);
  let sum = 0;
  const most = sorted.find((count) => (sum += count.closed) >= 0.95 * closed)!;
  const reach = stepEdges[most.step + 1] ?? stepEdges.at(-1)!;
  const { width, limit } = grids.find((grid) => reach <= grid.limit)!;
  const end = Math.min(limit, Math.ceil(reach / width) * width);
  const bars: DurationBar[] = edges(0, end, width).map((from) => ({ from, to: from + width, n: 0 }));
  bars.push({ from: end, to: null, n: 0 });
  for (const { step, closed: n } of sorted)
    bars[Math.min(bars.length - 1, Math.floor(stepEdges[step]! / width))]!.n += n;
  return bars;
}

/** How wide bars are, by how far they must reach: never finer than the steps, about two dozen at most. */
const grids = [
  { limit: 120, width: 15 },
  { limit: 16 * MINUTES_PER_HOUR, width: 60 },
  { limit: 80 * MINUTES_PER_HOUR, width: 4 * MINUTES_PER_HOUR },
  { limit: 160 * MINUTES_PER_HOUR, width: 8 * MINUTES_PER_HOUR },
  { limit: 400 * MINUTES_PER_HOUR, width: 16 * MINUTES_PER_HOUR },
] as const;

function within(curve: SurvivalCurve, step: number | undefined, share: number): number | undefined {
  if (step === undefined) return undefined;
  const end = stepEdges[step + 1];
  if (end === undefined) return undefined;
  const place = curve.steps.findIndex((each) => each.time === step);
  const before = curve.steps[place - 1]?.survival ?? 1;
  const after = curve.steps[place]!.survival;
  const start = stepEdges[step]!;
  return start + ((before - (1 - share)) / (before - after)) * (end - start);
}

function starts(step: number | undefined): number | undefined {
  return step === undefined ? undefined : stepEdges[step];
}

function edges(from: number, to: number, width: number): number[] {
  return Array.from({ length: (to - from) / width }, (_, index) => from + index * width);
}
