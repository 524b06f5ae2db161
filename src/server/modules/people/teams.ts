import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { findTeamById, insertTeam, listTeamsAfter, replaceMembersOf, updateTeam } from './queries.ts';

/** Makes a team. The cases of a private team do not exist for people outside it, admins excepted. */
export function createTeam(
  ctx: Context,
  input: {
    name: string;
    private?: boolean | undefined;
    calendarId?: string | undefined;
    memberIds?: string[] | undefined;
  },
) {
  return transact(ctx, async (ctx) => {
    const id = newId();
    await refuseTakenName(ctx, input.name.trim());
    await insertTeam(ctx.trx, {
      id,
      name: input.name.trim(),
      private: input.private ?? false,
      calendar_id: input.calendarId ?? null,
      created_at: ctx.now,
    });
    if (input.memberIds !== undefined) await replaceMembersOf(ctx.trx, id, input.memberIds);
    await record(ctx, 'people.team-made', id, { name: input.name.trim() });
    return theTeam({ ...ctx, db: ctx.trx }, id);
  });
}

export function changeTeam(
  ctx: Context,
  id: string,
  input: {
    name?: string | undefined;
    private?: boolean | undefined;
    calendarId?: string | null | undefined;
    memberIds?: string[] | undefined;
  },
) {
  return transact(ctx, async (ctx) => {
    await theTeam(ctx, id);
    if (input.name !== undefined) await refuseTakenName(ctx, input.name.trim(), id);
    const change = {
      ...(input.name === undefined ? {} : { name: input.name.trim() }),
      ...(input.private === undefined ? {} : { private: input.private }),
      ...(input.calendarId === undefined ? {} : { calendar_id: input.calendarId }),
    };
    if (Object.keys(change).length > 0) await updateTeam(ctx.trx, id, change);
    if (input.memberIds !== undefined) await replaceMembersOf(ctx.trx, id, input.memberIds);
    await record(ctx, 'people.team-changed', id, { ...input });
    return theTeam(ctx, id);
  });
}

export async function listTeams(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  return cutPage(
    await listTeamsAfter(ctx.db, readCursor(query.cursor, 2), limit),
    limit,
    (row) => [row.name, row.id],
    show,
  );
}

async function refuseTakenName(ctx: WritingContext, name: string, exceptId?: string): Promise<void> {
  const taken = await ctx.trx.selectFrom('teams').select('id').where('name', '=', name).executeTakeFirst();
  if (taken !== undefined && taken.id !== exceptId)
    throw new Refusal('conflict', 'team-name-taken', `There is already a team called ${name}.`, { field: 'name' });
}

async function theTeam(ctx: Context, id: string) {
  const team = await findTeamById(ctx.db, id);
  if (team === undefined) throw new Refusal('not_found', 'team-not-found', 'There is no such team.');
  return show(team);
}

function show(row: { id: string; name: string; private: boolean; members: number; calendar_id: string | null }) {
  return { id: row.id, name: row.name, private: row.private, members: row.members, calendarId: row.calendar_id };
}
