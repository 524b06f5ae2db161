import { sql } from 'kysely';
import { Refusal } from '../../../domain/refusal.ts';
import type { WritingContext } from '../../context.ts';

/**
 * Refuses an assignee who may not work on cases, and one who would not see the case he is given because it belongs to a
 * private team that he is not in.
 */
export async function refuseStrangerInPrivateTeam(
  ctx: WritingContext,
  teamId: string | null,
  assigneeId: string | null,
): Promise<void> {
  if (teamId === null && assigneeId === null) return;
  const { rows } = await sql<{ team: boolean; role: string | null; active: boolean | null; sees: boolean }>`
    select ${teamId}::uuid is null or exists (select from teams where id = ${teamId}::uuid) as team,
      (select role from users where id = ${assigneeId}::uuid) as role, (select active from users where id = ${assigneeId}::uuid) as active,
      not exists (select from teams t where t.id = ${teamId}::uuid and t.private
        and not exists (select from team_members m where m.team_id = t.id and m.user_id = ${assigneeId}::uuid)) as sees
  `.execute(ctx.trx);
  const found = rows[0]!;
  if (!found.team) throw new Refusal('invalid', 'team-not-found', 'There is no such team.', { field: 'teamId' });
  if (assigneeId === null) return;
  if (found.role === null || found.active !== true || found.role === 'colleague')
    throw new Refusal('invalid', 'assignee-not-found', 'There is no such colleague who works on cases.', {
      field: 'assigneeId',
    });
  if (!found.sees && found.role !== 'owner' && found.role !== 'admin')
    throw new Refusal(
      'invalid',
      'assignee-outside-team',
      'This colleague is not in the private team that the case belongs to.',
      {
        field: 'assigneeId',
      },
    );
}
