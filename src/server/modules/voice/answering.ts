import type { Question } from '../../../contract/voice.ts';
import { normaliseAnswer, plainWord } from '../../../domain/voice/one-word.ts';
import { isBadAnswer, recoveredBy, severityOf } from '../../../domain/voice/recovery.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { giveVerdict } from '../cases/index.ts';
import { type AnswerRow, findAnswerTo, insertAnswer, updateAnswer } from './answer-queries.ts';
import { servedBy } from './asking.ts';
import {
  findInvitationByHash,
  holdInvitationByHash,
  insertOptOut,
  type InvitationRow,
  updateInvitation,
} from './invitation-queries.ts';
import { addToSurveyDay, findCase, findCompany, findCustomer, findSurvey, insertHeard } from './queries.ts';
import { endByVerdict } from './recovery-ending.ts';
import { startRecovery } from './recovery-opening.ts';
import { type WrittenQuestion, writeQuestions } from './survey-mail.ts';
import { hashSurveyToken, looksLikeToken } from './survey-tokens.ts';

/** What was said may be changed for a day; what was left open may be added as long as the link is good. */
const changeWithin = 86_400_000;
const mostChanges = 50;

/** What a customer may answer; whatever is left out stays as it is. */
export interface GivenAnswer {
  solved?: boolean | undefined;
  rating?: number | undefined;
  word?: string | undefined;
  why?: string | undefined;
  likely?: number | undefined;
  easy?: number | undefined;
}

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
}

/** What the public page says after the press. */
export interface RecordedAnswer {
  answerId: string;
  complete: boolean;
  /** Somebody will get in touch. */
  bad: boolean;
  language: string;
}

/**
 * The ask behind a link, to be shown; nothing is recorded, because mail scanners open every link.
 * @returns undefined when the token is forged, expired or withdrawn: which of them is nobody's business
 */
export async function readInvitation(ctx: Context, token: string): Promise<OpenInvitation | undefined> {
  if (!looksLikeToken(token)) return undefined;
  const invitation = await findInvitationByHash(ctx.db, hashSurveyToken(token));
  if (invitation === undefined || hasExpired(invitation, ctx.now)) return undefined;
  const survey = await findSurvey(ctx.db, invitation.survey_id);
  const answer = await findAnswerTo(ctx.db, invitation.id);
  const about = invitation.case_id === null ? undefined : await findCase(ctx.db, invitation.case_id);
  return {
    company: (await findCompany(ctx.db))?.name ?? '',
    language: invitation.language,
    subject: about?.subject ?? null,
    programme: survey!.programme,
    questions: writeQuestions(survey!.questions as Question[], invitation.language),
    given: answer === undefined ? {} : givenIn(answer),
    answered: answer !== undefined,
  };
}

/**
 * Records what the customer answered. The same answer twice is one answer; parts may come later; what was said may be
 * changed for a day. "Solved" is told to the case, a bad answer opens a recovery, and the answer to asking again ends one.
 * @throws Refusal not_found survey-link · conflict answer-final · invalid nothing-answered · too_many answer-changes
 */
export function recordAnswer(ctx: Context, input: GivenAnswer & { token: string }): Promise<RecordedAnswer> {
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
    const customer = await findCustomer(ctx.trx, invitation.customer_id);
    const asCustomer: WritingContext = {
      ...ctx,
      actor: { kind: 'customer', id: customer!.id, name: customer!.name },
    };
    return enterAnswer(asCustomer, invitation, customer!, cleaned(input));
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

async function enterAnswer(
  ctx: WritingContext,
  invitation: InvitationRow,
  customer: { id: string; vip: boolean },
  given: GivenAnswer,
): Promise<RecordedAnswer> {
  const before = await findAnswerTo(ctx.trx, invitation.id);
  const changed = changesOf(before, given, ctx.now);
  if (before === undefined && changed.length === 0)
    throw new Refusal('invalid', 'nothing-answered', 'Choose an answer first.', { field: 'rating' });
  if (before !== undefined && changed.length === 0)
    return { answerId: before.id, complete: before.complete, bad: before.bad, language: invitation.language };
  const answer = await merged(ctx, invitation, before, given);
  await save(ctx, invitation, before, answer);
  await tell(ctx, before, answer, invitation);
  await tellCase(ctx, invitation, before, answer);
  await tellRecovery(ctx, invitation, customer, answer);
  return { answerId: answer.id, complete: answer.complete, bad: answer.bad, language: invitation.language };
}

/** Which parts are new or different. @throws Refusal when something said is changed too late or too often */
function changesOf(before: AnswerRow | undefined, given: GivenAnswer, now: Date): (keyof GivenAnswer)[] {
  const keys = (Object.keys(given) as (keyof GivenAnswer)[]).filter((key) => given[key] !== undefined);
  if (before === undefined) return keys;
  const changed = keys.filter((key) => before[key] !== given[key]);
  const rewritten = changed.some((key) => before[key] !== null);
  if (rewritten && now.getTime() - before.at.getTime() > changeWithin)
    throw new Refusal('conflict', 'answer-final', 'An answer may be changed for one day; this one was given before.');
  if (changed.length > 0 && before.changes >= mostChanges)
    throw new Refusal('too_many', 'answer-changes', 'This answer was changed too often.');
  return changed;
}

async function merged(
  ctx: WritingContext,
  invitation: InvitationRow,
  before: AnswerRow | undefined,
  given: GivenAnswer,
): Promise<AnswerRow> {
  const survey = await findSurvey(ctx.trx, invitation.survey_id);
  const about = invitation.case_id === null ? undefined : await findCase(ctx.trx, invitation.case_id);
  const answer: AnswerRow = {
    id: before?.id ?? newId(),
    invitation_id: invitation.id,
    survey_id: invitation.survey_id,
    customer_id: invitation.customer_id,
    case_id: invitation.case_id,
    recovery_id: invitation.recovery_id,
    at: before?.at ?? ctx.now,
    changed_at: ctx.now,
    solved: given.solved ?? before?.solved ?? null,
    rating: given.rating ?? before?.rating ?? null,
    likely: given.likely ?? before?.likely ?? null,
    easy: given.easy ?? before?.easy ?? null,
    word: given.word ?? before?.word ?? null,
    word_norm: null,
    why: given.why ?? before?.why ?? null,
    served_by: before === undefined ? (about === undefined ? null : await servedBy(ctx, about)) : before.served_by,
    complete: false,
    bad: false,
    changes: before === undefined ? 0 : before.changes + 1,
  };
  answer.word_norm = answer.word === null ? null : normalised(answer.word, invitation.language);
  answer.bad = isBadAnswer(answer);
  answer.complete = (survey!.questions as Question[]).every(({ key, optional }) => optional || answer[key] !== null);
  return answer;
}

async function save(
  ctx: WritingContext,
  invitation: InvitationRow,
  before: AnswerRow | undefined,
  answer: AnswerRow,
): Promise<void> {
  if (before === undefined) {
    await insertAnswer(ctx.trx, answer);
    await updateInvitation(ctx.trx, invitation.id, { state: 'answered', answered_at: ctx.now, silent_at: null });
    await addToSurveyDay(
      ctx.trx,
      invitation.survey_id,
      invitation.at,
      answer.complete ? { complete: 1 } : { partial: 1 },
    );
    await insertHeard(ctx.trx, invitation.customer_id, ctx.now, 'answer');
    return;
  }
  await updateAnswer(ctx.trx, before.id, answer);
  if (answer.complete && !before.complete)
    await addToSurveyDay(ctx.trx, invitation.survey_id, invitation.at, { partial: -1, complete: 1 });
}

/** `before` lets whoever counts take back what the answer said earlier. */
async function tell(
  ctx: WritingContext,
  before: AnswerRow | undefined,
  answer: AnswerRow,
  invitation: InvitationRow,
): Promise<void> {
  await record(ctx, 'voice.answered', answer.id, {
    answerId: answer.id,
    invitationId: invitation.id,
    ...(answer.case_id === null ? {} : { caseId: answer.case_id }),
    ...(answer.recovery_id === null ? {} : { recoveryId: answer.recovery_id }),
    customerId: answer.customer_id,
    surveyId: answer.survey_id,
    ...scoresIn(answer),
    quote: answer.why?.slice(0, 280) ?? null,
    servedBy: answer.served_by,
    complete: answer.complete,
    answeredAt: answer.at.toISOString(),
    before: before === undefined ? null : scoresIn(before),
  });
}

/** What the customer says about the solution is the verdict of that resolution; not of a later one. */
async function tellCase(
  ctx: WritingContext,
  invitation: InvitationRow,
  before: AnswerRow | undefined,
  answer: AnswerRow,
): Promise<void> {
  if (invitation.case_id === null || invitation.closed_at === null || invitation.recovery_id !== null) return;
  if (answer.solved === null || answer.solved === (before?.solved ?? null)) return;
  const about = await findCase(ctx.trx, invitation.case_id);
  if (about?.state !== 'closed' || about.closed_at?.getTime() !== invitation.closed_at.getTime()) return;
  await giveVerdict(ctx, about.id, answer.solved ? 'confirmed' : 'refuted');
}

async function tellRecovery(
  ctx: WritingContext,
  invitation: InvitationRow,
  customer: { id: string; vip: boolean },
  answer: AnswerRow,
): Promise<void> {
  const words = answer.why ?? answer.word;
  if (invitation.recovery_id !== null) {
    const recovered = recoveredBy(answer);
    if (recovered !== undefined) await endByVerdict(ctx, invitation.recovery_id, { recovered, words });
  } else if (answer.bad) {
    await startRecovery(ctx, {
      customerId: customer.id,
      caseId: answer.case_id,
      source: 'answer',
      sourceId: answer.id,
      severity: severityOf(answer, customer.vip),
      words,
    });
  }
}

function scoresIn({ solved, rating, likely, easy, word }: AnswerRow) {
  return { solved, rating, likely, easy, word };
}

function givenIn({ solved, rating, likely, easy, word, why }: AnswerRow): GivenAnswer {
  return Object.fromEntries(
    Object.entries({ solved, rating, likely, easy, word, why }).filter(([, value]) => value !== null),
  );
}

/** Text without spaces around; an empty field is a question left open. @throws Refusal invalid off the scale */
function cleaned(given: GivenAnswer): GivenAnswer {
  onScale(given.rating, 'rating', 1, 5);
  onScale(given.likely, 'likely', 0, 10);
  onScale(given.easy, 'easy', 1, 7);
  return {
    solved: given.solved,
    rating: given.rating,
    likely: given.likely,
    easy: given.easy,
    word: given.word?.trim().slice(0, 40) || undefined,
    why: given.why?.trim().slice(0, 4000) || undefined,
  };
}

function onScale(value: number | undefined, field: string, from: number, to: number): void {
  if (value !== undefined && (!Number.isInteger(value) || value < from || value > to))
    throw new Refusal('invalid', 'answer-off-scale', `Answer from ${from} to ${to}.`, { field });
}

function normalised(word: string, language: string): string | null {
  const base = language.slice(0, 2);
  return (base === 'en' || base === 'de' ? normaliseAnswer(word, base) : plainWord(word)) || null;
}

function hasExpired(invitation: InvitationRow, now: Date): boolean {
  return invitation.expires_at === null || invitation.expires_at <= now;
}
