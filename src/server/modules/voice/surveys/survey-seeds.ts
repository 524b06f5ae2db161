import type { Question } from '../../../../contract/voice-surveys.ts';
import { say } from '../../../catalogue.ts';
import type { WritingContext } from '../../../context.ts';
import { newId } from '../../../store/identity.ts';
import type { Subscription } from '../../../store/subscriptions.ts';
import { keepVersion } from './survey-versions.ts';

/** A new company asks after cases and after recoveries from the first day. */
export const voiceSeeds: Subscription = {
  name: 'voice.seeds',
  types: ['people.company-set-up'],
  handle: (ctx, events) => seedSurveys(ctx, String(events[0]!.data['language'] ?? 'en')),
};

/** The surveys of the house, in a language, as far as they are missing. */
export async function seedSurveys(ctx: WritingContext, language: string): Promise<void> {
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

/** A survey that asks nobody: it holds what was said elsewhere. @returns its id */
export async function makeSurveyOf(
  ctx: WritingContext,
  survey: { name: string; programme: 'custom'; questions: Question[] },
): Promise<string> {
  const id = newId();
  await insertSurvey(ctx, { ...survey, id, quietDays: 0, active: false });
  return id;
}

/** Keeps a new survey and its first version; one that is there already stays as it is. */
export async function insertSurvey(
  ctx: WritingContext,
  survey: { id: string; programme: string; name: string; questions: Question[]; quietDays: number; active: boolean },
): Promise<void> {
  const made = await ctx.trx
    .insertInto('surveys')
    .values({
      id: survey.id,
      programme: survey.programme,
      name: survey.name.trim(),
      questions: JSON.stringify(survey.questions),
      quiet_days: survey.quietDays,
      active: survey.active,
      priority: survey.programme === 'recovery' ? 1 : survey.programme === 'after-case' ? 3 : 5,
      created_at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made !== undefined) await keepVersion(ctx, survey.id, 1, survey.questions);
}
