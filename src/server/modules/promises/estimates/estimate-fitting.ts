/** Learns how long cases take: the curves of all groups, refitted from the newest cases of a year. */
import { setImmediate as breathe } from 'node:timers/promises';
import { fitGroups } from '../../../../domain/measures/estimate-groups.ts';
import { businessTimeBetween } from '../../../../domain/promises/business-time.ts';
import { MILLISECONDS_PER_MINUTE } from '../../../../domain/promises/calendar.ts';
import { type Context, transact } from '../../../context.ts';
import { listForFitting, readFitting, saveCurves } from './estimate-queries.ts';
import { hoursOfCase } from './estimating.ts';
import { readTerms } from '../policies/policy-choice.ts';

/** Cases that are learned from at most: the newest, within a year. */
const mostCases = 20_000;
const days = 365;
/** With few cases each new one matters: fitted every five minutes until there are so many, then every hour. */
const settledFrom = 500;
const hourly = 55 * MILLISECONDS_PER_MINUTE;

/** Refits when it is time; `anyway` at once. Answers the cases learned from, or null when it was not time. */
export async function fitEstimates(ctx: Context, anyway = false): Promise<number | null> {
  const last = await readFitting(ctx.db);
  if (!anyway && last !== undefined && last.n >= settledFrom && +ctx.now - +last.fitted_at < hourly) return null;
  const rows = await listForFitting(ctx.db, new Date(+ctx.now - days * 86_400_000), mostCases);
  const terms = await readTerms(ctx.db);
  const known = [];
  for (const [place, row] of rows.entries()) {
    if (place % 500 === 499) await breathe();
    const { kind, priority, team_id: team, load } = row;
    const age = () =>
      row.opened_at >= ctx.now
        ? 0
        : businessTimeBetween(hoursOfCase(terms, team).hours, row.opened_at, ctx.now) / MILLISECONDS_PER_MINUTE;
    known.push({ kind, priority, team, load, resolved: row.minutes !== null, businessMinutes: row.minutes ?? age() });
  }
  const curves = fitGroups(known);
  await transact(ctx, (ctx) => saveCurves(ctx.trx, curves, ctx.now));
  return rows.length;
}
