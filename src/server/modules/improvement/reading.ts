import { wireChart } from '../../../contract/control-charts.ts';
import { shareFigure } from '../../../contract/figures.ts';
import type { ImprovementPage } from '../../../contract/improvement.ts';
import type { VerdictReport } from '../../../contract/improvement-plans.ts';
import { evaluate, sum } from '../../../domain/improvement/evaluation.ts';
import { betterWhen } from '../../../domain/improvement/metrics.ts';
import { shiftDay } from '../../../domain/measures/days.ts';
import type { Context } from '../../context.ts';
import * as queries from './improvement-queries.ts';
import { weeksAround } from './judging.ts';
import { named, placeOf } from './place.ts';
import { measuredOf, theImprovement } from './registering.ts';
import { showImprovement } from './showing.ts';

/** Weeks drawn before the start, and the most after it. */
const WEEKS_DRAWN_BEFORE = 24;
const WEEKS_DRAWN_AFTER = 52;
const SPENDINGS_SHOWN = 50;

/** One improvement with everything its page shows. */
export async function readImprovement(ctx: Context, id: string): Promise<ImprovementPage> {
  const row = await theImprovement(ctx, id);
  const place = await placeOf(ctx);
  const anchored = { ...row, started_on: row.started_on ?? place.today };
  const { before, after } = await weeksAround(ctx, anchored, WEEKS_DRAWN_AFTER);
  const drawn = [...before.slice(-WEEKS_DRAWN_BEFORE), ...after];
  const start =
    row.started_on === null ? [] : [{ improvementId: id, title: row.title, on: row.started_on, rebases: true }];
  const [spendings, decisions, others] = await Promise.all([
    queries.listSpendings(ctx.db, id, SPENDINGS_SHOWN),
    queries.listDecisionsOf(ctx.db, id),
    row.started_on === null
      ? []
      : queries.listOtherChanges(
          ctx.db,
          { id, touchpointId: row.touchpoint_id },
          shiftDay(row.started_on, -12 * 7),
          shiftDay(row.started_on, row.weeks * 7),
        ),
  ]);
  return {
    ...showImprovement(row, place),
    report: row.report as VerdictReport | null,
    chart: wireChart(
      drawn.map(({ from, hits, trials }) => ({ from, k: hits, n: trials })),
      betterWhen(measuredOf(row).metric),
      start,
    ),
    untouched: await untouchedOf(ctx, row),
    alsoChanged: others.map((other) => ({ id: other.id, title: other.title, on: other.started_on! })),
    spendings: spendings.map((spending) => ({
      id: spending.id,
      at: spending.at.toISOString(),
      amount: spending.amount,
      what: spending.what,
      by: named(spending.noted_by, spending.noted_by_name),
    })),
    decisions,
  };
}

/** The same comparison where nothing was changed: what moves there too was not the change. */
async function untouchedOf(ctx: Context, row: queries.ImprovementRow): Promise<ImprovementPage['untouched']> {
  if (row.untouched_id === null || row.started_on === null) return null;
  const { before, after } = await weeksAround(
    ctx,
    { ...row, touchpoint_id: row.untouched_id, started_on: row.started_on },
    row.weeks,
  );
  const found = evaluate({ ...measuredOf(row), weeks: row.weeks }, before, after, row.prompted_on);
  const later = sum(after);
  return {
    before: shareFigure(found.before.hits, found.before.trials),
    after: shareFigure(later.hits, later.trials),
    verdict:
      found.report.verdict === 'too early'
        ? 'too-early'
        : found.report.verdict === 'no detectable change'
          ? 'no-detectable-change'
          : found.report.verdict,
  };
}
