/** Who may see the case that an escalation is about: nobody else is called, told, or shown it. */
import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { visibleCases } from '../cases/index.ts';
import { findColleague } from '../people/index.ts';

/** Of these people those who may see a case; all of them where it is about none, or about one of no private team. */
export async function whoSees(ctx: Context, caseId: string | null, userIds: readonly string[]): Promise<Set<string>> {
  if (caseId === null || userIds.length === 0) return new Set(userIds);
  const db = ctx.trx ?? ctx.db;
  const { rows } = await sql<{ hidden: boolean }>`
    select t.private as hidden from cases k join teams t on t.id = k.team_id where k.id = ${caseId}::uuid
  `.execute(db);
  if (rows[0]?.hidden !== true) return new Set(userIds);
  const seeing = new Set<string>();
  for (const id of new Set(userIds)) {
    const colleague = await findColleague(db, id);
    if (colleague === undefined) continue;
    const found = await sql`select 1 from cases k where k.id = ${caseId}::uuid and ${visibleCases(colleague)}`.execute(
      db,
    );
    if (found.rows.length > 0) seeing.add(id);
  }
  return seeing;
}
