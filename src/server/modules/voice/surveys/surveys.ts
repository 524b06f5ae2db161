import type { Question, Survey } from '../../../../contract/voice-surveys.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { checkQuestions } from '../../../../domain/voice/questions.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { findCustomer, findSurvey, findSurveyOfProgramme, listSurveysAfter, type SurveyRow } from '../queries.ts';
import { findCompany } from '../../people/index.ts';
import { showWhenEnough } from '../mixing.ts';
import { fewestAnonymous } from './sealed-answers.ts';
import { insertSurvey, seedSurveys } from './survey-seeds.ts';
import { titleIn, writeQuestions, writeSurveyMail } from './survey-mail.ts';
import { newLinkKey } from './survey-tokens.ts';
import { keepVersion } from './survey-versions.ts';

/** What may be said of a survey; what is left out stays as it is. */
export interface SurveyText {
  name?: string | undefined;
  questions?: Question[] | undefined;
  quietDays?: number | undefined;
  active?: boolean | undefined;
  anonymous?: boolean | undefined;
  priority?: number | undefined;
  way?: Survey['way'] | undefined;
  theme?: Survey['theme'] | undefined;
  quota?: Survey['quota'] | undefined;
  expiresDays?: number | undefined;
  destinationId?: string | null | undefined;
  waitHours?: number | undefined;
  openLink?: boolean | undefined;
  fewest?: number | undefined;
}

/** Surveys by name. */
export async function listSurveys(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const rows = await listSurveysAfter(ctx.db, readCursor(query.cursor, 2), limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.name, row.id],
    (row) => showSurvey(row, ctx.url),
  );
}

/** One survey. @throws Refusal not_found */
export async function readSurvey(ctx: Context, id: string): Promise<Survey> {
  return showSurvey(await theSurvey(ctx, id), ctx.url);
}

/** Makes a survey of the company's own; the two of the house exist from the start. */
export function createSurvey(
  ctx: Context,
  input: SurveyText & { name: string; programme: 'relational' | 'destination' | 'custom'; questions: Question[] },
): Promise<Survey> {
  return transact(ctx, async (ctx) => {
    checkQuestions(input.questions);
    checkFewest(input.anonymous === true, input.fewest ?? fewestAnonymous);
    await checkDestination(ctx, input.destinationId);
    const id = newId();
    await insertSurvey(ctx, { ...input, id, quietDays: input.quietDays ?? 30, active: input.active ?? true });
    const rest = columnsOf({ ...input, name: undefined, questions: undefined }, undefined);
    if (Object.keys(rest).length > 0) await ctx.trx.updateTable('surveys').set(rest).where('id', '=', id).execute();
    await record(ctx, 'voice.survey-made', id, { name: input.name.trim() });
    return readSurvey(ctx, id);
  });
}

/**
 * Changes a survey. Other questions are a new version: answers keep the one they were given to, and can be read with it.
 * @throws Refusal conflict anonymity-fixed when there are answers already · invalid for questions that cannot be asked
 */
export function changeSurvey(ctx: Context, id: string, input: SurveyText): Promise<Survey> {
  return transact(ctx, async (ctx) => {
    const survey = await theSurvey(ctx, id);
    if (input.questions !== undefined) {
      checkQuestions(input.questions);
      if (survey.programme === 'recovery') needVerdict(input.questions);
    }
    await checkDestination(ctx, input.destinationId);
    if (input.anonymous !== undefined && input.anonymous !== survey.anonymous) await mayTurnAnonymous(ctx, survey);
    if (input.anonymous !== undefined || input.fewest !== undefined)
      checkFewest(input.anonymous ?? survey.anonymous, input.fewest ?? survey.fewest);
    const change = columnsOf(input, survey.link_key);
    const asked = input.questions !== undefined && JSON.stringify(input.questions) !== JSON.stringify(survey.questions);
    if (asked) await keepVersion(ctx, id, survey.version + 1, input.questions!);
    if (Object.keys(change).length > 0) {
      await ctx.trx
        .updateTable('surveys')
        .set({ ...change, ...(asked ? { version: survey.version + 1 } : {}) })
        .where('id', '=', id)
        .execute();
      await record(ctx, 'voice.survey-changed', id, {
        changed: Object.keys(input),
        version: survey.version + (asked ? 1 : 0),
      });
      // a smaller group is enough now, or the newest questions take answers to earlier ones in
      if (asked || input.fewest !== undefined) await showWhenEnough(ctx, id);
    }
    return readSurvey(ctx, id);
  });
}

function columnsOf(input: SurveyText, linkKey: string | null | undefined) {
  const link = input.openLink === undefined ? undefined : input.openLink ? (linkKey ?? newLinkKey()) : null;
  return {
    ...(input.name === undefined ? {} : { name: input.name.trim() }),
    ...(input.questions === undefined ? {} : { questions: JSON.stringify(input.questions) }),
    ...(input.quietDays === undefined ? {} : { quiet_days: input.quietDays }),
    ...(input.active === undefined ? {} : { active: input.active }),
    ...(input.anonymous === undefined ? {} : { anonymous: input.anonymous }),
    ...(input.priority === undefined ? {} : { priority: input.priority }),
    ...(input.way === undefined ? {} : { way: input.way }),
    ...(input.theme === undefined ? {} : { theme: JSON.stringify(input.theme) }),
    ...(input.quota === undefined ? {} : { quota: JSON.stringify(input.quota) }),
    ...(input.expiresDays === undefined ? {} : { expires_days: input.expiresDays }),
    ...(input.destinationId === undefined ? {} : { destination_id: input.destinationId }),
    ...(input.waitHours === undefined ? {} : { wait_hours: input.waitHours }),
    ...(input.fewest === undefined ? {} : { fewest: input.fewest }),
    ...(link === undefined ? {} : { link_key: link }),
  };
}

function checkFewest(anonymous: boolean, fewest: number): void {
  if (anonymous && fewest < fewestAnonymous)
    throw new Refusal(
      'invalid',
      'fewest-too-few',
      `Without names, no group smaller than ${fewestAnonymous} may be shown: a single answer could be told from the rest.`,
      { field: 'fewest' },
    );
}

async function checkDestination(ctx: WritingContext, id: string | null | undefined): Promise<void> {
  if (id === undefined || id === null) return;
  const found = await ctx.trx.selectFrom('destinations').select('id').where('id', '=', id).executeTakeFirst();
  if (found === undefined)
    throw new Refusal('invalid', 'destination-not-found', 'There is no such destination.', { field: 'destinationId' });
}

/** What was promised to those who answered stays promised: it may change only before the first answer. */
async function mayTurnAnonymous(ctx: WritingContext, survey: SurveyRow): Promise<void> {
  if (survey.programme === 'recovery')
    throw new Refusal('invalid', 'verdict-named', 'Whoever is asked again gives a verdict on his own matter.', {
      field: 'anonymous',
    });
  const [named, nameless] = [
    await ctx.trx.selectFrom('answers').select('id').where('survey_id', '=', survey.id).limit(1).executeTakeFirst(),
    await ctx.trx
      .selectFrom('anonymous_answers')
      .select('id')
      .where('survey_id', '=', survey.id)
      .limit(1)
      .executeTakeFirst(),
  ];
  if (named !== undefined || nameless !== undefined)
    throw new Refusal(
      'conflict',
      'anonymity-fixed',
      'This survey has answers already; whether it is anonymous was told to whoever gave them. Make another survey.',
      { field: 'anonymous' },
    );
}

/** The mail and the questions as a customer gets them; nothing is sent and the link leads nowhere. */
export async function previewSurvey(ctx: Context, id: string, wanted: string | undefined, customerId?: string) {
  const survey = showSurvey(await theSurvey(ctx, id), ctx.url);
  const customer = customerId === undefined ? undefined : await findCustomer(ctx.db, customerId);
  if (customerId !== undefined && customer === undefined)
    throw new Refusal('not_found', 'customer-not-found', 'There is no such customer.');
  const language = wanted ?? customer?.language ?? (await findCompany(ctx.db))?.language ?? 'en';
  const { subject, text } = writeSurveyMail({
    programme: survey.programme,
    language,
    name: customer?.name ?? 'Anna Berg',
    about: null,
    questions: survey.questions,
    anonymous: survey.anonymous,
    title: titleIn(survey.theme, language),
    url: `${ctx.url}/s/preview`,
  });
  return { subject, text, questions: writeQuestions(survey.questions, language) };
}

/** The survey that the house itself asks; made when it is missing, so that a recovery can always ask again. */
export async function surveyOfTheHouse(ctx: WritingContext, programme: 'after-case' | 'recovery'): Promise<Survey> {
  const known = await findSurveyOfProgramme(ctx.trx, programme);
  if (known !== undefined) return showSurvey(known, ctx.url);
  await seedSurveys(ctx, (await findCompany(ctx.trx))?.language ?? 'en');
  return showSurvey((await findSurveyOfProgramme(ctx.trx, programme))!, ctx.url);
}

/** Asking again after a recovery needs a question whose answer is a verdict. */
function needVerdict(questions: readonly Question[]): void {
  if (questions.some(({ key }) => key === 'solved' || key === 'rating')) return;
  throw new Refusal(
    'invalid',
    'no-verdict',
    'Asking again needs “solved” or a rating: without it nobody can say it is put right.',
    { field: 'questions' },
  );
}

/** One survey as it is kept. @throws Refusal not_found */
export async function theSurvey(ctx: Context, id: string): Promise<SurveyRow> {
  const row = await findSurvey(ctx.db, id);
  if (row === undefined) throw new Refusal('not_found', 'survey-not-found', 'There is no such survey.');
  return row;
}

/** A survey as the wire shows it. */
export function showSurvey(row: SurveyRow, url: string): Survey {
  return {
    id: row.id,
    programme: row.programme as Survey['programme'],
    name: row.name,
    questions: row.questions as Question[],
    version: row.version,
    quietDays: row.quiet_days,
    active: row.active,
    anonymous: row.anonymous,
    priority: row.priority,
    way: row.way as Survey['way'],
    theme: row.theme as Survey['theme'],
    quota: row.quota as Survey['quota'],
    expiresDays: row.expires_days,
    destinationId: row.destination_id,
    waitHours: row.wait_hours,
    link: row.link_key === null ? null : `${url}/s/open/${row.link_key}`,
    fewest: row.fewest,
    createdAt: row.created_at.toISOString(),
  };
}
