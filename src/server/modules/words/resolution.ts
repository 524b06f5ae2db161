import { sql } from 'kysely';
import { shareFigure } from '../../../contract/figures.ts';
import type { Context } from '../../context.ts';

/**
 * What became of what we called solved: confirmed by the customer, silent, refuted by him, or come back under a new number.
 * A recurrence that nobody has confirmed yet does not count; one that was found for certain does.
 */
export async function readResolution(ctx: Context, days: number) {
  const from = new Date(ctx.now.getTime() - days * 86_400_000);
  const { rows } = await sql<{
    closed: number;
    confirmed: number;
    silent: number;
    refuted: number;
    recurred: number;
    no: number;
    yes: number;
  }>`
    with said as (select k.verdict, exists (select from recurrences r where r.of_case_id = k.id and r.state in ('automatic', 'confirmed')) as recurred
      from case_effort e join cases k on k.id = e.case_id where e.closed_at >= ${from} and e.closed_at <= ${ctx.now} and k.merged_into is null)
    select count(*)::int as closed, count(*) filter (where verdict = 'confirmed')::int as confirmed, count(*) filter (where verdict = 'silent')::int as silent,
      count(*) filter (where verdict = 'refuted')::int as refuted, count(*) filter (where recurred)::int as recurred,
      count(*) filter (where verdict = 'refuted' or recurred)::int as no, count(*) filter (where verdict = 'confirmed' and not recurred)::int as yes
    from said
  `.execute(ctx.db);
  const { closed = 0, confirmed = 0, silent = 0, refuted = 0, recurred = 0, no = 0, yes = 0 } = rows[0] ?? {};
  return {
    from: from.toISOString(),
    to: ctx.now.toISOString(),
    closed,
    confirmed,
    silent,
    refuted,
    recurred,
    unasked: closed - confirmed - silent - refuted,
    truly: shareFigure(yes, yes + no),
    saidSolvedCustomerSaidNo: shareFigure(no, closed),
  };
}
