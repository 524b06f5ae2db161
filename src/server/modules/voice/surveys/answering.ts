import type { Survey, WrittenQuestion } from '../../../../contract/voice-surveys.ts';
import { normaliseAnswer, plainWord } from '../../../../domain/voice/one-word.ts';
import {
  alongPath,
  type AnswerValue,
  type GivenAnswers,
  isComplete,
  isStandard,
  readAnswers,
} from '../../../../domain/voice/questions.ts';
import { isBadAnswer, recoveredBy, severityOf } from '../../../../domain/voice/recovery.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { giveVerdict } from '../../cases/index.ts';
import { enterAnonymously } from './anonymous-answering.ts';
import { type AnswerRow, findAnswerTo, insertAnswer, updateAnswer } from './answer-queries.ts';
import { servedBy } from './asking.ts';
import {
  findInvitationByHash,
  holdInvitationByHash,
  insertOptOut,
  type InvitationRow,
  updateInvitation,
} from './invitation-queries.ts';
import { addToSurveyDay, findCase, findCustomer, findSurvey, insertHeard, type SurveyRow } from '../queries.ts';
import { causeBack, causeRemoved } from '../recoveries/recovery-causes.ts';
import { endByVerdict } from '../recoveries/recovery-ending.ts';
import { startRecovery } from '../recoveries/recovery-opening.ts';
import { findCompany } from '../../people/index.ts';
import { writeQuestions } from './survey-mail.ts';
import { hashSurveyToken, looksLikeToken } from './survey-tokens.ts';
import { questionsOf } from './survey-versions.ts';

/** What was said may be changed for a day; what was left open may be added as long as the link is good. */
const changeWithin = 86_400_000;
const mostChanges = 50;
/** The page says so where it keeps what was begun, without a press. No question may have such a key. */
const keptByItself = '_kept';

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

/** What the public page says after the press. */
export interface RecordedAnswer {
  answerId: string;
  complete: boolean;
  /** Somebody will get in touch. */
  bad: boolean;
  language: string;
  /** Where the answer can be changed, as a path. */
  path: string;
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

async function enterAnswer(
  ctx: WritingContext,
  survey: SurveyRow,
  invitation: InvitationRow,
  customer: { id: string; vip: boolean },
  input: Readonly<Record<string, unknown>>,
): Promise<Omit<RecordedAnswer, 'path'>> {
  const before = await findAnswerTo(ctx.trx, invitation.id);
  const questions = await questionsOf(ctx, survey, before?.version ?? survey.version);
  const given = readAnswers(questions, input);
  const known = before === undefined ? {} : givenIn(before);
  const changed = changesOf(before, known, given, ctx.now);
  if (before === undefined && changed.length === 0)
    throw new Refusal('invalid', 'nothing-answered', 'Choose an answer first.', { field: questions[0]!.key });
  const done = (answer: AnswerRow) => ({
    answerId: answer.id,
    complete: answer.complete,
    bad: answer.bad,
    language: invitation.language,
  });
  if (before !== undefined && changed.length === 0) {
    // the press says again what the page had kept by itself
    if (!before.sent && input[keptByItself] === undefined) await noteSent(ctx, invitation, before);
    return done(before);
  }
  const all = alongPath(questions, { ...known, ...given });
  const answer = await merged(ctx, invitation, before, all, before?.version ?? survey.version);
  answer.complete = isComplete(questions, all);
  // who has answered everything has answered, pressed or not
  answer.sent = before?.sent === true || answer.complete || input[keptByItself] === undefined;
  await save(ctx, invitation, before, answer);
  await tell(ctx, before, answer, invitation);
  await tellCase(ctx, invitation, before, answer);
  await tellRecovery(ctx, invitation, customer, before, answer);
  return done(answer);
}

/** Which parts are new or different. @throws Refusal when something said is changed too late or too often */
function changesOf(before: AnswerRow | undefined, known: GivenAnswer, given: GivenAnswer, now: Date): string[] {
  const changed = Object.keys(given).filter((key) => JSON.stringify(known[key]) !== JSON.stringify(given[key]));
  if (before === undefined) return changed;
  const rewritten = changed.some((key) => known[key] !== undefined);
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
  all: Record<string, AnswerValue>,
  version: number,
): Promise<AnswerRow> {
  const about = invitation.case_id === null ? undefined : await findCase(ctx.trx, invitation.case_id);
  const numeric = (key: string) => (typeof all[key] === 'number' ? all[key] : null);
  const words = (key: string) => (typeof all[key] === 'string' ? all[key] : null);
  const answer: AnswerRow = {
    id: before?.id ?? newId(),
    invitation_id: invitation.id,
    survey_id: invitation.survey_id,
    customer_id: invitation.customer_id,
    case_id: invitation.case_id,
    recovery_id: invitation.recovery_id,
    at: before?.at ?? ctx.now,
    changed_at: ctx.now,
    solved: typeof all['solved'] === 'boolean' ? all['solved'] : null,
    rating: numeric('rating'),
    likely: numeric('likely'),
    easy: numeric('easy'),
    word: words('word'),
    word_norm: null,
    why: words('why'),
    served_by: before === undefined ? (about === undefined ? null : await servedBy(ctx, about)) : before.served_by,
    complete: false,
    bad: false,
    changes: before === undefined ? 0 : before.changes + 1,
    version,
    more: Object.fromEntries(Object.entries(all).filter(([key]) => !isStandard(key))),
    sent: true,
  };
  answer.word_norm = answer.word === null ? null : normalised(answer.word, invitation.language);
  answer.bad = isBadAnswer(answer);
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
    await updateInvitation(ctx.trx, invitation.id, {
      state: 'answered',
      answered_at: ctx.now,
      silent_at: null,
      opened: true,
    });
    // whoever answered has seen the page, however he came to it
    if (!invitation.opened) await addToSurveyDay(ctx.trx, invitation.survey_id, invitation.at, { opened: 1 });
    await addToSurveyDay(ctx.trx, invitation.survey_id, invitation.at, {
      ...(answer.complete ? { complete: 1 } : { partial: 1 }),
      ...(answer.sent ? { answered: 1 } : {}),
    });
    await insertHeard(ctx.trx, invitation.customer_id, ctx.now, 'answer');
    return;
  }
  await updateAnswer(ctx.trx, before.id, answer);
  const completed = answer.complete && !before.complete;
  const sent = answer.sent && !before.sent;
  if (completed || sent)
    await addToSurveyDay(ctx.trx, invitation.survey_id, invitation.at, {
      ...(completed ? { partial: -1, complete: 1 } : {}),
      ...(sent ? { answered: 1 } : {}),
    });
}

async function noteSent(ctx: WritingContext, invitation: InvitationRow, answer: AnswerRow): Promise<void> {
  await updateAnswer(ctx.trx, answer.id, { sent: true });
  await addToSurveyDay(ctx.trx, invitation.survey_id, invitation.at, { answered: 1 });
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
  before: AnswerRow | undefined,
  answer: AnswerRow,
): Promise<void> {
  const words = answer.why ?? answer.word;
  if (invitation.recovery_id !== null) {
    const recovered = recoveredBy(answer);
    if (recovered !== undefined) await endByVerdict(ctx, invitation.recovery_id, { recovered, words });
  } else if (before?.bad === true && !answer.bad) {
    // a slip, or what the page kept while he was still choosing
    await causeRemoved(ctx, 'answer', [answer.id]);
  } else if (answer.bad) {
    if (before?.bad === false) await causeBack(ctx, 'answer', [answer.id]);
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

function givenIn({ solved, rating, likely, easy, word, why, more }: AnswerRow): GivenAnswer {
  const said: Record<string, AnswerValue | null> = { solved, rating, likely, easy, word, why };
  const given: Record<string, AnswerValue> = { ...(more as Record<string, AnswerValue>) };
  for (const [key, value] of Object.entries(said)) if (value !== null) given[key] = value;
  return given;
}

function normalised(word: string, language: string): string | null {
  const base = language.slice(0, 2);
  return (base === 'en' || base === 'de' ? normaliseAnswer(word, base) : plainWord(word)) || null;
}

function hasExpired(invitation: InvitationRow, now: Date): boolean {
  return invitation.expires_at === null || invitation.expires_at <= now;
}
