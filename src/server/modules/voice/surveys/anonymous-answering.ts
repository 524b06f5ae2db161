import { randomUUID } from 'node:crypto';
import type { Survey } from '../../../../contract/voice-surveys.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { alongPath, type GivenAnswers, isComplete, readAnswers } from '../../../../domain/voice/questions.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import type { OpenInvitation, RecordedAnswer } from './answering.ts';
import { type InvitationRow, updateInvitation } from './invitation-queries.ts';
import { addToSurveyDay, findSurvey, findSurveyByLink, type SurveyRow } from '../queries.ts';
import { findCompany } from '../../people/index.ts';
import { writeQuestions } from './survey-mail.ts';
import { hasEnough } from './survey-quotas.ts';
import { hashSurveyToken, looksLikeToken, newSurveyToken } from './survey-tokens.ts';
import { questionsOf } from './survey-versions.ts';
import { showSurvey } from './surveys.ts';

/**
 * Answers from nobody known: of anonymous surveys, and of public pages. The row holds no customer, no case, no ask, and no
 * time but the day; of the ask only "used" is kept. Until the day is over the browser that answered may change it, by a secret
 * that was in no mail; nothing that is kept leads from it to the ask.
 */
export async function enterAnonymously(
  ctx: WritingContext,
  survey: SurveyRow,
  invitation: InvitationRow,
  input: Readonly<Record<string, unknown>>,
): Promise<RecordedAnswer> {
  if (invitation.state === 'answered')
    throw new Refusal(
      'conflict',
      'link-used',
      'This link was used. An answer without a name cannot be found again, not even by us.',
    );
  const entered = await enter(ctx, survey, invitation.way, input);
  // no time: when an ask was used could be compared with when something else happened
  await updateInvitation(ctx.trx, invitation.id, { state: 'answered', silent_at: null, opened: true });
  if (!invitation.opened) await addToSurveyDay(ctx.trx, invitation.survey_id, invitation.at, { opened: 1 });
  return { ...entered, language: invitation.language };
}

/** The public page of a survey; undefined when there is none, it is switched off, or it has all the answers it wants. */
export async function readOpenSurvey(ctx: Context, key: string, language: string): Promise<OpenInvitation | undefined> {
  const survey = await openSurvey(ctx, key);
  return survey === undefined ? undefined : view(ctx, survey, survey.version, language, {}, false);
}

/** Records what somebody answered on a public page. @throws Refusal not_found survey-link · invalid nothing-answered */
export function answerOpenSurvey(
  ctx: Context,
  key: string,
  language: string,
  input: Readonly<Record<string, unknown>>,
): Promise<RecordedAnswer> {
  return transact(ctx, async (ctx) => {
    const survey = await openSurvey(ctx, key);
    if (survey === undefined) throw gone();
    return { ...(await enter(ctx, survey, 'link', input)), language };
  });
}

/** One's own anonymous answer, as long as the day lasts. */
export async function readAgain(ctx: Context, secret: string, language: string): Promise<OpenInvitation | undefined> {
  const row = await findByKey(ctx, secret);
  if (row === undefined) return undefined;
  const survey = (await findSurvey(ctx.db, row.survey_id))!;
  return view(ctx, survey, row.version, language, row.answers as GivenAnswers, true);
}

/** Changes or completes it. @throws Refusal not_found survey-link */
export function answerAgain(
  ctx: Context,
  secret: string,
  language: string,
  input: Readonly<Record<string, unknown>>,
): Promise<RecordedAnswer> {
  return transact(ctx, async (ctx) => {
    const row = await findByKey(ctx, secret);
    if (row === undefined) throw gone();
    const survey = (await findSurvey(ctx.trx, row.survey_id))!;
    const questions = await questionsOf(ctx, survey, row.version);
    const all = alongPath(questions, { ...(row.answers as GivenAnswers), ...readAnswers(questions, input) });
    const complete = isComplete(questions, all);
    await ctx.trx
      .updateTable('anonymous_answers')
      .set({ answers: JSON.stringify(all), complete })
      .where('id', '=', row.id)
      .execute();
    return { answerId: row.id, complete, bad: false, language, path: `/s/again/${secret}` };
  });
}

async function enter(
  ctx: WritingContext,
  survey: SurveyRow,
  way: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Omit<RecordedAnswer, 'language'>> {
  const questions = await questionsOf(ctx, survey, survey.version);
  const all = alongPath(questions, readAnswers(questions, input));
  if (Object.keys(all).length === 0)
    throw new Refusal('invalid', 'nothing-answered', 'Choose an answer first.', { field: questions[0]!.key });
  const secret = newSurveyToken();
  // random, not by time: identifiers of other rows tell when they were made
  const id = randomUUID();
  const complete = isComplete(questions, all);
  await ctx.trx
    .insertInto('anonymous_answers')
    .values({
      id,
      survey_id: survey.id,
      version: survey.version,
      day: ctx.now.toISOString().slice(0, 10),
      way,
      answers: JSON.stringify(all),
      complete,
      key_hash: hashSurveyToken(secret),
    })
    .execute();
  return { answerId: id, complete, bad: false, path: `/s/again/${secret}` };
}

async function openSurvey(ctx: Context, key: string): Promise<SurveyRow | undefined> {
  const survey = /^[\w-]{12}$/.test(key) ? await findSurveyByLink(ctx.db, key) : undefined;
  if (survey === undefined || !survey.active) return undefined;
  return (await hasEnough(ctx, showSurvey(survey, ctx.url))) ? undefined : survey;
}

function findByKey(ctx: Context, secret: string) {
  if (!looksLikeToken(secret)) return Promise.resolve(undefined);
  return ctx.db
    .selectFrom('anonymous_answers')
    .select(['id', 'survey_id', 'version', 'answers'])
    .where('key_hash', '=', hashSurveyToken(secret))
    .executeTakeFirst();
}

async function view(
  ctx: Context,
  survey: SurveyRow,
  version: number,
  language: string,
  given: GivenAnswers,
  answered: boolean,
): Promise<OpenInvitation> {
  return {
    company: (await findCompany(ctx.db))?.name ?? '',
    language,
    subject: null,
    programme: survey.programme,
    questions: writeQuestions(await questionsOf(ctx, survey, version), language),
    given,
    answered,
    anonymous: true,
    theme: survey.theme as Survey['theme'],
  };
}

function gone(): Refusal {
  return new Refusal('not_found', 'survey-link', 'This page is closed or was mistyped. You can always write to us.');
}
