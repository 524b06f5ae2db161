import { sql } from 'kysely';
import type { Survey } from '../../../../contract/voice-surveys.ts';
import type { Context } from '../../../context.ts';

const week = 7 * 86_400_000;

/**
 * Whether enough were asked or have answered. Counted when somebody is about to be asked; asks made at the same moment may
 * pass it by as many as there are nodes.
 */
export async function isQuotaFull(ctx: Context, survey: Survey, customerId: string): Promise<boolean> {
  const { answers, perWeek, perSegment } = survey.quota;
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
