import type { Static } from 'typebox';
import { wireChart } from '../../../contract/control-charts.ts';
import { shareFigure } from '../../../contract/figures.ts';
import type { HurtsAnswer, MomentsAnswer, TrendAnswer } from '../../../contract/measures.ts';
import { daysBetween, shiftDay } from '../../../domain/measures/days.ts';
import { problemSpots } from '../../../domain/measures/multiple-comparisons.ts';
import { BASELINE_POINTS, didItWork, FEWEST_POINTS_AFTER } from '../../../domain/measures/verdict.ts';
import type { StartedChange } from '../improvement/index.ts';
import type { MomentSums, Slice } from './progress-queries.ts';

type Period = MomentSums & { from: string };
const DAYS_PER_YEAR = 365;
const PLACES_SHOWN = 5;

/** 1. How many moments did we win, how many did we lose? */
export function answerMoments(months: readonly Period[], slice: Slice): Static<typeof MomentsAnswer> {
  const series = months.map((month) => ({ from: month.from, ...sharesOf(month) }));
  const last = series.at(-1) ?? null;
  const first = series[0] ?? null;
  const values =
    last === null
      ? {}
      : {
          month: last.from,
          won: last.won.k,
          lost: last.lost.k,
          n: last.won.n,
          ...(first === null || first === last
            ? {}
            : { firstMonth: first.from, firstWon: first.won.k, firstLost: first.lost.k, firstN: first.won.n }),
        };
  return {
    headline: {
      code: last === null ? 'nothing-yet' : first === last ? 'counts' : 'counts-then-and-now',
      values,
    },
    last,
    first,
    total: sharesOf(addUp(months)),
    series,
    link: { to: 'moments', filter: filterOf(slice, { outcome: 'lost' }) },
  };
}

/**
 * 2. Is it getting better? The share lost in the last twelve whole weeks against the twelve before, judged like any
 * change (weeks that vary more than chance count as fewer observations). Limits on the chart begin anew where a change
 * took effect everywhere.
 */
export function answerTrend(
  weeks: readonly Period[],
  changes: readonly StartedChange[],
  slice: Slice,
): Static<typeof TrendAnswer> {
  // the week of the last day may still be running: half a week is no point
  const whole = weeks
    .filter((week) => week.from >= slice.from && shiftDay(week.from, 6) <= slice.to)
    .map((week) => ({ from: week.from, k: week.lost, n: week.won + week.neutral + week.lost }));
  const seen = whole.filter((week) => week.n > 0);
  const later = Math.min(BASELINE_POINTS, seen.length - BASELINE_POINTS);
  const after = later < FEWEST_POINTS_AFTER ? [] : seen.slice(-later);
  const before = after.length === 0 ? [] : seen.slice(-later - BASELINE_POINTS, -later);
  const chart = wireChart(
    whole,
    'lower',
    changes.map((change) => ({
      improvementId: change.id,
      title: change.title,
      on: change.on,
      rebases: change.touchpointId === null && change.metric === 'moments-lost',
    })),
  );
  const link = { to: 'moments' as const, filter: filterOf(slice, { outcome: 'lost' }) };
  if (after.length === 0)
    return {
      headline: {
        code: 'too-early',
        values: { missing: BASELINE_POINTS + FEWEST_POINTS_AFTER - seen.length, weeks: seen.length },
      },
      before: null,
      after: null,
      difference: null,
      low: null,
      high: null,
      chart,
      link,
    };
  const tallies = (points: typeof seen) => points.map(({ k, n }) => ({ hits: k, trials: n }));
  const report = didItWork(
    { better: 'lower', expectedEffect: 0.01, plannedPoints: after.length },
    { kind: 'proportion', before: tallies(before), after: tallies(after) },
  );
  const [one, two] = [total(before), total(after)];
  const told = 'difference' in report ? report : undefined;
  return {
    headline: {
      code:
        report.verdict === 'too early'
          ? 'too-early'
          : report.verdict === 'no detectable change'
            ? 'no-detectable-change'
            : report.verdict,
      values: {
        before: one.n === 0 ? null : one.k / one.n,
        after: two.n === 0 ? null : two.k / two.n,
        since: after[0]!.from,
        smallest: told?.smallestDetectable ?? null,
      },
    },
    before: shareFigure(one.k, one.n),
    after: shareFigure(two.k, two.n),
    difference: told?.difference ?? null,
    low: told?.interval.low ?? null,
    high: told?.interval.high ?? null,
    chart,
    link,
  };
}

/** Touchpoints, those needlessly losing most first; `named` ones survive the control for many comparisons. */
export function rankPlaces(
  touchpoints: readonly (MomentSums & { touchpointId: string })[],
  names: ReadonlyMap<string, string>,
  slice: Slice,
): Static<typeof HurtsAnswer>['places'] {
  const tallies = touchpoints.map((sums) => ({
    id: sums.touchpointId,
    lost: { hits: sums.lost, trials: sums.won + sums.neutral + sums.lost },
  }));
  const spots = new Map(problemSpots(tallies).map((spot) => [spot.id, spot]));
  const perYear = DAYS_PER_YEAR / Math.max(1, daysBetween(slice.from, slice.to) + 1);
  return tallies
    .map(({ id, lost }) => ({
      touchpointId: id,
      name: names.get(id) ?? '',
      lost: shareFigure(lost.hits, lost.trials),
      named: spots.has(id),
      excessMoments: (spots.get(id)?.excessMoments ?? 0) * perYear,
      link: { to: 'moments' as const, filter: filterOf(slice, { outcome: 'lost', touchpointId: id }) },
    }))
    .toSorted(
      (one, two) =>
        two.excessMoments - one.excessMoments ||
        (two.lost.low ?? 0) - (one.lost.low ?? 0) ||
        two.lost.k - one.lost.k ||
        one.touchpointId.localeCompare(two.touchpointId),
    );
}

/** 5. Where does it hurt? */
export function answerHurts(places: Static<typeof HurtsAnswer>['places'], slice: Slice): Static<typeof HurtsAnswer> {
  const named = places.filter((place) => place.named);
  return {
    headline: {
      code:
        places.length === 0
          ? 'nothing-yet'
          : named.length === 0
            ? 'nowhere-in-particular'
            : named.length === 1
              ? 'one-place'
              : 'places',
      values: { first: named[0]?.name ?? null, second: named[1]?.name ?? null, named: named.length },
    },
    places: places.slice(0, PLACES_SHOWN),
    touchpoints: places.length,
    link: { to: 'touchpoints', filter: filterOf(slice) },
  };
}

/** The filter that shows the records behind a slice. */
export function filterOf(slice: Slice, more: Record<string, string> = {}): Record<string, string> {
  return {
    from: slice.from,
    to: slice.to,
    ...(slice.team === null ? {} : { team: slice.team }),
    ...(slice.channel === null ? {} : { channel: slice.channel }),
    ...more,
  };
}

function sharesOf({ won, neutral, lost }: MomentSums) {
  const n = won + neutral + lost;
  return { won: shareFigure(won, n), neutral: shareFigure(neutral, n), lost: shareFigure(lost, n) };
}

function addUp(periods: readonly MomentSums[]): MomentSums {
  const sum = (name: keyof MomentSums) => periods.reduce((all, period) => all + period[name], 0);
  return { won: sum('won'), neutral: sum('neutral'), lost: sum('lost') };
}

function total(points: readonly { k: number; n: number }[]): { k: number; n: number } {
  return { k: points.reduce((all, point) => all + point.k, 0), n: points.reduce((all, point) => all + point.n, 0) };
}
