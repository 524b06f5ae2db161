import type { ProcedureFinding } from '../../../contract/procedures.ts';
import type { Role } from '../../../domain/people/permissions.ts';
import { lint } from '../../../domain/procedures/linting.ts';
import { mayDoStep, type ProcedureContent } from '../../../domain/procedures/steps.ts';
import type { Context } from '../../context.ts';
import { countStaff } from './queries.ts';

const serving: readonly Role[] = ['agent', 'lead', 'manager', 'admin', 'owner'];

/** What people would stumble over in a procedure, with the staff as it is today. */
export async function findingsOf(ctx: Context, content: ProcedureContent): Promise<ProcedureFinding[]> {
  const { roles, teams } = await countStaff(ctx.db);
  const staffing = new Map<string, number>();
  for (const { responsible } of content.steps) {
    if (staffing.has(responsible)) continue;
    if (responsible.startsWith('team:')) {
      staffing.set(responsible, teams.get(responsible.slice('team:'.length)) ?? 0);
      continue;
    }
    const able = [...serving, ...(responsible === 'colleague' ? (['colleague'] as const) : [])].filter((role) =>
      mayDoStep(responsible, { id: '', role, teamIds: [] }, ''),
    );
    staffing.set(
      responsible,
      able.reduce((sum, role) => sum + (roles.get(role) ?? 0), 0),
    );
  }
  return lint(content, staffing);
}
