import { sql } from 'kysely';
import type { Step } from '../../../domain/procedures/steps.ts';
import { say } from '../../catalogue.ts';
import { staffId, type WritingContext } from '../../context.ts';
import { notify } from '../notifications/index.ts';

const most = 20;

/**
 * Tells those whom a step names as informed that it is done: the assignee, a team, or a role, of the case's team where it has any
 * of that role. Whoever did it is not told, nor anybody who may not see the case's team.
 */
export async function inform(
  ctx: WritingContext,
  step: Pick<Step, 'key' | 'title' | 'informed'>,
  run: { id: string; caseId: string; name: string },
): Promise<void> {
  const doer = staffId(ctx.actor);
  const told = new Set<string>(doer === null ? [] : [doer]);
  for (const whom of step.informed)
    for (const { id, language, number } of await findInformed(ctx, whom, run.caseId)) {
      if (told.has(id) || told.size > most) continue;
      told.add(id);
      await notify(ctx, {
        userId: id,
        kind: 'followed',
        subject: say(language, 'procedures', 'told.informed', { step: step.title, number, name: run.name }),
        link: `/inbox/${String(number)}`,
        caseId: run.caseId,
        once: `procedure-step:${run.id}:${step.key}`,
      });
    }
}

async function findInformed(ctx: WritingContext, whom: string, caseId: string) {
  const team = whom.startsWith('team:') ? whom.slice('team:'.length) : null;
  const { rows } = await sql<{ id: string; language: string; number: number }>`
    with named as (
      select u.id, u.language, k.number,
        exists (select from team_members m where m.user_id = u.id and m.team_id = k.team_id) as near,
        t.private is true as hidden, u.role
      from cases k left join teams t on t.id = k.team_id join users u on u.active and case
        when ${whom === '' || whom === 'assignee'} then u.id = k.assignee_id
        when ${team !== null} then exists (select from team_members m where m.user_id = u.id and m.team_id::text = ${team ?? ''})
        else u.role = ${whom} end
      where k.id = ${caseId}::uuid)
    select id, language, number from named
    where (not hidden or near or role in ('owner', 'admin'))
      and (${team !== null} or near or not exists (select from named other where other.near))
    order by id limit ${most}
  `.execute(ctx.trx);
  return rows;
}
