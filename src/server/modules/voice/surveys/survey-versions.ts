import type { Question } from '../../../../contract/voice-surveys.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, type WritingContext } from '../../../context.ts';
import { findSurvey, type SurveyRow } from '../queries.ts';

/** Keeps the questions of a version; the same version twice is one. */
export function keepVersion(ctx: WritingContext, surveyId: string, version: number, questions: Question[]) {
  return ctx.trx
    .insertInto('survey_versions')
    .values({
      survey_id: surveyId,
      version,
      questions: JSON.stringify(questions),
      made_by: staffId(ctx.actor),
      made_at: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(['survey_id', 'version']).doNothing())
    .execute();
}

/** The questions of one version; the present ones where that version is unknown. */
export async function questionsOf(ctx: Context, survey: SurveyRow, version: number): Promise<Question[]> {
  if (version === survey.version) return survey.questions as Question[];
  const found = await ctx.db
    .selectFrom('survey_versions')
    .select('questions')
    .where('survey_id', '=', survey.id)
    .where('version', '=', version)
    .executeTakeFirst();
  return (found?.questions ?? survey.questions) as Question[];
}

/** Earlier questions of a survey, the latest first. */
export async function listSurveyVersions(ctx: Context, id: string) {
  if ((await findSurvey(ctx.db, id)) === undefined)
    throw new Refusal('not_found', 'survey-not-found', 'There is no such survey.');
  const rows = await ctx.db
    .selectFrom('survey_versions as v')
    .leftJoin('users as u', 'u.id', 'v.made_by')
    .select(['v.version', 'v.questions', 'v.made_at', 'u.name as made_by'])
    .select((eb) =>
      eb
        .selectFrom('answers as a')
        .select((of) => of.fn.countAll<number>().as('n'))
        .whereRef('a.survey_id', '=', 'v.survey_id')
        .whereRef('a.version', '=', 'v.version')
        .as('named'),
    )
    .select((eb) =>
      eb
        .selectFrom('anonymous_answers as a')
        .select((of) => of.fn.countAll<number>().as('n'))
        .whereRef('a.survey_id', '=', 'v.survey_id')
        .whereRef('a.version', '=', 'v.version')
        .where('a.shown', '=', true)
        .as('nameless'),
    )
    .where('v.survey_id', '=', id)
    .orderBy('v.version', 'desc')
    .limit(100)
    .execute();
  return {
    items: rows.map((row) => ({
      version: row.version,
      questions: row.questions as Question[],
      madeBy: row.made_by,
      madeAt: row.made_at.toISOString(),
      answers: Number(row.named ?? 0) + Number(row.nameless ?? 0),
    })),
  };
}
