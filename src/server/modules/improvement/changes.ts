import type { VerdictReport } from '../../../contract/improvement-plans.ts';
import type { ImprovementMetric } from '../../../domain/improvement/metrics.ts';
import type { Context } from '../../context.ts';
import { listStarted } from './improvement-queries.ts';

/** A change that took effect, as other rooms mark it on a chart. */
export interface StartedChange {
  id: string;
  title: string;
  metric: ImprovementMetric;
  touchpointId: string | null;
  channel: string | null;
  expectedEffect: number;
  on: string;
  report: VerdictReport | null;
}

const MOST_CHANGES = 200;

/** Changes that took effect between two days (both included), the latest first; abandoned ones are not among them. */
export async function changesBetween(ctx: Context, from: string, to: string): Promise<StartedChange[]> {
  const rows = await listStarted(ctx.trx ?? ctx.db, from, to, MOST_CHANGES);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    metric: row.metric as ImprovementMetric,
    touchpointId: row.touchpoint_id,
    channel: row.channel,
    expectedEffect: row.expected_effect,
    on: row.started_on!,
    report: row.report as VerdictReport | null,
  }));
}
