import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Survey } from '../../../../contract/voice-surveys.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { alongPath, type GivenAnswers, isComplete, readAnswers } from '../../../../domain/voice/questions.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import type { OpenInvitation } from './answering.ts';
import type { RecordedAnswer } from './entering-answers.ts';
import { type InvitationRow, updateInvitation } from './invitation-queries.ts';
import { addToSurveyDay, findSurvey, findSurveyByLink, type SurveyRow } from '../queries.ts';
import { findCompany } from '../../people/index.ts';
import { writeQuestions } from './survey-mail.ts';
import { hasEnough, holdQuota } from './survey-quotas.ts';
import { hashSurveyToken, looksLikeToken, newSurveyToken } from './survey-tokens.ts';
import { type NamelessAnswer, openedAnswer, sealedAnswer } from './sealed-answers.ts';
import { questionsOf } from './survey-versions.ts';
import { showSurvey } from './surveys.ts';

/** The page sends with it the secret it was drawn with, so that a second press is the same answer. No question has such a key. */
const onceOf = (input: Readonly<Record<string, unknown>>): string | undefined => {
  const secret = input['_again'];
  return typeof secret === 'string' && looksLikeToken(secret) ? secret : undefined;
};

/**
 * Answers from nobody known: of anonymous surveys, and of public pages. The row holds no customer, no case, no ask, and no
 * time but the day; of the ask only "used" is kept. What it says is sealed until enough others wait with it: the first one has
 * nobody to hide among. Until the day is over the browser that answered may change it, by a secret that was in no mail; nothing
 * that is kept leads from it to the ask.
 */
export async function enterAnonymously(
  ctx: WritingContext,
  survey: SurveyRow,
  invitation: InvitationRow,
  input: Readonly<Record<string, unknown>>,
): Promise<RecordedAnswer> {
  const again = invitation.state === 'answered' ? await findByKey(ctx, onceOf(input)) : undefined;
  if (again?.survey_id === survey.id)
    return { ...(await changeAnswer(ctx, again, input, onceOf(input)!)), language: invitation.language };
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
  await blurTransactions(ctx, survey.id);
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
    const once = onceOf(input);
    // two presses of one page follow each other
    if (once !== undefined) await holdSecret(ctx, once);
    const again = await findByKey(ctx, once);
    if (again !== undefined) return { ...(await changeAnswer(ctx, again, input, once!)), language };
    const survey = await openSurvey(ctx, key);
    if (survey === undefined) throw gone();
    if (showSurvey(survey, ctx.url).quota.answers !== undefined) {
      // counted once more when whoever answered at the same moment is done
      await holdQuota(ctx, survey.id);
      if ((await openSurvey(ctx, key)) === undefined) throw gone();
    }
    return { ...(await enter(ctx, survey, 'link', input)), language };
  });
}

/** One's own anonymous answer, as long as the day lasts. */
export async function readAgain(ctx: Context, secret: string, language: string): Promise<OpenInvitation | undefined> {
  const row = await findByKey(ctx, secret);
  if (row === undefined) return undefined;
  const survey = (await findSurvey(ctx.db, row.survey_id))!;
  return view(ctx, survey, row.version, language, row.answers, true);
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
    return { ...(await changeAnswer(ctx, row, input, secret)), language };
  });
}

async function changeAnswer(
  ctx: WritingContext,
  row: NamelessAnswer & { id: string; survey_id: string },
  input: Readonly<Record<string, unknown>>,
  secret: string,
): Promise<Omit<RecordedAnswer, 'language'>> {
  const survey = (await findSurvey(ctx.trx, row.survey_id))!;
  const { id, version, way } = row;
  const questions = await questionsOf(ctx, survey, version);
  const answers = alongPath(questions, { ...row.answers, ...readAnswers(questions, input) });
  const complete = isComplete(questions, answers);
  await ctx.trx
    .updateTable('anonymous_answers')
    .set(sealedAnswer(ctx.secret, id, { version, way, answers, complete }))
    .where('id', '=', id)
    .execute();
  return { answerId: row.id, complete, bad: false, path: `/s/again/${secret}` };
}

function holdSecret(ctx: WritingContext, secret: string) {
  const name = `voice:again:${hashSurveyToken(secret)}`;
  return sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(ctx.trx);
}

/** So many rows of each kind are written anew with every answer. */
const blurred = 50;

/**
 * PostgreSQL keeps with each row which transaction wrote it, and the ask was marked in that of the answer. Until the day's answers
 * are mixed, earlier answers and used asks of the survey are written once more in the same transaction, in any order: whoever reads
 * the database today learns only that this answer belongs to one of those asks.
 */
async function blurTransactions(ctx: WritingContext, surveyId: string): Promise<void> {
  await sql`
    with recent as (select id from anonymous_answers where survey_id = ${surveyId} and not mixed limit 1000),
    picked as (select a.id from anonymous_answers a join recent using (id) order by random() limit ${blurred} for update of a skip locked)
    update anonymous_answers a set day = a.day from picked where picked.id = a.id
  `.execute(ctx.trx);
  await sql`
    with recent as (select id from invitations where survey_id = ${surveyId} and state = 'answered' order by at desc limit 1000),
    picked as (select i.id from invitations i join recent using (id) order by random() limit ${blurred} for update of i skip locked)
    update invitations i set opened = i.opened from picked where picked.id = i.id
  `.execute(ctx.trx);
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
  const secret = onceOf(input) ?? newSurveyToken();
  // random, not by time: identifiers of other rows tell when they were made
  const id = randomUUID();
  const complete = isComplete(questions, all);
  await ctx.trx
    .insertInto('anonymous_answers')
    .values({
      id,
      survey_id: survey.id,
      day: ctx.now.toISOString().slice(0, 10),
      ...sealedAnswer(ctx.secret, id, { version: survey.version, way, answers: all, complete }),
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

async function findByKey(
  ctx: Context,
  secret: string | undefined,
): Promise<(NamelessAnswer & { id: string; survey_id: string }) | undefined> {
  if (secret === undefined || !looksLikeToken(secret)) return undefined;
  const row = await ctx.db
    .selectFrom('anonymous_answers')
    .select(['id', 'survey_id', 'version', 'way', 'answers', 'complete', 'sealed'])
    .where('key_hash', '=', hashSurveyToken(secret))
    .executeTakeFirst();
  const said = row === undefined ? undefined : openedAnswer(ctx.secret, row);
  return said === undefined ? undefined : { ...said, id: row!.id, survey_id: row!.survey_id };
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
