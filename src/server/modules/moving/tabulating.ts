import type { FastifyReply } from 'fastify';
import type { Survey } from '../../../contract/voice-surveys.ts';
import { isStandard, wordsFor } from '../../../domain/voice/questions.ts';
import { say } from '../../catalogue.ts';
import type { Context } from '../../context.ts';
import { type CaseListQuery, listCases } from '../cases/index.ts';
import { listCustomers } from '../customers/index.ts';
import { findCompany } from '../people/index.ts';
import { listAnswers, listSurveys, readSurvey } from '../voice/index.ts';
import { sendCsv } from './csv-writing.ts';

/** Cases as a table: page by page through the very list that people see, so that nobody gets a row he may not read. */
export async function tabulateCases(ctx: Context, query: CaseListQuery, reply: FastifyReply): Promise<FastifyReply> {
  async function* rows(): AsyncGenerator<readonly string[]> {
    for await (const one of every((cursor) => listCases(ctx, { ...query, limit: 200, cursor })))
      yield [
        String(one.number),
        one.subject,
        one.state,
        one.priority,
        one.kind,
        one.channel,
        one.customer.name,
        one.organisation?.name ?? '',
        one.team?.name ?? '',
        one.assignee?.name ?? '',
        one.tags.join(', '),
        one.createdAt,
        one.updatedAt,
        one.closedAt ?? '',
        one.verdict ?? '',
      ];
  }
  return sendCsv(reply, 'cases.csv', await headings(ctx, 'case'), rows());
}

/** Customers as a table, as their list shows them. */
export async function tabulateCustomers(
  ctx: Context,
  query: { q?: string | undefined; organisationId?: string | undefined; vip?: boolean | undefined },
  reply: FastifyReply,
): Promise<FastifyReply> {
  async function* rows(): AsyncGenerator<readonly string[]> {
    for await (const one of every((cursor) =>
      listCustomers(ctx, { ...query, limit: 200, ...(cursor === undefined ? {} : { cursor }) }),
    ))
      yield [
        one.id,
        one.name,
        one.email ?? '',
        one.organisation?.name ?? '',
        one.vip ? 'yes' : '',
        one.language ?? '',
        one.tags.join(', '),
        one.firstSeenAt,
        one.lastHeardAt ?? '',
      ];
  }
  return sendCsv(reply, 'customers.csv', await headings(ctx, 'customer'), rows());
}

/**
 * Answers as a table, as their list shows them. Of one survey each question of its own is a column, in the language of the company;
 * of all of them, what was said to such questions stands in one.
 * @throws Refusal not_found when there is no such survey
 */
export async function tabulateAnswers(
  ctx: Context,
  query: {
    surveyId?: string | undefined;
    customerId?: string | undefined;
    bad?: boolean | undefined;
    from?: string | undefined;
    to?: string | undefined;
  },
  reply: FastifyReply,
): Promise<FastifyReply> {
  const language = (await findCompany(ctx.db))?.language ?? 'en';
  const one = query.surveyId === undefined ? undefined : await readSurvey(ctx, query.surveyId);
  const surveys = one === undefined ? await namesOfSurveys(ctx) : new Map([[one.id, one.name]]);
  const asked = one?.questions.filter(({ key }) => !isStandard(key)) ?? [];
  async function* rows(): AsyncGenerator<readonly string[]> {
    for await (const said of every((cursor) => listAnswers(ctx, { ...query, language, limit: 200, cursor }))) {
      const own = new Map(said.own.map((each) => [each.key, each.said.join(', ')]));
      const others = said.own.filter(({ key }) => !asked.some((question) => question.key === key));
      yield [
        said.at,
        surveys.get(said.surveyId) ?? '',
        String(said.version),
        said.customer?.name ?? '',
        said.solved === null ? '' : said.solved ? 'yes' : 'no',
        ...[said.rating, said.likely, said.easy].map((value) => (value === null ? '' : String(value))),
        said.word ?? '',
        said.why ?? '',
        said.complete ? 'yes' : 'no',
        ...asked.map(({ key }) => own.get(key) ?? ''),
        others.map((each) => `${each.question}: ${each.said.join(', ')}`).join(' | '),
      ];
    }
  }
  const names = await headings(ctx, 'answer');
  const questions = asked.map(({ texts }: Survey['questions'][number]) => wordsFor(texts, [language]));
  return sendCsv(reply, 'answers.csv', [...names.slice(0, -1), ...questions, ...names.slice(-1)], rows());
}

async function namesOfSurveys(ctx: Context): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for await (const { id, name } of every((cursor) => listSurveys(ctx, { limit: 200, cursor }))) names.set(id, name);
  return names;
}

async function headings(ctx: Context, what: 'case' | 'customer' | 'answer'): Promise<string[]> {
  const company = await findCompany(ctx.db);
  return say(company?.language, 'moving', `csv.${what}`).split(';');
}

async function* every<T>(
  page: (cursor: string | undefined) => Promise<{ items: T[]; next: string | null }>,
): AsyncGenerator<T> {
  let cursor: string | undefined;
  for (;;) {
    const { items, next } = await page(cursor);
    yield* items;
    if (next === null) return;
    cursor = next;
  }
}
