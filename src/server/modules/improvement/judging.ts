import type { VerdictReport } from '../../../contract/improvement-plans.ts';
import { evaluate, type Evaluation } from '../../../domain/improvement/evaluation.ts';
import { daysBetween } from '../../../domain/measures/days.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import * as queries from './improvement-queries.ts';
import { findWeeks } from './metric-queries.ts';
import { placeOf } from './place.ts';
import { WEEKS_BACK } from './planning.ts';
import { measuredOf, theImprovement } from './registering.ts';

/** The longest that weeks with figures are waited for; planned weeks never are more than 104. */
const MOST_WEEKS_AFTER = 260;
const DAYS_PER_WEEK = 7;

/**
 * Did it work? Until the planned weeks are over the answer is too early; the first answer after that is the verdict,
 * and it stands, whatever is asked later.
 */
export function judgeImprovement(ctx: Context, id: string): Promise<VerdictReport> {
  return transact(ctx, async (ctx) => {
    await queries.holdImprovement(ctx.trx, id);
    return judge(ctx, await theImprovement(ctx, id));
  });
}

/** The same for a row that the caller holds. */
export async function judge(ctx: WritingContext, row: queries.ImprovementRow): Promise<VerdictReport> {
  if (row.started_on === null)
    throw new Refusal('conflict', 'not-started', 'There is nothing to judge before the change has started.');
  if (row.verdict !== null) return row.report as VerdictReport;
  const report = wireReport(await evaluateNow(ctx, row), row.expected_effect, ctx.now);
  await queries.saveReport(ctx.trx, row.id, report, ctx.now);
  if (report.verdict !== 'too-early')
    await record(ctx, 'improvement.verdict-reached', row.id, {
      improvementId: row.id,
      title: row.title,
      verdict: report.verdict,
      touchpointId: row.touchpoint_id,
      difference: report.difference,
    });
  return report;
}

/** The weeks around a start, full ones only. */
export async function weeksAround(
  ctx: Context,
  row: Pick<queries.ImprovementRow, 'metric' | 'channel' | 'expected_effect' | 'prompted_on'> & {
    touchpoint_id: string | null;
    started_on: string;
  },
  most = MOST_WEEKS_AFTER,
) {
  const { zone, today } = await placeOf(ctx);
  const passed = Math.max(0, Math.floor(daysBetween(row.started_on, today) / DAYS_PER_WEEK));
  const weeks = await findWeeks(
    ctx.trx ?? ctx.db,
    { metric: row.metric as 'moments-lost', touchpointId: row.touchpoint_id, channel: row.channel },
    { zone, anchor: row.started_on, before: WEEKS_BACK, after: Math.min(most, passed) },
  );
  return { before: weeks.slice(0, WEEKS_BACK), after: weeks.slice(WEEKS_BACK) };
}

async function evaluateNow(ctx: WritingContext, row: queries.ImprovementRow): Promise<Evaluation> {
  const { before, after } = await weeksAround(ctx, { ...row, started_on: row.started_on! });
  const plan = { ...measuredOf(row), weeks: row.weeks };
  return evaluate(plan, before, after, row.prompted_on);
}

const reasons = {
  'baseline too short': 'baseline-too-short',
  'waiting for points': 'waiting-for-weeks',
  'nothing observed': 'nothing-observed',
} as const;

function wireReport({ report, before, after }: Evaluation, expectedEffect: number, now: Date): VerdictReport {
  const counts = {
    before: { k: before.hits, n: before.trials },
    after: { k: after.hits, n: after.trials },
    judgedAt: now.toISOString(),
  };
  if (report.verdict === 'too early')
    return {
      verdict: 'too-early',
      because: reasons[report.reason],
      missing: report.missing,
      ...counts,
      weeksBefore: 0,
      weeksAfter: 0,
      difference: null,
      low: null,
      high: null,
      smallestDetectable: null,
      expectedReached: null,
      expectedPossible: null,
    };
  return {
    verdict: report.verdict === 'no detectable change' ? 'no-detectable-change' : report.verdict,
    because: null,
    missing: null,
    ...counts,
    weeksBefore: report.pointsBefore,
    weeksAfter: report.pointsAfter,
    difference: report.difference,
    low: report.interval.low,
    high: report.interval.high,
    smallestDetectable: report.smallestDetectable,
    expectedReached: report.verdict === 'better' && Math.abs(report.difference) >= expectedEffect,
    expectedPossible: report.reachesExpected,
  };
}
