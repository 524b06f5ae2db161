import type { Static } from 'typebox';
import { sql } from 'kysely';
import type { StaysAnswer } from '../../../contract/measures.ts';
import { FEWEST_FOR_TREND } from '../../../domain/measures/figure.ts';
import {
  kaplanMeierOfCounts,
  logRankOfCounts,
  survivalAt,
  type WaitingCount,
} from '../../../domain/measures/survival.ts';
import { type Context, transact } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { filterOf } from './answering-moments.ts';
import type { listStays, Slice } from './progress-queries.ts';

/** Whoever has not bought for so long counts as gone. */
const QUIET_DAYS = 180;
const MONTHS_SHOWN = 24;

/**
 * Counts who stays, from purchases. Everybody is looked at as of `QUIET_DAYS` ago, the last moment of which it is known
 * by now whether he came back: gone whoever has bought nothing since (in the month after his last purchase), still with
 * us everybody else. Whoever first bought later than that is not counted yet. Replaces the counts of the night before.
 */
export function countStays(ctx: Context): Promise<void> {
  return transact(ctx, async (ctx) => {
    const horizon = new Date(ctx.now.getTime() - QUIET_DAYS * 86_400_000);
    await ctx.trx.deleteFrom('stay_counts').execute();
    await sql`
      insert into stay_counts (promise_broken, months, gone, n, counted_at)
      select broken, case when gone then floor(extract(epoch from last - first) / 2629800)::int + 1
          else floor(extract(epoch from ${horizon}::timestamptz - first) / 2629800)::int end, gone, count(*), ${ctx.now}
      from (
        select first, last, last < ${horizon} as gone, exists (select 1 from promises p where p.customer_id = b.customer_id
          and p.state = 'broken' and p.kind in ('policy', 'personal') and p.ended_at <= b.last + make_interval(days => ${QUIET_DAYS})) as broken
        from (select customer_id, min(at) as first, max(at) as last from purchases where at <= ${ctx.now} group by 1) b
        where first < ${horizon}
      ) bought group by 1, 2, 3`.execute(ctx.trx);
  });
}

/** Every night, since purchases come from outside and are no events. */
export const stayNight: Job = { name: 'measures.stays', work: (ctx) => countStays(ctx) };

/** 7. Do they stay? Those with a broken promise beside those whose promises were all kept: an association, not proof. */
export function answerStays(rows: Awaited<ReturnType<typeof listStays>>, slice: Slice): Static<typeof StaysAnswer> {
  const group = (broken: boolean): WaitingCount[] =>
    rows
      .filter((row) => row.promise_broken === broken)
      .map((row) => ({ time: row.months, happened: row.gone ? row.n : 0, censored: row.gone ? 0 : row.n }));
  const [allKept, oneBroken] = [curveOf(group(false)), curveOf(group(true))];
  const at = (curve: typeof allKept) => curve.points.at(-1)?.share ?? null;
  return {
    headline: {
      code:
        rows.length === 0
          ? 'unknown'
          : allKept.n < FEWEST_FOR_TREND
            ? 'too-few'
            : oneBroken.n < FEWEST_FOR_TREND
              ? 'kept-only'
              : 'kept-and-broken',
      values: {
        months: MONTHS_SHOWN,
        kept: at(allKept),
        keptN: allKept.n,
        broken: at(oneBroken),
        brokenN: oneBroken.n,
      },
    },
    allKept,
    oneBroken,
    pValue: logRankOfCounts([group(false), group(true)])?.pValue ?? null,
    quietDays: QUIET_DAYS,
    countedAt: rows[0]?.counted_at.toISOString() ?? null,
    link: { to: 'customers', filter: filterOf(slice, { gone: 'true' }) },
  };
}

function curveOf(counts: readonly WaitingCount[]): Static<typeof StaysAnswer>['allKept'] {
  const curve = kaplanMeierOfCounts(counts);
  const longest = Math.min(MONTHS_SHOWN, Math.max(0, ...counts.map((count) => count.time)));
  if (curve.n === 0) return { n: 0, left: 0, points: [] };
  return {
    n: curve.n,
    left: curve.events,
    points: Array.from({ length: longest + 1 }, (_, month) => {
      const interval = curve.steps.findLast((step) => step.time <= month)?.interval;
      return { month, share: survivalAt(curve, month), low: interval?.low ?? null, high: interval?.high ?? null };
    }),
  };
}
