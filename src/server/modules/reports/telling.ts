import type { Permission, Role } from '../../../domain/people/permissions.ts';
import { mayRole } from '../../../domain/people/permissions.ts';
import { shiftDay, shiftMonths } from '../../../domain/measures/days.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { tellFixes } from '../../../figures/progress/fixes.ts';
import { tellHurts } from '../../../figures/progress/hurts.ts';
import { tellMoments } from '../../../figures/progress/moments.ts';
import { tellPromises } from '../../../figures/progress/promises.ts';
import { tellStays } from '../../../figures/progress/stays.ts';
import { tellTrend } from '../../../figures/progress/trend.ts';
import { tellTypical } from '../../../figures/progress/typical.ts';
import { tellRecoveries } from '../../../figures/recoveries.ts';
import { saidScore, saidShare } from '../../../figures/said-figure.ts';
import { type ChartedShare, tellShareByWeek } from '../../../figures/share-by-week.ts';
import { tellSurvey } from '../../../figures/survey.ts';
import type { Say, ToldFigure } from '../../../figures/told.ts';
import { tellTouchpoints } from '../../../figures/touchpoints.ts';
import type { Context } from '../../context.ts';
import { readCharts, readProgress, readSpots } from '../measures/index.ts';
import { readRecoveryFigures, readResults, readSurvey } from '../voice/index.ts';

/** The figures of a mail: told, or left out because the reader may not read them or there is no such survey any more. */
export interface ToldReport {
  readonly told: readonly { key: string; figure: ToldFigure }[];
  readonly left: readonly string[];
}

/** Half a year of weeks: as many as can be told apart in a mail. */
const weeksShown = 26;

/** The right that a figure needs. */
export function rightFor(key: string): Permission {
  return key === 'recoveries' || key.startsWith('survey:') ? 'voice.read' : 'measures.read';
}

/**
 * Tells figures up to a day with the rights of the reader, who is the actor. What several figures are told from is read once.
 * @param to the last day counted
 */
export async function tellFigures(
  ctx: Context,
  role: Role,
  wanted: { figures: readonly string[]; to: string },
  say: Say,
  language: string,
): Promise<ToldReport> {
  const { to } = wanted;
  let read: ReturnType<typeof readProgress> | undefined;
  const progress = () => (read ??= readProgress(ctx, { to }));
  const tellers: Record<string, () => Promise<ToldFigure>> = {
    moments: async () => tellMoments((await progress()).moments, say, language),
    trend: async () => tellTrend((await progress()).trend, say, language),
    typical: async () => tellTypical((await progress()).typical, say, language),
    promises: async () => tellPromises((await progress()).promises, say, language),
    hurts: async () => tellHurts((await progress()).hurts, say, language),
    fixes: async () => tellFixes((await progress()).fixes, say, language),
    stays: async () => tellStays((await progress()).stays, say, language),
    kept: async () => tellShareByWeek('kept', await charted(ctx, 'promises-kept', to), say, language),
    satisfied: async () => {
      const share = await charted(ctx, 'satisfied', to);
      const { netPromoter, easy } = (await readProgress(ctx, { from: share.from, to })).lagging;
      return tellShareByWeek('satisfied', share, say, language, [
        `${say('progress:lagging.netPromoter')}: ${saidScore(netPromoter, say, language)}.`,
        `${say('progress:lagging.easy')}: ${saidShare(easy, say, language)}.`,
      ]);
    },
    recoveries: async () => tellRecoveries(await readRecoveryFigures(ctx, {}), say, language),
    touchpoints: async () => tellTouchpoints(await readSpots(ctx, { to }), say, language),
  };
  const told: { key: string; figure: ToldFigure }[] = [];
  const left: string[] = [];
  for (const key of wanted.figures) {
    const tell = key.startsWith('survey:') ? () => survey(ctx, key.slice(7), to, say, language) : tellers[key];
    const figure = tell !== undefined && mayRole(role, rightFor(key)) ? await tell() : undefined;
    if (figure === undefined) left.push(key);
    else told.push({ key, figure });
  }
  return { told, left };
}

/** A share week by week over half a year, and what of it is in these weeks. */
async function charted(ctx: Context, measure: 'promises-kept' | 'satisfied', to: string): Promise<ChartedShare> {
  const from = shiftDay(to, 1 - weeksShown * 7);
  const { charts } = await readCharts(ctx, { measure, from, to, every: 'week' });
  const [found] = charts;
  if (found !== undefined) return { from, to, total: found.total, chart: found.chart, link: found.link };
  return {
    from,
    to,
    total: { k: 0, n: 0, share: null, low: null, high: null, say: 'unknown' },
    chart: { kind: 'p', better: 'higher', points: [], phases: [], changes: [] },
    link: measure === 'satisfied' ? { to: 'answers', filter: {} } : { to: 'promises', filter: {} },
  };
}

/** Undefined when the survey is gone. */
async function survey(
  ctx: Context,
  id: string,
  to: string,
  say: Say,
  language: string,
): Promise<ToldFigure | undefined> {
  try {
    const { name } = await readSurvey(ctx, id);
    const from = shiftDay(shiftMonths(to, -12), 1);
    return tellSurvey({ id, name }, await readResults(ctx, id, { from, to, language }), say, language);
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'not_found') return undefined;
    throw error;
  }
}
