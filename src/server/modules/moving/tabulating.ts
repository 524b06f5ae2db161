import type { FastifyReply } from 'fastify';
import { say } from '../../catalogue.ts';
import type { Context } from '../../context.ts';
import { type CaseListQuery, listCases } from '../cases/index.ts';
import { listCustomers } from '../customers/index.ts';
import { findCompany } from '../people/index.ts';
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

async function headings(ctx: Context, what: 'case' | 'customer'): Promise<string[]> {
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
