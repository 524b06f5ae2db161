/** Learns from ended promises which ones break: a bounded job, whose model is used only where it is better than the usual share. */
import { setImmediate as breathe } from 'node:timers/promises';
import { sql } from 'kysely';
import {
  FEWEST_TO_LEARN,
  fitRisk,
  type PromiseStandingNow,
  riskFeatures,
} from '../../../../domain/promises/at-risk-model.ts';
import { businessTimeBetween } from '../../../../domain/promises/business-time.ts';
import { MILLISECONDS_PER_MINUTE } from '../../../../domain/promises/calendar.ts';
import { type Context, transact } from '../../../context.ts';
import { newId } from '../../../store/identity.ts';
import { calendarsFor, type CalendarsByVersion } from '../clock-record.ts';
import { findNewestModel } from './at-risk-queries.ts';

/** The newest ended promises within so many days. */
const mostExamples = 4000;
const days = 180;
const daily = 20 * 3_600_000;
/** A group of so many promises is believed by half in its share of broken ones. */
const groupPrior = 20;

/** A promise as it stood at a moment of its life, or now. */
export interface Stood {
  id: string;
  group: string;
  at: Date;
  made_at: Date;
  due_at: Date;
  calendar_id: string | null;
  calendar_version: number | null;
  broke: boolean;
  keeper_load: number;
  has_keeper: boolean;
  keeper_away: boolean;
  reopened: number;
  moved: number;
  waiting: boolean;
  urgent: boolean;
}

/** What is asked of a promise `p` of the case `k` at the moment `t.at`. */
export const stoodColumns = sql`p.id, concat_ws(':', p.kind, p.clock, k.team_id) as group, t.at, p.made_at, p.due_at, p.calendar_id, p.calendar_version,
  p.keeper_id is not null as has_keeper, coalesce(k.priority = 'urgent', false) as urgent,
  (select count(*)::int from (select o.ended_at from promises o where o.keeper_id = p.keeper_id and o.id <> p.id and o.made_at <= t.at
    and o.kind <> 'estimate' order by o.made_at desc limit 200) busy where busy.ended_at is null or busy.ended_at > t.at) as keeper_load,
  exists (select from absences a where a.user_id = p.keeper_id and a.began_at <= t.at and coalesce(a.ended_at > t.at, true)) as keeper_away,
  (select count(*)::int from promise_facts f where f.promise_id = p.id and f.fact = 'reopened' and f.at <= t.at) as reopened,
  (select count(*)::int from promise_facts f where f.promise_id = p.id and f.fact = 'renegotiated' and f.at <= t.at) as moved,
  coalesce((select f.fact = 'paused' from promise_facts f where f.promise_id = p.id and f.fact in ('paused', 'resumed') and f.at <= t.at
    order by f.id desc limit 1), false) as waiting`;

/** Fits once a day, or more often while there is no model in use. Answers whether a model is in use now. */
export async function learnRisk(ctx: Context, anyway = false): Promise<boolean> {
  const last = await findNewestModel(ctx.db);
  if (!anyway && last !== undefined && +ctx.now - +last.fitted_at < (last.in_use ? daily : 3_600_000))
    return last.in_use;
  const rows = await readExamples(ctx);
  if (rows.length < FEWEST_TO_LEARN) return last?.in_use ?? false;
  const calendars = await calendarsFor(ctx.db, rows, []);
  const groups = groupShares(rows);
  const examples = [];
  for (const [place, row] of rows.entries()) {
    if (place % 500 === 499) await breathe();
    const share = groups.shares.get(row.group) ?? groups.usual;
    examples.push({ features: riskFeatures(standingNow(row, share, calendars)), broke: row.broke });
  }
  const fit = fitRisk(examples);
  const isBetter = fit !== undefined && fit.brier < fit.brierBase;
  await transact(ctx, (ctx) =>
    ctx.trx
      .insertInto('promise_risk_models')
      .values({
        id: newId(),
        fitted_at: ctx.now,
        n: rows.length,
        broken: rows.filter(({ broke }) => broke).length,
        in_use: isBetter,
        because: fit === undefined ? 'too few of each' : isBetter ? null : 'no better than the usual share',
        model: JSON.stringify({ ...fit?.model, groups: Object.fromEntries(groups.shares), usual: groups.usual }),
        brier: fit?.brier ?? 0,
        brier_base: fit?.brierBase ?? 0,
        reliability: JSON.stringify(fit?.reliability ?? []),
      })
      .execute(),
  );
  return isBetter;
}

/** A promise as the rules of risk see it. */
export function standingNow(row: Stood, brokenBefore: number, calendars: CalendarsByVersion): PromiseStandingNow {
  const hours = calendars(row.calendar_id, row.calendar_version);
  const between = (from: Date, to: Date) => businessTimeBetween(hours, from, to) / MILLISECONDS_PER_MINUTE;
  const whole = between(row.made_at, row.due_at);
  // promised for a time when nothing is open: by plain time, as its clock
  const plain = whole <= 0;
  return {
    minutesLeft: plain ? (+row.due_at - +row.at) / MILLISECONDS_PER_MINUTE : between(row.at, row.due_at),
    minutesWhole: plain ? (+row.due_at - +row.made_at) / MILLISECONDS_PER_MINUTE : whole,
    keeperLoad: row.keeper_load,
    hasKeeper: row.has_keeper,
    keeperAway: row.keeper_away,
    brokenBefore,
    reopened: row.reopened,
    movedBefore: row.moved,
    waitingForCustomer: row.waiting,
    urgent: row.urgent,
  };
}

/** Ended promises, each at a moment of its promised time that its id picks, if it was still open then. */
async function readExamples(ctx: Context): Promise<Stood[]> {
  const { rows } = await sql<Stood>`
    select ${stoodColumns}, p.state = 'broken' as broke
    from (select * from promises where state in ('kept', 'broken') and state <> 'open' and kind in ('policy', 'personal')
      and due_at is not null and ended_at >= ${new Date(+ctx.now - days * 86_400_000)} order by ended_at desc, id desc limit ${mostExamples}) p
    cross join lateral (select p.made_at + (p.due_at - p.made_at) * ((hashtext(p.id::text) & 1023) / 1024.0) as at) t
    left join cases k on k.id = p.case_id
    where p.ended_at > t.at and p.due_at > t.at
    order by hashtext(p.id::text || 'order')
  `.execute(ctx.db);
  return rows;
}

/** The share of broken ones in each group, with what is usual for all where it is small. To leave each promise itself out would tell its end. */
function groupShares(rows: readonly Stood[]) {
  const usual = rows.filter(({ broke }) => broke).length / rows.length;
  const tallies = Map.groupBy(rows, ({ group }) => group);
  const share = (broken: number, n: number) => (broken + groupPrior * usual) / (n + groupPrior);
  const countOf = (group: string) => {
    const own = tallies.get(group) ?? [];
    return { broken: own.filter(({ broke }) => broke).length, n: own.length };
  };
  const counts = new Map([...tallies.keys()].map((group) => [group, countOf(group)]));
  return {
    usual,
    shares: new Map([...counts].map(([group, { broken, n }]) => [group, share(broken, n)])),
  };
}
