/** By the clock: no estimate passes silently, and each is counted once its hour has come. */
import { sql } from 'kysely';
import { QUOTED_LEVELS } from '../../../../domain/measures/estimate-curve.ts';
import { asSystem, type Context, transact, type WritingContext } from '../../../context.ts';
import { readFitting, takeToLook } from './estimate-queries.ts';
import { quoteCases } from './estimating.ts';

const atOnce = 100;
/** Batches a minute: after a long stop it catches up over some minutes rather than holding everything up. */
const mostBatches = 20;
/** The log may be read a little later than it is written: nothing is counted as missed in its first minutes. */
const leeway = 5 * 60_000;

/** Estimates what has none yet, and what comes near its hour, before it lapses. Answers how many estimates it gave. */
export async function guardEstimates(ctx: Context): Promise<number> {
  if ((await readFitting(ctx.db)) === undefined) return 0;
  const system = asSystem(ctx, 'promises.estimates');
  let given = 0;
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const looked = await transact(system, async (ctx) => {
      const rows = await takeToLook(ctx.trx, ctx.now, atOnce);
      given += await quoteCases(ctx, rows);
      return rows.length;
    });
    if (looked < atOnce) break;
  }
  return given;
}

/** Counts estimates whose hour has come, whether or not the case was solved before: counting early solutions at once would flatter. */
export async function countEstimates(ctx: Context): Promise<number> {
  let counted = 0;
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const looked = await transact(ctx, countBatch);
    counted += looked;
    if (looked < 500) break;
  }
  return counted;
}

interface DueQuote {
  id: string;
  day: string;
  kind: string;
  team_id: string | null;
  first: boolean;
  likely_at: Date;
  levels: Date[];
  closed_at: Date | null;
  merged: boolean;
}

async function countBatch(ctx: WritingContext): Promise<number> {
  const due = await takeDue(ctx, 500);
  const counted = due.filter(({ merged }) => !merged);
  await sql`
    update estimate_quotes q set counted_at = ${ctx.now}, met = d.met, void_at = case when d.merged then ${ctx.now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(due.map((one) => ({ id: one.id, met: isWithin(one, one.likely_at), merged: one.merged })))}::jsonb)
      as d (id uuid, met boolean, merged boolean)
    where q.id = d.id
  `.execute(ctx.trx);
  const days = Map.groupBy(counted, ({ day, kind, team_id, first }) => JSON.stringify([day, kind, team_id, first]));
  for (const own of days.values()) {
    const { day, kind, team_id, first } = own[0]!;
    const within = QUOTED_LEVELS.map((_, level) => own.filter((one) => isWithin(one, one.levels[level]!)).length);
    const met = own.filter((one) => isWithin(one, one.likely_at)).length;
    await sql`
      insert into estimate_days (day, kind, team_id, first, quotes, met, within)
      values (${day}, ${kind}, ${team_id}, ${first}, ${own.length}, ${met}, ${within}::int[])
      on conflict (day, kind, team_id, first) do update set quotes = estimate_days.quotes + excluded.quotes,
        met = estimate_days.met + excluded.met,
        within = array(select a + b from unnest(estimate_days.within, excluded.within) as both_of (a, b))
    `.execute(ctx.trx);
  }
  return due.length;
}

/** Estimates whose hour has come; of a case that is gone or is another one now, nothing is counted. */
async function takeDue(ctx: WritingContext, limit: number): Promise<DueQuote[]> {
  const { rows } = await sql<DueQuote>`
    select q.id, (q.likely_at at time zone coalesce((select time_zone from company), 'UTC'))::date::text as day, q.kind, q.team_id,
      q.because = 'arrival' as first, q.likely_at, q.levels, e.closed_at, coalesce(e.merged, true) as merged
    from estimate_quotes q left join estimate_cases e on e.case_id = q.case_id
    where q.counted_at is null and q.void_at is null and q.likely_at <= ${new Date(+ctx.now - leeway)}
    order by q.likely_at limit ${limit} for update of q skip locked
  `.execute(ctx.trx);
  return rows;
}

function isWithin({ closed_at }: DueQuote, at: Date): boolean {
  return closed_at !== null && closed_at <= at;
}
