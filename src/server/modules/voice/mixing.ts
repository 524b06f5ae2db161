import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Question } from '../../../contract/voice-surveys.ts';
import type { WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { findSurvey, type SurveyRow } from './queries.ts';
import {
  fewestTogether,
  type NamelessAnswer,
  type NamelessRow,
  openedAnswer,
  sealedAnswer,
} from './surveys/sealed-answers.ts';
import { questionsOf } from './surveys/survey-versions.ts';

/** So many answers a turn at most. */
const most = 2000;
/** So many rows go into the database together. */
const atOnce = 500;

/**
 * Once a day is over, its anonymous answers are written anew: in random order, under new names, in one transaction, without
 * the secret of the browser, and sealed as before. PostgreSQL keeps with each row which transaction wrote it, and the ask was marked
 * in the same one; afterwards that leads nowhere. What they say is opened when as many as the survey's smallest group wait together.
 * @returns whether there may be more
 */
export async function mixAnswers(ctx: WritingContext): Promise<boolean> {
  const today = ctx.now.toISOString().slice(0, 10);
  // the second part: answers that waited before answers were sealed
  const { rows } = await sql<NamelessRow & { survey_id: string; day: string }>`
    select id, survey_id, version, day::text as day, way, answers, complete, sealed from anonymous_answers where id in (
      (select id from anonymous_answers where not mixed and day < ${today}::date limit ${most})
      union all (select id from anonymous_answers where mixed and not shown and sealed is null and answers <> '{}' limit ${most}))
    for update skip locked
  `.execute(ctx.trx);
  if (rows.length === 0) return false;
  const renamed = rows.flatMap((row) => {
    const said = openedAnswer(ctx.secret, row);
    const id = randomUUID();
    return said === undefined
      ? []
      : [
          {
            id,
            survey_id: row.survey_id,
            day: row.day,
            mixed: true,
            ...sealedAnswer(ctx.secret, id, said),
            was: row.id,
          },
        ];
  });
  const opened = new Set(renamed.map(({ was }) => was));
  // what cannot be opened under this secret waits as it is, until that other secret is back
  const shut = rows.filter(({ id }) => !opened.has(id)).map(({ id }) => id);
  if (shut.length > 0)
    await ctx.trx
      .updateTable('anonymous_answers')
      .set({ mixed: true, key_hash: null })
      .where('id', 'in', shut)
      .execute();
  await replace(
    ctx,
    [...opened],
    renamed.map(({ was: _was, ...row }) => row),
  );
  for (const surveyId of new Set(rows.map((row) => row.survey_id))) await showWhenEnough(ctx, surveyId);
  return rows.length >= most;
}

/**
 * Opens what waits, version by version, wherever as many wait as may be shown together; all of them with the day on which they are
 * first counted: no two periods and no two versions differ by fewer, so that nobody reads one answer from how a sum moved. Names,
 * order and transaction are new once more: nothing leads from an open answer to a sealed one.
 */
export async function showWhenEnough(ctx: WritingContext, surveyId: string): Promise<void> {
  const survey = await findSurvey(ctx.trx, surveyId);
  if (survey === undefined) return;
  const { rows } = await sql<NamelessRow>`
    select id, version, way, answers, complete, sealed from anonymous_answers where survey_id = ${surveyId} and mixed and not shown for update
  `.execute(ctx.trx);
  const waiting = [];
  for (const row of rows) {
    const said = openedAnswer(ctx.secret, row);
    if (said !== undefined) waiting.push({ was: row.id, said, version: await versionNow(ctx, survey, said) });
  }
  const day = ctx.now.toISOString().slice(0, 10);
  for (const [version, together] of Map.groupBy(waiting, (one) => one.version)) {
    if (together.length < fewestTogether(survey)) continue;
    await replace(
      ctx,
      together.map(({ was }) => was),
      together.map(({ said }) => ({
        id: randomUUID(),
        survey_id: surveyId,
        version,
        day,
        // of an answer that stands open nobody needs to know by which way it came, nor whether it was whole
        way: '',
        answers: JSON.stringify(said.answers),
        complete: true,
        mixed: true,
        shown: true,
      })),
    );
    await record(ctx, 'voice.answered-anonymously', surveyId, { surveyId, n: together.length });
  }
}

/** An answer to an earlier version counts with the newest, where that asks all that was answered: else the last few would wait for ever. */
async function versionNow(ctx: WritingContext, survey: SurveyRow, { version, answers }: NamelessAnswer) {
  if (version === survey.version) return version;
  const shapes = (questions: readonly Question[]) =>
    new Map(
      questions.map(({ key, kind, from, to, choices }) => [
        key,
        JSON.stringify([kind, from, to, choices?.map((one) => one.key)]),
      ]),
    );
  const [then, now] = [shapes(await questionsOf(ctx, survey, version)), shapes(survey.questions as Question[])];
  return Object.keys(answers).every((key) => now.has(key) && now.get(key) === then.get(key)) ? survey.version : version;
}

type NewRow = { id: string; survey_id: string; day: string; sealed?: Buffer } & Omit<
  NamelessRow,
  'sealed' | 'answers'
> & {
    answers: string;
    mixed: boolean;
    shown?: boolean;
  };

async function replace(ctx: WritingContext, gone: readonly string[], rows: readonly NewRow[]): Promise<void> {
  if (gone.length > 0)
    await ctx.trx
      .deleteFrom('anonymous_answers')
      .where('id', 'in', [...gone])
      .execute();
  const inAnyOrder = rows.toSorted((one, two) => (one.id < two.id ? -1 : 1));
  for (let from = 0; from < rows.length; from += atOnce)
    await ctx.trx
      .insertInto('anonymous_answers')
      .values(inAnyOrder.slice(from, from + atOnce))
      .execute();
}
