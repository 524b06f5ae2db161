import { Matrix, pseudoInverse } from 'ml-matrix';
import { chiSquareTail } from './distributions.ts';
import type { Interval } from './proportions.ts';
import { Z95 } from './proportions.ts';

/**
 * Time to an event (solved, reached a destination, left) when some are still waiting. An open case is censored: it says
 * "at least this long", and is neither dropped nor counted as done.
 */
export type Waiting = {
  /** Time from start to the event, or to now if it has not happened; any unit, the same for all, never negative. */
  readonly time: number;
  readonly happened: boolean;
};

export type SurvivalStep = {
  readonly time: number;
  /** Still waiting just before this time; those censored at the same time are among them. */
  readonly atRisk: number;
  readonly events: number;
  /** Share still waiting after this time. */
  readonly survival: number;
  /** Greenwood's standard error of the survival. */
  readonly standardError: number;
  /** 95 % log-log interval of the survival; undefined once nobody is left, where it cannot be computed. */
  readonly interval: Interval | undefined;
};

export type SurvivalCurve = { readonly n: number; readonly events: number; readonly steps: readonly SurvivalStep[] };

/** Kaplan–Meier curve (1958) with Greenwood variance and log-log intervals (Kalbfleisch & Prentice): one step per event time. */
export function kaplanMeier(waiting: readonly Waiting[]): SurvivalCurve {
  return curveOf(eventTable([waiting]), waiting.length);
}

/** Everybody who had the event, and everybody who left off waiting, at one time. */
export type WaitingCount = { readonly time: number; readonly happened: number; readonly censored: number };

/** The same curve from counts per time, in any order: what daily roll-ups hold. Times may repeat. */
export function kaplanMeierOfCounts(counts: readonly WaitingCount[]): SurvivalCurve {
  const n = total(counts.map((count) => count.happened + count.censored));
  const sorted = counts.toSorted((one, two) => one.time - two.time);
  const rows: EventRow[] = [];
  let left = n;
  for (let first = 0; first < sorted.length;) {
    const { time } = sorted[first]!;
    let next = first;
    while (sorted[next]?.time === time) next += 1;
    const same = sorted.slice(first, next);
    const happened = total(same.map((count) => count.happened));
    if (happened > 0) rows.push({ time, atRisk: [left], events: [happened] });
    left -= happened + total(same.map((count) => count.censored));
    first = next;
  }
  return curveOf(rows, n);
}

function curveOf(table: readonly EventRow[], n: number): SurvivalCurve {
  let survival = 1;
  let greenwood = 0;
  const steps = table.map(({ time, atRisk, events }): SurvivalStep => {
    const risk = atRisk[0]!;
    const happened = events[0]!;
    survival *= 1 - happened / risk;
    greenwood += happened / (risk * (risk - happened));
    const known = survival > 0;
    return {
      time,
      atRisk: risk,
      events: happened,
      survival,
      standardError: known ? survival * Math.sqrt(greenwood) : 0,
      interval: known ? logLogInterval(survival, greenwood) : undefined,
    };
  });
  return { n, events: total(steps.map((step) => step.events)), steps };
}

/** Share still waiting after `time`. Past the last observation this is the last known value, an upper bound. */
export function survivalAt(curve: SurvivalCurve, time: number): number {
  return curve.steps.findLast((step) => step.time <= time)?.survival ?? 1;
}

/** A quantile of the time to the event; undefined where too many still wait for the curve to get there. */
export type SurvivalQuantile = {
  readonly time: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
};

/** The time by which `share` (0.5: the median) have had the event, with the interval of Brookmeyer & Crowley (1982). */
export function survivalQuantile(curve: SurvivalCurve, share: number): SurvivalQuantile {
  const left = 1 - share;
  // A hair of tolerance, since (1 − 1/10)·(1 − 1/9)… must meet exactly 0.5 where the arithmetic says one half.
  const reaches = (value: number) => value <= left + 1e-12;
  return {
    time: curve.steps.find((step) => reaches(step.survival))?.time,
    low: curve.steps.find((step) => reaches(step.interval?.low ?? 0))?.time,
    high: curve.steps.find((step) => step.interval !== undefined && reaches(step.interval.high))?.time,
  };
}

export type LogRank = {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** How many events each group would have if all waited equally long; the test rests on these not being few. */
  readonly expected: readonly number[];
};

/**
 * Log-rank test (Mantel 1966; Peto & Peto 1972): do the groups wait equally long? Undefined for fewer than two groups
 * with anybody in them, or when nothing has happened yet.
 */
export function logRank(groups: readonly (readonly Waiting[])[]): LogRank | undefined {
  const present = groups.filter((group) => group.length > 0);
  return logRankOf(eventTable(present), present.length);
}

/** The same test from counts per time. */
export function logRankOfCounts(groups: readonly (readonly WaitingCount[])[]): LogRank | undefined {
  const present = groups.filter((group) => total(group.map((count) => count.happened + count.censored)) > 0);
  const times = [...new Set(present.flatMap((group) => group.map((count) => count.time)))].sort(
    (one, two) => one - two,
  );
  const atRisk = present.map((group) => total(group.map((count) => count.happened + count.censored)));
  const rows: EventRow[] = [];
  for (const time of times) {
    const now = present.map((group) => group.filter((count) => count.time === time));
    const events = now.map((counts) => total(counts.map((count) => count.happened)));
    if (total(events) > 0) rows.push({ time, atRisk: [...atRisk], events });
    now.forEach((counts, index) => {
      atRisk[index]! -= total(counts.map((count) => count.happened + count.censored));
    });
  }
  return logRankOf(rows, present.length);
}

function logRankOf(table: readonly EventRow[], size: number): LogRank | undefined {
  if (size < 2 || table.length === 0) return undefined;
  const excess = Array.from({ length: size }, () => 0);
  const expected = Array.from({ length: size }, () => 0);
  const covariance = Matrix.zeros(size, size);
  for (const { atRisk, events } of table) {
    const all = total(atRisk);
    const happened = total(events);
    const spread = all > 1 ? (happened * (all - happened)) / (all * all * (all - 1)) : 0;
    for (let one = 0; one < size; one += 1) {
      const fair = (happened * atRisk[one]!) / all;
      expected[one]! += fair;
      excess[one]! += events[one]! - fair;
      for (let two = 0; two < size; two += 1) {
        const both = one === two ? atRisk[one]! * (all - atRisk[one]!) : -atRisk[one]! * atRisk[two]!;
        covariance.set(one, two, covariance.get(one, two) + spread * both);
      }
    }
  }
  // The excesses add up to nothing, so the covariance has rank size − 1; the pseudo-inverse leaves out that direction.
  const column = Matrix.columnVector(excess);
  const chiSquare = column.transpose().mmul(pseudoInverse(covariance)).mmul(column).get(0, 0);
  return { chiSquare, degreesOfFreedom: size - 1, pValue: chiSquareTail(chiSquare, size - 1), expected };
}

type EventRow = { readonly time: number; readonly atRisk: readonly number[]; readonly events: readonly number[] };

/** One row per time at which something happened in any group. Sorted once, so that 100 000 cases stay quick. */
function eventTable(groups: readonly (readonly Waiting[])[]): EventRow[] {
  const all = groups
    .flatMap((group, index) => group.map((each) => ({ ...each, index })))
    .sort((one, two) => one.time - two.time);
  const atRisk = groups.map((group) => group.length);
  const rows: EventRow[] = [];
  for (let first = 0; first < all.length;) {
    const time = all[first]!.time;
    const events = groups.map(() => 0);
    const before = [...atRisk];
    let next = first;
    for (; next < all.length && all[next]!.time === time; next += 1) {
      const { index, happened } = all[next]!;
      atRisk[index]! -= 1;
      if (happened) events[index]! += 1;
    }
    if (total(events) > 0) rows.push({ time, atRisk: before, events });
    first = next;
  }
  return rows;
}

/** exp(−exp(ln(−ln S) ± z·se)), which never leaves 0..1. */
function logLogInterval(survival: number, greenwood: number): Interval {
  const reach = (Z95 * Math.sqrt(greenwood)) / Math.abs(Math.log(survival));
  return { low: survival ** Math.exp(reach), high: survival ** Math.exp(-reach) };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
