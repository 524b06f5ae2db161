import { wireChart } from '../../../contract/control-charts.ts';
import { shareFigure } from '../../../contract/figures.ts';
import { shiftDay, shiftMonths } from '../../../domain/measures/days.ts';
import type { RecordsLink } from '../../../contract/measures.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { changesBetween, type StartedChange } from '../improvement/index.ts';
import { filterOf } from './answering-moments.ts';
import { type ChartKey, type ChartMeasure, sources, sumByPeriod } from './chart-queries.ts';
import { findNames, type Slice } from './progress-queries.ts';
import { sliceOf, type SliceQuery } from './progress.ts';

const MOST_CHARTS = 30;

/** Which changes belong to a measure: those that were to move it, and for moments those at the touchpoint. */
const metricOf: Partial<Record<ChartMeasure, readonly string[]>> = {
  'moments-lost': ['moments-lost', 'moments-won'],
  'moments-won': ['moments-lost', 'moments-won'],
  'promises-kept': ['promises-kept', 'policy-promises-kept', 'personal-promises-kept'],
  satisfied: ['satisfied'],
  confirmed: ['confirmed'],
};

const better: Record<ChartMeasure, 'higher' | 'lower'> = {
  'moments-lost': 'lower',
  'moments-won': 'higher',
  'promises-kept': 'higher',
  satisfied: 'higher',
  confirmed: 'higher',
  reopened: 'lower',
};

/** Control charts of a share, whole or one per key, those with most observations first. Only whole weeks or months are points. */
export async function readCharts(
  ctx: Context,
  query: SliceQuery & {
    measure: ChartMeasure;
    by?: 'all' | ChartKey | undefined;
    every?: 'week' | 'month' | undefined;
    touchpointId?: string | undefined;
  },
) {
  const { slice } = await sliceOf(ctx, query);
  const { measure } = query;
  const every = query.every ?? 'week';
  const by = query.by === undefined || query.by === 'all' ? null : query.by;
  const touchpointId = query.touchpointId ?? null;
  if (by !== null && sources[measure].keys[by] === undefined)
    throw new Refusal('invalid', 'not-kept-by', `${measure} is not kept by ${by}.`, { field: 'by' });
  if (touchpointId !== null && sources[measure].table !== 'moment_days')
    throw new Refusal('invalid', 'not-kept-by', `${measure} is not kept by touchpoint.`, { field: 'touchpointId' });
  const [rows, changes] = await Promise.all([
    sumByPeriod(ctx.db, measure, { every, by, slice, touchpointId }),
    changesBetween(ctx, slice.from, slice.to),
  ]);
  const groups = [...Map.groupBy(rows, (row) => row.key)]
    .map(([key, periods]) => ({ key, periods, n: periods.reduce((sum, period) => sum + period.n, 0) }))
    .filter((group) => group.n > 0)
    .toSorted((one, two) => two.n - one.n)
    .slice(0, MOST_CHARTS);
  const names = await namesOf(
    ctx,
    by,
    groups.flatMap((group) => group.key ?? []),
  );
  return {
    measure,
    from: slice.from,
    to: slice.to,
    charts: groups.map(({ key, periods, n }) => ({
      key,
      name: key === null ? null : (names.get(key) ?? key),
      total: shareFigure(
        periods.reduce((sum, period) => sum + period.k, 0),
        n,
      ),
      chart: wireChart(
        periods.filter((period) => isWhole(period.from, every, slice)),
        better[measure],
        changesFor(changes, measure, by === 'touchpoint' ? key : touchpointId),
      ),
      link: linkOf(measure, slice, by, key, touchpointId),
    })),
  };
}

/** Limits begin anew at changes of exactly what is drawn; others are only marked. */
function changesFor(changes: readonly StartedChange[], measure: ChartMeasure, touchpointId: string | null) {
  return changes
    .filter((change) => metricOf[measure]?.includes(change.metric) === true)
    .filter((change) => touchpointId === null || change.touchpointId === null || change.touchpointId === touchpointId)
    .map((change) => ({
      improvementId: change.id,
      title: change.title,
      on: change.on,
      rebases: change.touchpointId === touchpointId,
    }));
}

function isWhole(from: string, every: 'week' | 'month', slice: Slice): boolean {
  const last = every === 'week' ? shiftDay(from, 6) : shiftDay(shiftMonths(from, 1), -1);
  return from >= slice.from && last <= slice.to;
}

function namesOf(ctx: Context, by: ChartKey | null, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (by === 'touchpoint') return findNames(ctx.db, 'touchpoints', keys);
  if (by === 'team') return findNames(ctx.db, 'teams', keys);
  return Promise.resolve(new Map());
}

function linkOf(
  measure: ChartMeasure,
  slice: Slice,
  by: ChartKey | null,
  key: string | null,
  touchpointId: string | null,
): RecordsLink {
  const filter = filterOf(slice, {
    ...(by === null || key === null ? {} : { [by === 'touchpoint' ? 'touchpointId' : by]: key }),
    ...(touchpointId === null ? {} : { touchpointId }),
  });
  if (measure === 'moments-lost') return { to: 'moments', filter: { ...filter, outcome: 'lost' } };
  if (measure === 'moments-won') return { to: 'moments', filter: { ...filter, outcome: 'won' } };
  if (measure === 'promises-kept') return { to: 'promises', filter: { ...filter, state: 'broken' } };
  if (measure === 'satisfied') return { to: 'answers', filter };
  return { to: 'cases', filter: { ...filter, [measure === 'reopened' ? 'reopened' : 'verdict']: measure } };
}
