import { sql } from 'kysely';
import type { Survey } from '../../../../contract/voice-surveys.ts';
import type { Context, WritingContext } from '../../../context.ts';

const week = 7 * 86_400_000;

/**
 * Whether enough were asked or have answered. Counted when somebody is about to be asked; who asks by a survey with a quota at the
 * same moment, on whichever node, waits until the first is done, so that no quota is passed.
 */
export async function isQuotaFull(ctx: WritingContext, survey: Survey, customerId: string): Promise<boolean> {
  const { answers, perWeek, perSegment } = survey.quota;
  if (answers === undefined && perWeek === undefined && (perSegment ?? []).length === 0) return false;
  await holdQuota(ctx, survey.id);
  if (answers !== undefined && (await countAnswers(ctx, survey.id, answers)) >= answers) return true;
  if (perWeek !== undefined && (await countAsked(ctx, survey.id, perWeek)) >= perWeek) return true;
  for (const { tag, answers: most } of perSegment ?? [])
    if ((await isOf(ctx, customerId, tag)) && (await countOfSegment(ctx, survey.id, tag, most)) >= most) return true;
  return false;
}

/** Whether a survey has all the answers it wants: then its public page is closed. */
export async function hasEnough(ctx: Context, survey: Survey): Promise<boolean> {
  const { answers } = survey.quota;
  return answers !== undefined && (await countAnswers(ctx, survey.id, answers)) >= answers;
}

/** One ask, or one answer on a public page, of a survey with a quota at a time; held until the transaction ends. */
export function holdQuota(ctx: WritingContext, surveyId: string) {
  return sql`select pg_advisory_xact_lock(hashtextextended(${`voice:quota:${surveyId}`}, 0))`.execute(ctx.trx);
}

async function countAnswers(ctx: Context, surveyId: string, most: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*)::int from (select from answers where survey_id = ${surveyId} limit ${most}) a)
      + (select count(*)::int from (select from anonymous_answers where survey_id = ${surveyId} limit ${most}) b) as n
  `.execute(ctx.db);
  return rows[0]!.n;
}

async function countAsked(ctx: Context, surveyId: string, most: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select from invitations where survey_id = ${surveyId} and state <> 'withheld'
      and at > ${new Date(ctx.now.getTime() - week)} limit ${most}) i
  `.execute(ctx.db);
  return rows[0]!.n;
}

async function countOfSegment(ctx: Context, surveyId: string, tag: string, most: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select from invitations i join customers c on c.id = i.customer_id
      where i.survey_id = ${surveyId} and i.state = 'answered' and c.tags @> array[${tag}] limit ${most}) i
  `.execute(ctx.db);
  return rows[0]!.n;
}

async function isOf(ctx: Context, customerId: string, tag: string): Promise<boolean> {
  const { rows } = await sql`select from customers where id = ${customerId} and tags @> array[${tag}]`.execute(ctx.db);
  return rows.length > 0;
}
