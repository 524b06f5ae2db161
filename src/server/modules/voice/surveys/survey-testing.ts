import type { Survey } from '../../../../contract/voice-surveys.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../../context.ts';
import { sameSecret } from '../../../signing.ts';
import { queueMail } from '../../channels/index.ts';
import type { OpenInvitation } from './answering.ts';
import { findSurvey } from '../queries.ts';
import { findCompany } from '../../people/index.ts';
import { titleIn, writeQuestions, writeSurveyMail } from './survey-mail.ts';
import { signTest } from './survey-tokens.ts';
import { showSurvey, theSurvey } from './surveys.ts';

/** Sends the mail of a survey to whoever asks for it; nothing of it is counted. @throws Refusal forbidden for programs */
export function sendTest(ctx: Context, id: string, language: string | undefined): Promise<{ to: string; url: string }> {
  return transact(ctx, async (ctx) => {
    const survey = showSurvey(await theSurvey(ctx, id), ctx.url);
    const me = staffId(ctx.actor);
    const person =
      me === null
        ? undefined
        : await ctx.trx.selectFrom('users').select(['name', 'email']).where('id', '=', me).executeTakeFirst();
    if (person === undefined) throw new Refusal('forbidden', 'people-only', 'A test goes to a person; sign in as one.');
    const spoken = language ?? (await findCompany(ctx.trx))?.language ?? 'en';
    const url = `${ctx.url}/s/try/${id}/${signTest(ctx.secret, id)}`;
    const mail = writeSurveyMail({
      programme: survey.programme,
      language: spoken,
      name: person.name,
      about: null,
      questions: survey.questions,
      anonymous: survey.anonymous,
      title: titleIn(survey.theme, spoken),
      url,
    });
    await queueMail(ctx, {
      purpose: 'survey',
      to: [{ name: person.name, address: person.email }],
      ...mail,
      automatic: 'auto-generated',
    });
    return { to: person.email, url };
  });
}

/** The page of a test; undefined when the address was not made by us. */
export async function readTest(
  ctx: Context,
  id: string,
  signature: string,
  language: string,
): Promise<OpenInvitation | undefined> {
  if (!sameSecret(signature, signTest(ctx.secret, id))) return undefined;
  const survey = await findSurvey(ctx.db, id);
  if (survey === undefined) return undefined;
  return {
    company: (await findCompany(ctx.db))?.name ?? '',
    language,
    subject: null,
    programme: survey.programme,
    questions: writeQuestions(survey.questions as Survey['questions'], language),
    given: {},
    answered: false,
    anonymous: survey.anonymous,
    theme: survey.theme as Survey['theme'],
  };
}
