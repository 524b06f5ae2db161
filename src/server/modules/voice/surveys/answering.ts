import type { Survey, WrittenQuestion } from '../../../../contract/voice-surveys.ts';
import type { GivenAnswers } from '../../../../domain/voice/questions.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { enterAnonymously } from './anonymous-answering.ts';
import { enterAnswer, givenIn, type RecordedAnswer } from './entering-answers.ts';
import { findAnswerTo } from './answer-queries.ts';
import {
  findInvitationByHash,
  holdInvitationByHash,
  insertOptOut,
  type InvitationRow,
  updateInvitation,
} from './invitation-queries.ts';
import { addToSurveyDay, findCase, findCustomer, findSurvey } from '../queries.ts';
import { findCompany } from '../../people/index.ts';
import { writeQuestions } from './survey-mail.ts';
import { hashSurveyToken, looksLikeToken } from './survey-tokens.ts';
import { questionsOf } from './survey-versions.ts';

/** What a customer may answer, by the question's key; whatever is left out stays as it is. */
export type GivenAnswer = GivenAnswers;

/** What the public page shows. */
export interface OpenInvitation {
  company: string;
  language: string;
  /** What it is about, in the customer's own subject line; null when it is about no case. */
  subject: string | null;
  programme: string;
  questions: WrittenQuestion[];
  given: GivenAnswer;
  answered: boolean;
  anonymous: boolean;
  theme: Survey['theme'];
}

/**
 * The ask behind a link, to be shown; nothing is recorded, because mail scanners open every link.
 * @param spoken - the language to show it in; that of the ask unless told
 * @returns undefined when the token is forged, expired or withdrawn: which of them is nobody's business
 */
export async function readInvitation(
  ctx: Context,
  token: string,
  spoken?: string,
): Promise<OpenInvitation | undefined> {
  if (!looksLikeToken(token)) return undefined;
  const invitation = await findInvitationByHash(ctx.db, hashSurveyToken(token));
  if (invitation === undefined || hasExpired(invitation, ctx.now)) return undefined;
  const survey = await findSurvey(ctx.db, invitation.survey_id);
  const answer = await findAnswerTo(ctx.db, invitation.id);
  const about = invitation.case_id === null ? undefined : await findCase(ctx.db, invitation.case_id);
  const language = spoken ?? invitation.language;
  return {
    company: (await findCompany(ctx.db))?.name ?? '',
    language,
    subject: about?.subject ?? null,
    programme: survey!.programme,
    questions: writeQuestions(await questionsOf(ctx, survey!, answer?.version ?? survey!.version), language),
    given: answer === undefined ? {} : givenIn(answer),
    answered: answer !== undefined || invitation.state === 'answered',
    anonymous: survey!.anonymous,
    theme: survey!.theme as Survey['theme'],
  };
}

/** Counts that the page of an ask was shown for the first time. It says nothing of the answer: mail scanners look, too. */
export function noteOpened(ctx: Context, token: string): Promise<void> {
  return transact(ctx, async (ctx) => {
    const invitation = await findInvitationByHash(ctx.trx, hashSurveyToken(token));
    if (invitation === undefined || invitation.opened || invitation.state !== 'sent') return;
    await updateInvitation(ctx.trx, invitation.id, { opened: true });
    await addToSurveyDay(ctx.trx, invitation.survey_id, invitation.at, { opened: 1 });
  });
}

/**
 * Records what the customer answered. The same answer twice is one answer; parts may come later; what was said may be
 * changed for a day. "Solved" is told to the case, a bad answer opens a recovery, and the answer to asking again ends one.
 * @throws Refusal not_found survey-link · conflict answer-final · invalid nothing-answered · too_many answer-changes
 */
export function recordAnswer(
  ctx: Context,
  input: Readonly<Record<string, unknown>> & { token: string },
): Promise<RecordedAnswer> {
  return transact(ctx, async (ctx) => {
    const invitation = looksLikeToken(input.token)
      ? await holdInvitationByHash(ctx.trx, hashSurveyToken(input.token))
      : undefined;
    if (invitation === undefined || hasExpired(invitation, ctx.now))
      throw new Refusal(
        'not_found',
        'survey-link',
        'This link is too old or was mistyped. You can always write to us.',
      );
    const survey = (await findSurvey(ctx.trx, invitation.survey_id))!;
    // the secret of the ask is no answer, whatever a question is called
    const { token, ...said } = input;
    if (survey.anonymous) return enterAnonymously(ctx, survey, invitation, said);
    const customer = await findCustomer(ctx.trx, invitation.customer_id);
    const asCustomer: WritingContext = {
      ...ctx,
      actor: { kind: 'customer', id: customer!.id, name: customer!.name },
    };
    return { ...(await enterAnswer(asCustomer, survey, invitation, customer!, said)), path: `/s/${token}` };
  });
}

/** The customer does not want to be asked again, by any programme. Asked twice it changes nothing. */
export function stopAsking(ctx: Context, token: string): Promise<{ language: string }> {
  return transact(ctx, async (ctx) => {
    const invitation = looksLikeToken(token) ? await findInvitationByHash(ctx.trx, hashSurveyToken(token)) : undefined;
    if (invitation === undefined)
      throw new Refusal(
        'not_found',
        'survey-link',
        'This link is too old or was mistyped. You can always write to us.',
      );
    const customer = (await findCustomer(ctx.trx, invitation.customer_id))!;
    if ((await insertOptOut(ctx.trx, customer.id, ctx.now)) !== undefined)
      await record(
        { ...ctx, actor: { kind: 'customer', id: customer.id, name: customer.name } },
        'voice.opted-out',
        customer.id,
        {
          customerId: customer.id,
        },
      );
    return { language: invitation.language };
  });
}

function hasExpired(invitation: InvitationRow, now: Date): boolean {
  return invitation.expires_at === null || invitation.expires_at <= now;
}
