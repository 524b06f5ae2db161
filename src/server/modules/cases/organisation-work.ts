import { sql } from 'kysely';
import type { OrganisationCase, OrganisationPromise } from '../../../contract/organisation-work.ts';
import type { Context } from '../../context.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { visibleCases } from './visibility.ts';

/** Open cases of the people of an organisation, the one that moved last first; only those that one may see. */
export async function listOrganisationCases(
  ctx: Context,
  organisationId: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  const { rows } = await sql<{
    id: string;
    number: number;
    subject: string;
    state: string;
    priority: string;
    customer_id: string;
    name: string;
    updated_at: Date;
    next_promise_at: Date | null;
  }>`
    select k.id, k.number, k.subject, k.state, k.priority, c.id as customer_id, c.name, k.updated_at, k.next_promise_at
    from cases k join customers c on c.id = k.customer_id
    where k.organisation_id = ${organisationId} and k.state <> 'closed' and ${visibleCases(ctx.actor)}
      and ${after === undefined ? sql`true` : sql`(k.updated_at, k.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by k.updated_at desc, k.id desc limit ${limit + 1}
  `.execute(ctx.db);
  return cutPage(
    rows,
    limit,
    (row) => [row.updated_at.toISOString(), row.id],
    (row): OrganisationCase => ({
      id: row.id,
      number: row.number,
      subject: row.subject,
      state: row.state,
      priority: row.priority,
      customer: { id: row.customer_id, name: row.name },
      updatedAt: row.updated_at.toISOString(),
      nextPromiseAt: row.next_promise_at?.toISOString() ?? null,
    }),
  );
}

/** Promises to the people of an organisation that are still to be kept, the next due first. */
export async function listOrganisationPromises(ctx: Context, organisationId: string): Promise<OrganisationPromise[]> {
  const { rows } = await sql<{
    id: string;
    what: string;
    clock: string | null;
    customer_id: string;
    name: string;
    due_at: Date | null;
    at_risk: boolean;
    number: number | null;
  }>`
    select p.id, p.what, p.clock, c.id as customer_id, c.name, p.due_at, p.at_risk, k.number
    from cases k join promises p on p.case_id = k.id join customers c on c.id = p.customer_id
    where k.organisation_id = ${organisationId} and k.state <> 'closed' and p.ended_at is null and p.kind in ('policy', 'personal') and ${visibleCases(ctx.actor)}
    order by p.due_at nulls last, p.id limit 100
  `.execute(ctx.db);
  return rows.map((row) => ({
    id: row.id,
    what: row.what,
    clock: row.clock,
    customer: { id: row.customer_id, name: row.name },
    dueAt: row.due_at?.toISOString() ?? null,
    atRisk: row.at_risk,
    caseNumber: row.number,
  }));
}
