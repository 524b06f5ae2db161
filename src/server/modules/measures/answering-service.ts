import type { Static } from 'typebox';
import { shareFigure } from '../../../contract/figures.ts';
import type { FixesAnswer, PromisesAnswer, TypicalAnswer } from '../../../contract/measures.ts';
import { startOfDayIn } from '../../../domain/measures/days.ts';
import { durationBars, durationQuantile, type StepCount, stepOf } from '../../../domain/measures/duration-steps.ts';
import { FEWEST_FOR_INTERVAL } from '../../../domain/measures/figure.ts';
import { betterWhen } from '../../../domain/improvement/metrics.ts';
import { businessTimeBetween } from '../../../domain/promises/business-time.ts';
import { isOwedToCustomer } from '../../../domain/promises/promise-kinds.ts';
import { MILLISECONDS_PER_MINUTE, minutesOf, type OpenHours } from '../../../domain/promises/calendar.ts';
import type { StartedChange } from '../improvement/index.ts';
import { filterOf } from './answering-moments.ts';
import type { PromiseSums, Slice } from './progress-queries.ts';

const HALF_A_DAY = 43_200_000;

/**
 * 3. What is typical? Median and ninetieth percentile of working minutes to resolve among the cases that arrived in the
 * period, open ones counted as "at least so long" (their age runs from the noon of their day of arrival).
 */
export function answerTypical(
  durations: { closed: readonly { step: number; n: number }[]; open: readonly { day: string; n: number }[] },
  words: { list: Static<typeof TypicalAnswer>['words']; ours: number; n: number },
  place: { zone: string; openHours: OpenHours; now: Date },
  slice: Slice,
): Static<typeof TypicalAnswer> {
  const counts: StepCount[] = [
    ...durations.closed.map(({ step, n }) => ({ step, closed: n, open: 0 })),
    ...durations.open.map(({ day, n }) => ({ step: stepOf(ageOf(day, place)), closed: 0, open: n })),
  ];
  const closed = durations.closed.reduce((sum, count) => sum + count.n, 0);
  const stillOpen = durations.open.reduce((sum, count) => sum + count.n, 0);
  const half = durationQuantile(counts, 0.5);
  const nine = durationQuantile(counts, 0.9);
  const tooFew = closed + stillOpen < FEWEST_FOR_INTERVAL;
  const perDay = minutesPerWorkingDay(place.openHours);
  const most = words.list[0];
  return {
    headline: {
      code:
        closed + stillOpen === 0
          ? 'nothing-yet'
          : tooFew
            ? 'too-few'
            : half.minutes === undefined
              ? 'half-still-open'
              : 'half-within',
      values: {
        minutes: half.minutes ?? null,
        days: half.minutes === undefined ? null : half.minutes / perDay,
        n: closed + stillOpen,
        stillOpen,
        word: most?.word ?? null,
      },
    },
    half: tooFew ? null : (half.minutes ?? null),
    halfLow: tooFew ? null : (half.low ?? null),
    halfHigh: tooFew ? null : (half.high ?? null),
    nineInTen: tooFew ? null : (nine.minutes ?? null),
    n: closed + stillOpen,
    stillOpen,
    minutesPerWorkingDay: perDay,
    bars: durationBars(counts),
    words: words.list,
    wordMatch: shareFigure(words.ours, words.n),
    link: { to: 'cases', filter: filterOf(slice, { sort: 'slowest' }) },
  };
}

/**
 * 4. Do we keep our promises? The share is of what is owed to customers; policies and persons stand apart beside it, tasks of
 * the house and estimates are in neither.
 */
export function answerPromises(
  sums: {
    months: readonly (PromiseSums & { from: string; kind: string })[];
    kinds: readonly (PromiseSums & { kind: string; clock: string })[];
  },
  slice: Slice,
): Static<typeof PromisesAnswer> {
  const owed = sums.months.filter(({ kind }) => isOwedToCustomer(kind));
  const sumOf = (lines: readonly PromiseSums[], name: keyof PromiseSums) =>
    lines.reduce((all, line) => all + line[name], 0);
  const keptOf = (lines: readonly PromiseSums[]) =>
    shareFigure(sumOf(lines, 'kept'), sumOf(lines, 'kept') + sumOf(lines, 'broken'));
  const series = [...Map.groupBy(owed, ({ from }) => from)].map(([from, lines]) => ({
    from,
    kept: keptOf(lines),
    policy: keptOf(lines.filter(({ kind }) => kind === 'policy')),
    personal: keptOf(lines.filter(({ kind }) => kind === 'personal')),
    renegotiated: sumOf(lines, 'renegotiated'),
  }));
  const broken = sumOf(owed, 'broken');
  const last = series.findLast((month) => month.kept.n > 0) ?? null;
  return {
    headline: {
      code: last === null ? 'nothing-yet' : broken === 0 ? 'all-kept' : 'kept-and-broken',
      values:
        last === null ? {} : { month: last.from, kept: last.kept.k, n: last.kept.n, broken: last.kept.n - last.kept.k },
    },
    total: keptOf(owed),
    apart: (['policy', 'personal', 'internal'] as const).map((one) => ({
      kind: one,
      kept: keptOf(sums.months.filter(({ kind }) => kind === one)),
    })),
    last,
    broken,
    renegotiated: sumOf(owed, 'renegotiated'),
    series,
    byKind: sums.kinds
      .filter((kind) => kind.kept + kind.broken > 0)
      .map((kind) => ({
        kind: kind.kind,
        clock: kind.clock === 'none' ? null : kind.clock,
        kept: shareFigure(kind.kept, kind.kept + kind.broken),
      })),
    link: { to: 'promises', filter: filterOf(slice, { state: 'broken' }) },
  };
}

const FIXES_SHOWN = 12;

/** 6. Did what we fixed work? Changes that took effect in the period, the latest first. */
export function answerFixes(changes: readonly StartedChange[], slice: Slice): Static<typeof FixesAnswer> {
  const verdictOf = (change: StartedChange) => change.report?.verdict ?? 'too-early';
  const count = (verdict: string) => changes.filter((change) => verdictOf(change) === verdict).length;
  const counts = {
    better: count('better'),
    worse: count('worse'),
    noDetectableChange: count('no-detectable-change'),
    tooEarly: count('too-early'),
  };
  return {
    headline: { code: changes.length === 0 ? 'none' : 'counts', values: { ...counts, n: changes.length } },
    ...counts,
    fixes: changes.slice(0, FIXES_SHOWN).map((change) => ({
      improvementId: change.id,
      title: change.title,
      on: change.on,
      metric: change.metric,
      better: betterWhen(change.metric),
      verdict: verdictOf(change),
      expectedEffect: change.expectedEffect,
      difference: change.report?.difference ?? null,
      low: change.report?.low ?? null,
      high: change.report?.high ?? null,
    })),
    link: { to: 'improvements', filter: { from: slice.from, to: slice.to } },
  };
}

/** Open minutes of a usual open day, to tell minutes as working days; 8 hours where there is no calendar. */
function minutesPerWorkingDay(openHours: OpenHours): number {
  if (openHours === null) return 480;
  const days = Object.values(openHours.week)
    .map((day) => day.reduce((sum, { from, to }) => sum + (minutesOf(to) ?? 0) - (minutesOf(from) ?? 0), 0))
    .filter((minutes) => minutes > 0);
  return days.length === 0 ? 480 : Math.round(days.reduce((sum, minutes) => sum + minutes, 0) / days.length);
}

function ageOf(day: string, { zone, openHours, now }: { zone: string; openHours: OpenHours; now: Date }): number {
  const since = new Date(startOfDayIn(zone, day).getTime() + HALF_A_DAY);
  return since >= now ? 0 : businessTimeBetween(openHours, since, now) / MILLISECONDS_PER_MINUTE;
}
