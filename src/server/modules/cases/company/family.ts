import { type RawBuilder, sql } from 'kysely';
import type { WritingContext } from '../../../context.ts';
import type { Database } from '../../../store/database.ts';
import { lockCase } from '../finding.ts';
import type { CaseRecord } from '../queries.ts';

/** A case and every case that was merged into it, directly or through another, as a query of ids. */
export function familyOf(caseId: string): RawBuilder<unknown> {
  return sql`with recursive family as (
    select ${caseId}::uuid as id union select merged.id from cases merged join family on merged.merged_into = family.id)
    select id from family`;
}

/** Where a conversation goes on: the case itself, or the last of those it was merged into. */
export async function findConversation(db: Database, caseId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with recursive chain as (
      select id, merged_into, 0 as step from cases where id = ${caseId}::uuid
      union all select k.id, k.merged_into, chain.step + 1 from cases k join chain on k.id = chain.merged_into where chain.step < 50)
    select id from chain order by step desc limit 1
  `.execute(db);
  return rows[0]?.id ?? caseId;
}

/** Locks the case in which a conversation goes on, merged or not. A merge that comes in between is followed, too. */
export async function lockConversation(ctx: WritingContext, caseId: string): Promise<CaseRecord> {
  const system: WritingContext = { ...ctx, actor: { kind: 'system', name: 'conversation' } };
  let found = await lockCase(system, await findConversation(ctx.trx, caseId));
  for (let hops = 0; found.merged_into !== null && hops < 50; hops++) found = await lockCase(system, found.merged_into);
  return found;
}
