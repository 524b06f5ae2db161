import { permissionsOf } from '../../../domain/people/permissions.ts';
import type { Session } from '../../../contract/people.ts';
import type { Context } from '../../context.ts';
import type { PastProgress } from '../../past.ts';
import { findCompany, findCurrentCharter, findUserById } from './queries.ts';
import { showUser } from './staff.ts';

/** What the staff app asks first. Strangers learn only the company's name and whether it is set up. */
export async function readSession(ctx: Context, past: PastProgress | undefined): Promise<Session> {
  const company = await findCompany(ctx.db);
  const known = ctx.actor.kind === 'staff' || ctx.actor.kind === 'key';
  const word = known ? await findCurrentCharter(ctx.db) : undefined;
  const user = ctx.actor.kind === 'staff' ? await findUserById(ctx.db, ctx.actor.id) : undefined;
  return {
    setUp: company !== undefined,
    company:
      company === undefined
        ? null
        : { name: company.name, timeZone: company.time_zone, language: company.language, currency: company.currency },
    word: word ?? null,
    user: user === undefined ? null : showUser(user),
    past: user === undefined ? null : (past ?? null),
    permissions: 'role' in ctx.actor ? permissionsOf(ctx.actor.role) : [],
  };
}
