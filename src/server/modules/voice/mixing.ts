import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';

/** So many answers a turn at most. */
const most = 2000;

/**
 * Once a day is over, its anonymous answers are written anew: in random order, under new names, in one transaction, without
 * the secret of the browser. PostgreSQL keeps with each row which transaction wrote it, and the ask was marked in the same one;
 * afterwards that leads nowhere. They are counted when as many as the survey's smallest group wait together, all of them with the day
 * on which they are first counted: no two periods differ by fewer, so that nobody reads one answer from how a sum moved.
 * @returns whether there may be more
 */
export async function mixAnswers(ctx: WritingContext): Promise<boolean> {
  const today = ctx.now.toISOString().slice(0, 10);
  const { rows } = await sql<{
    survey_id: string;
    version: number;
    day: string;
    way: string;
    answers: unknown;
    complete: boolean;
  }>`
    delete from anonymous_answers where id in (
      select id from anonymous_answers where not mixed and day < ${today}::date limit ${most} for update skip locked)
    returning survey_id, version, day::text as day, way, answers, complete
  `.execute(ctx.trx);
  if (rows.length === 0) return false;
  const renamed = rows
    .map((row) => ({ ...row, id: randomUUID(), answers: JSON.stringify(row.answers), mixed: true, key_hash: null }))
    .toSorted((one, two) => (one.id < two.id ? -1 : 1));
  await ctx.trx.insertInto('anonymous_answers').values(renamed).execute();
  for (const surveyId of new Set(rows.map((row) => row.survey_id))) await showWhenEnough(ctx, surveyId);
  return rows.length === most;
}

async function showWhenEnough(ctx: WritingContext, surveyId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update anonymous_answers set shown = true, day = ${ctx.now.toISOString().slice(0, 10)}::date where survey_id = ${surveyId} and mixed and not shown
      and (select count(*) from anonymous_answers w where w.survey_id = ${surveyId} and w.mixed and not w.shown)
        >= (select fewest from surveys where id = ${surveyId})
    returning id
  `.execute(ctx.trx);
  if (rows.length > 0) await record(ctx, 'voice.answered-anonymously', surveyId, { surveyId, n: rows.length });
}
