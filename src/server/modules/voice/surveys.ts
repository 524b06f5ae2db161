import type { Question, Survey } from '../../../contract/voice.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { say } from '../../catalogue.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { findCompany, findSurvey, findSurveyOfProgramme, listSurveysAfter, type SurveyRow } from './queries.ts';
import { writeQuestions, writeSurveyMail } from './survey-mail.ts';

export interface SurveyText {
  name?: string | undefined;
  questions?: Question[] | undefined;
  quietDays?: number | undefined;
  active?: boolean | undefined;
}

/** Surveys by name. */
export async function listSurveys(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const rows = await listSurveysAfter(ctx.db, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.name, row.id], showSurvey);
}

/** One survey. @throws Refusal not_found */
export async function readSurvey(ctx: Context, id: string): Promise<Survey> {
  return showSurvey(await theSurvey(ctx, id));
}

/** Makes a survey of the company's own; the two of the house exist from the start. */
export function createSurvey(
  ctx: Context,
  input: SurveyText & { name: string; programme: 'relational' | 'destination' | 'custom'; questions: Question[] },
): Promise<Survey> {
  return transact(ctx, async (ctx) => {
    checkQuestions(input.questions);
    const id = newId();
    await insertSurvey(ctx, { ...input, id, quietDays: input.quietDays ?? 30, active: input.active ?? true });
    await record(ctx, 'voice.survey-made', id, { name: input.name.trim() });
    return readSurvey(ctx, id);
  });
}

/** Changes a survey; answers already given keep the questions they were given to. */
export function changeSurvey(ctx: Context, id: string, input: SurveyText): Promise<Survey> {
  return transact(ctx, async (ctx) => {
    const survey = await theSurvey(ctx, id);
    if (input.questions !== undefined) checkQuestions(input.questions, survey.programme);
    const change = {
      ...(input.name === undefined ? {} : { name: input.name.trim() }),
      ...(input.questions === undefined ? {} : { questions: JSON.stringify(input.questions) }),
      ...(input.quietDays === undefined ? {} : { quiet_days: input.quietDays }),
      ...(input.active === undefined ? {} : { active: input.active }),
    };
    if (Object.keys(change).length > 0) {
      await ctx.trx.updateTable('surveys').set(change).where('id', '=', id).execute();
      await record(ctx, 'voice.survey-changed', id, { ...input });
    }
    return readSurvey(ctx, id);
  });
}

/** The mail and the questions as a customer gets them; nothing is sent and the link leads nowhere. */
export async function previewSurvey(ctx: Context, id: string, wanted: string | undefined) {
  const survey = showSurvey(await theSurvey(ctx, id));
  const language = wanted ?? (await findCompany(ctx.db))?.language ?? 'en';
  const { subject, text } = writeSurveyMail({
    programme: survey.programme,
    language,
    name: 'Anna Berg',
    about: null,
    questions: survey.questions,
    url: `${ctx.url}/s/preview`,
  });
  return { subject, text, questions: writeQuestions(survey.questions, language) };
}

/** The survey that the house itself asks; made when it is missing, so that a recovery can always ask again. */
export async function surveyOfTheHouse(ctx: WritingContext, programme: 'after-case' | 'recovery'): Promise<Survey> {
  const known = await findSurveyOfProgramme(ctx.trx, programme);
  if (known !== undefined) return showSurvey(known);
  await seedSurveys(ctx, (await findCompany(ctx.trx))?.language ?? 'en');
  return showSurvey((await findSurveyOfProgramme(ctx.trx, programme))!);
}

/** A new company asks after cases and after recoveries from the first day. */
export const voiceSeeds: Subscription = {
  name: 'voice.seeds',
  types: ['people.company-set-up'],
  handle: (ctx, events) => seedSurveys(ctx, String(events[0]!.data['language'] ?? 'en')),
};

async function seedSurveys(ctx: WritingContext, language: string): Promise<void> {
  const questions = (...keys: Question['key'][]): Question[] =>
    keys.map((key) => ({ key, texts: {}, optional: key === 'word' || key === 'why' }));
  const known = new Set(
    (await ctx.trx.selectFrom('surveys').select('programme').limit(200).execute()).map(({ programme }) => programme),
  );
  const first = [
    {
      programme: 'after-case',
      name: 'afterCase',
      questions: questions('solved', 'rating', 'word', 'why'),
      quietDays: 14,
    },
    { programme: 'recovery', name: 'recovery', questions: questions('solved', 'rating', 'word', 'why'), quietDays: 0 },
    {
      programme: 'relational',
      name: 'relational',
      questions: questions('likely', 'easy', 'word', 'why'),
      quietDays: 90,
    },
  ] as const;
  for (const survey of first.filter(({ programme }) => !known.has(programme)))
    await insertSurvey(ctx, {
      ...survey,
      id: newId(),
      name: say(language, 'voice', `surveys.${survey.name}`),
      active: survey.programme !== 'relational',
    });
}

function insertSurvey(
  ctx: WritingContext,
  survey: { id: string; programme: string; name: string; questions: Question[]; quietDays: number; active: boolean },
) {
  return ctx.trx
    .insertInto('surveys')
    .values({
      id: survey.id,
      programme: survey.programme,
      name: survey.name.trim(),
      questions: JSON.stringify(survey.questions),
      quiet_days: survey.quietDays,
      active: survey.active,
      created_at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Each question once; asking again after a recovery needs one whose answer is a verdict. */
function checkQuestions(questions: readonly Question[], programme?: string): void {
  const keys = questions.map(({ key }) => key);
  if (new Set(keys).size < keys.length)
    throw new Refusal('invalid', 'question-twice', 'Each question may be asked once.', { field: 'questions' });
  if (programme === 'recovery' && !keys.includes('solved') && !keys.includes('rating'))
    throw new Refusal(
      'invalid',
      'no-verdict',
      'Asking again needs “solved” or a rating: without it nobody can say it is put right.',
      {
        field: 'questions',
      },
    );
}

async function theSurvey(ctx: Context, id: string): Promise<SurveyRow> {
  const row = await findSurvey(ctx.db, id);
  if (row === undefined) throw new Refusal('not_found', 'survey-not-found', 'There is no such survey.');
  return row;
}

/** A survey as the wire shows it. */
export function showSurvey(row: SurveyRow): Survey {
  return {
    id: row.id,
    programme: row.programme as Survey['programme'],
    name: row.name,
    questions: row.questions as Question[],
    quietDays: row.quiet_days,
    active: row.active,
    createdAt: row.created_at.toISOString(),
  };
}
