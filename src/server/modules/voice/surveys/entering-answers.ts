import { normaliseAnswer, plainWord } from '../../../../domain/voice/one-word.ts';
import {
  alongPath,
  type AnswerValue,
  type GivenAnswers,
  isComplete,
  isStandard,
  readAnswers,
} from '../../../../domain/voice/questions.ts';
import { isBadAnswer } from '../../../../domain/voice/recovery.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { WritingContext } from '../../../context.ts';
import { newId } from '../../../store/identity.ts';
import { addToSurveyDay, findCase, insertHeard, type SurveyRow } from '../queries.ts';
import { type AnswerRow, findAnswerTo, insertAnswer, updateAnswer } from './answer-queries.ts';
import { servedBy } from './asking-allowed.ts';
import { type InvitationRow, updateInvitation } from './invitation-queries.ts';
import { questionsOf } from './survey-versions.ts';
import { tellOfAnswer } from './telling-answers.ts';

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

/** What was said may be changed for a day; what was left open may be added as long as the link is good. */
const changeWithin = 86_400_000;
const mostChanges = 50;
/** The page says so where it keeps what was begun, without a press. No question may have such a key. */
const keptByItself = '_kept';

/**
 * Enters what a customer said into his answer to an ask, and tells of it. Nothing new changes nothing.
 * @throws Refusal conflict answer-final · invalid nothing-answered · too_many answer-changes
 */
export async function enterAnswer(
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
  await tellOfAnswer(ctx, invitation, customer, before, answer);
  return done(answer);
}

/** Which parts are new or different. @throws Refusal when something said is changed too late or too often */
function changesOf(before: AnswerRow | undefined, known: GivenAnswers, given: GivenAnswers, now: Date): string[] {
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

/** What an answer says, by the question’s key. */
export function givenIn({ solved, rating, likely, easy, word, why, more }: AnswerRow): GivenAnswers {
  const said: Record<string, AnswerValue | null> = { solved, rating, likely, easy, word, why };
  const given: Record<string, AnswerValue> = { ...(more as Record<string, AnswerValue>) };
  for (const [key, value] of Object.entries(said)) if (value !== null) given[key] = value;
  return given;
}

function normalised(word: string, language: string): string | null {
  const base = language.slice(0, 2);
  return (base === 'en' || base === 'de' ? normaliseAnswer(word, base) : plainWord(word)) || null;
}
