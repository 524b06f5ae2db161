import type { Answer } from '../../../../contract/voice.ts';
import type { Question, WrittenQuestion } from '../../../../contract/voice-surveys.ts';
import type { Context } from '../../../context.ts';
import { findCompany } from '../../people/index.ts';
import type { AnswerRow } from './answer-queries.ts';
import { writeQuestions } from './survey-mail.ts';

type Answered = Pick<AnswerRow, 'survey_id' | 'version' | 'more'>;

/**
 * What was answered to questions of the company's own, in words: the questions as they were worded in the version that was answered,
 * in this language where they were. One look for a page of answers.
 */
export async function ownAnswersOf(
  ctx: Context,
  rows: readonly Answered[],
  language: string | undefined,
): Promise<(row: Answered) => Answer['own']> {
  const asked = rows.filter(({ more }) => Object.keys(more as object).length > 0);
  if (asked.length === 0) return () => [];
  const versions = await ctx.db
    .selectFrom('survey_versions')
    .select(['survey_id', 'version', 'questions'])
    .where((eb) =>
      eb.or([
        ...new Map(
          asked.map(({ survey_id, version }) => [
            `${survey_id} ${version}`,
            eb.and([eb('survey_id', '=', survey_id), eb('version', '=', version)]),
          ]),
        ).values(),
      ]),
    )
    .execute();
  const tongue = language ?? (await findCompany(ctx.db))?.language ?? 'en';
  const written = new Map(
    versions.map(({ survey_id, version, questions }) => [
      `${survey_id} ${version}`,
      writeQuestions(questions as Question[], tongue),
    ]),
  );
  return ({ survey_id, version, more }) => {
    const said = more as Record<string, unknown>;
    return (written.get(`${survey_id} ${version}`) ?? []).flatMap((question) =>
      said[question.key] === undefined || said[question.key] === null
        ? []
        : [
            {
              key: question.key,
              kind: question.kind,
              question: question.text,
              said: inWords(question, said[question.key]),
            },
          ],
    );
  };
}

function inWords({ choices }: WrittenQuestion, value: unknown): string[] {
  const textOf = (one: unknown) => choices.find(({ key }) => key === one)?.text ?? String(one);
  return Array.isArray(value) ? value.map(textOf) : [textOf(value)];
}
