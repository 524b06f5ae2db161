import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../context.ts';
import type { Database } from '../../store/database.ts';
import { visibleCases } from '../cases/index.ts';

/** An open promise that is at risk, in brief. */
export interface AtRisk {
  id: string;
  what: string;
  clock: string | null;
  case_id: string | null;
  number: number | null;
  customer: string;
  due_at: Date;
}

/**
 * What policies promised and little time is left for, the first due first: of one keeper, or of those named that nobody is
 * there to keep, as far as somebody may see their cases; of these also what people promised.
 */
export async function listAtRisk(
  db: Database,
  whose: { keeperId: string } | { nobodys: readonly string[]; by: Actor },
  now: Date,
  limit: number,
): Promise<AtRisk[]> {
  const which: RawBuilder<unknown> =
    'keeperId' in whose
      ? sql`p.keeper_id = ${whose.keeperId}::uuid`
      : sql`(p.id = any(${[...whose.nobodys]}::uuid[]) or (p.keeper_id is null and ${ofTeams(whose.by)})) and ${visibleCases(whose.by)}`;
  const { rows } = await sql<AtRisk>`
    select p.id, p.what, p.clock, p.case_id, k.number, c.name as customer, p.due_at
    from promises p join customers c on c.id = p.customer_id left join cases k on k.id = p.case_id
    where p.state = 'open' and p.at_risk and (p.kind = 'policy' or (p.kind = 'personal' and p.keeper_id is null)) and p.due_at > ${now} and ${which}
    order by p.due_at, p.id limit ${limit}
  `.execute(db);
  return rows;
}

function ofTeams(actor: Actor): RawBuilder<unknown> {
  const teamIds = 'teamIds' in actor ? actor.teamIds : [];
  return teamIds.length === 0 ? sql`true` : sql`(k.team_id is null or k.team_id = any(${[...teamIds]}::uuid[]))`;
}

/** How many open promises nobody keeps since they were taken off somebody, for a reason, in all or in one case; estimates are nobody's task. */
export async function countLeft(
  db: Database,
  leaverId: string,
  because: string,
  caseId: string | null,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from promises p where p.state = 'open' and p.keeper_id is null and p.kind <> 'estimate'
      and (${caseId}::uuid is null or p.case_id = ${caseId}::uuid)
      and exists (select from promise_facts f where f.promise_id = p.id and f.fact = 'handed-over'
        and f.data ->> 'from' = ${leaverId} and f.data ->> 'reason' = ${because})
  `.execute(db);
  return rows[0]?.n ?? 0;
}
