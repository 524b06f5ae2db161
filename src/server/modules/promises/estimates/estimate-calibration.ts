/** Estimates against what happened, from the daily sums: how many of eight in ten came true. */
import { sql } from 'kysely';
import { shareFigure } from '../../../../contract/figures.ts';
import type { QueryOf } from '../../../../contract/route.ts';
import type { readCalibration as calibrationRoute } from '../../../../contract/promises-estimates.ts';
import { QUOTED_LEVELS } from '../../../../domain/measures/estimate-curve.ts';
import { bandOf } from '../../../../domain/measures/quote-calibration.ts';
import { shareOf } from '../../../../domain/measures/proportions.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Context } from '../../../context.ts';
import { readFitting } from './estimate-queries.ts';

const day = 86_400_000;
const usualDays = 182;
const mostDays = 1100;
const promised = 0.8;

interface DaySum {
  kind: string;
  first: boolean;
  quotes: number;
  met: number;
  within: number[];
}

/**
 * Of the estimates whose hour came in a period, how many came true: those given at arrival overall, by kind and by level,
 * and apart those that replaced another.
 * @throws Refusal invalid `period-invalid`
 */
export async function readCalibration(ctx: Context, query: QueryOf<typeof calibrationRoute>) {
  const to = query.to === undefined ? ctx.now : new Date(query.to);
  const from = query.from === undefined ? new Date(+to - usualDays * day) : new Date(query.from);
  if (!(from < to) || +to - +from > mostDays * day)
    throw new Refusal(
      'invalid',
      'period-invalid',
      `Ask for a period of at most ${mostDays} days that ends after it begins.`,
      {
        field: 'from',
      },
    );
  const sums = await readSums(ctx, from, to, query.team);
  const first = sums.filter((sum) => sum.first);
  const fitting = await readFitting(ctx.db);
  const total = (of: readonly DaySum[]) => of.reduce((sum, { quotes }) => sum + quotes, 0);
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    promised,
    overall: lineOf('all', first),
    byKind: [...Map.groupBy(first, ({ kind }) => kind)]
      .map(([kind, own]) => lineOf(kind, own))
      .toSorted((one, two) => two.met.n - one.met.n),
    levels: QUOTED_LEVELS.map((level, place) => ({
      promised: level,
      met: shareFigure(
        first.reduce((sum, { within }) => sum + (within[place] ?? 0), 0),
        total(first),
      ),
    })),
    requoted: lineOf(
      'all',
      sums.filter((sum) => !sum.first),
    ),
    fittedAt: fitting?.fitted_at.toISOString() ?? null,
    learnedFrom: fitting?.n ?? 0,
  };
}

function lineOf(kind: string, sums: readonly DaySum[]) {
  const met = sums.reduce((sum, one) => sum + one.met, 0);
  const of = sums.reduce((sum, one) => sum + one.quotes, 0);
  return { kind, met: shareFigure(met, of), band: bandOf(shareOf(met, of), promised, 0.05) };
}

async function readSums(ctx: Context, from: Date, to: Date, team: string | undefined): Promise<DaySum[]> {
  const zone = sql`coalesce((select time_zone from company), 'UTC')`;
  const { rows } = await sql<DaySum>`
    select kind, first, sum(quotes)::int as quotes, sum(met)::int as met,
      array[${sql.join(QUOTED_LEVELS.map((_, place) => sql`coalesce(sum(within[${sql.lit(place + 1)}]), 0)::int`))}] as within
    from estimate_days
    where day >= (${from}::timestamptz at time zone ${zone})::date and day <= (${to}::timestamptz at time zone ${zone})::date
      and ${team === undefined ? sql`true` : sql`team_id = ${team}`}
    group by kind, first
  `.execute(ctx.db);
  return rows;
}
