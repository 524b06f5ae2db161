import { type RawBuilder, sql } from 'kysely';
import { shiftDay, startOfDayIn } from '../../../domain/measures/days.ts';
import type { ImprovementMetric } from '../../../domain/improvement/metrics.ts';
import { owedToCustomers } from '../../../domain/promises/promise-kinds.ts';
import type { Week } from '../../../domain/improvement/evaluation.ts';
import type { Database } from '../../store/database.ts';

/** What is measured, and where. */
export interface Measured {
  metric: ImprovementMetric;
  touchpointId: string | null;
  channel: string | null;
}

const DAYS_PER_WEEK = 7;

/** Which promises a metric is about; tasks of the house and estimates never count as a word kept. */
const promiseKindsOf: Partial<Record<ImprovementMetric, readonly string[]>> = {
  'promises-kept': owedToCustomers,
  'policy-promises-kept': ['policy'],
  'personal-promises-kept': ['personal'],
};

/**
 * Weekly tallies around a day, from the records themselves: a verdict rests on the ledger as it is, not on figures that
 * were rolled up from it. Weeks run from the anchor day in both directions, so that a change begins with a whole week.
 * Every week is there, those without observations too.
 * @param anchor `YYYY-MM-DD` in the zone; the first of `after` weeks begins on it
 */
export async function findWeeks(
  db: Database,
  measured: Measured,
  weeks: { zone: string; anchor: string; before: number; after: number },
): Promise<Week[]> {
  const { zone, anchor, before, after } = weeks;
  const from = startOfDayIn(zone, shiftDay(anchor, -before * DAYS_PER_WEEK));
  const to = startOfDayIn(zone, shiftDay(anchor, after * DAYS_PER_WEEK));
  const { rows } = await sql<{ week: number; hits: number; trials: number }>`
    select floor(((at at time zone ${zone})::date - ${anchor}::date) / 7.0)::int as week,
      count(*) filter (where hit) as hits, count(*) as trials
    from (${observations(measured, from, to)}) observed group by 1`.execute(db);
  const found = new Map(rows.map((row) => [row.week, row]));
  return Array.from({ length: before + after }, (_, index) => {
    const week = index - before;
    const { hits, trials } = found.get(week) ?? { hits: 0, trials: 0 };
    return { from: shiftDay(anchor, week * DAYS_PER_WEEK), hits, trials };
  });
}

/** One tally over a stretch of days, `to` excluded. */
export async function findTally(
  db: Database,
  measured: Measured,
  days: { zone: string; from: string; to: string },
): Promise<{ hits: number; trials: number }> {
  const { rows } = await sql<{ hits: number; trials: number }>`
    select count(*) filter (where hit) as hits, count(*) as trials
    from (${observations(measured, startOfDayIn(days.zone, days.from), startOfDayIn(days.zone, days.to))}) observed
  `.execute(db);
  return rows[0]!;
}

/** The records behind a metric: when, and whether it counts as a hit. Each goes by an index on time. */
function observations({ metric, touchpointId, channel }: Measured, from: Date, to: Date): RawBuilder<unknown> {
  if (metric === 'moments-lost' || metric === 'moments-won') {
    return sql`select at, outcome = ${metric === 'moments-lost' ? 'lost' : 'won'} as hit from moments
      where at >= ${from} and at < ${to}
      ${touchpointId === null ? sql`` : sql`and touchpoint_id = ${touchpointId}`}
      ${channel === null ? sql`` : sql`and channel = ${channel}`}`;
  }
  const inChannel = (name: string) =>
    channel === null
      ? sql``
      : sql`and exists (select 1 from cases c where c.id = ${sql.ref(name)} and c.channel = ${channel})`;
  const kinds = promiseKindsOf[metric];
  if (kinds !== undefined)
    return sql`select ended_at as at, state = 'kept' as hit from promises
      where ended_at >= ${from} and ended_at < ${to} and state in ('kept', 'broken') and kind = any(${[...kinds]}::text[])
      ${inChannel('promises.case_id')}`;
  if (metric === 'satisfied')
    return sql`select at, rating >= 4 as hit from answers
      where at >= ${from} and at < ${to} and rating is not null ${inChannel('answers.case_id')}`;
  return sql`select at, solved as hit from answers
    where at >= ${from} and at < ${to} and solved is not null ${inChannel('answers.case_id')}`;
}
