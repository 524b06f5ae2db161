import { sql } from 'kysely';
import type { Role } from '../../../domain/people/permissions.ts';
import type { Actor } from '../../context.ts';
import type { Database } from '../../store/database.ts';

/**
 * A colleague as he would act himself now, with today's role and teams: for what he asked for earlier and is done later.
 * Undefined when he has left.
 */
export async function findColleague(
  db: Database,
  userId: string,
): Promise<Extract<Actor, { kind: 'staff' }> | undefined> {
  const { rows } = await sql<{ id: string; name: string; role: Role; team_ids: string[] }>`
    select u.id, u.name, u.role, coalesce((select array_agg(m.team_id::text) from team_members m where m.user_id = u.id), '{}') as team_ids
    from users u where u.id = ${userId}::uuid and u.active
  `.execute(db);
  const found = rows[0];
  return found === undefined
    ? undefined
    : { kind: 'staff', id: found.id, role: found.role, name: found.name, teamIds: found.team_ids };
}
