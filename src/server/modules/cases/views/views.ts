import { type RawBuilder, sql } from 'kysely';
import type { View, ViewFilter } from '../../../../contract/cases-views.ts';
import { mayRole } from '../../../../domain/people/permissions.ts';
import {
  usualColumns,
  type ViewColumn,
  type ViewDensity,
  type ViewScope,
  type ViewSort,
} from '../../../../domain/cases/views.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { countFiltered, listFiltered } from './views-listing.ts';

interface ViewRecord {
  id: string;
  name: string;
  scope: ViewScope;
  owner_id: string | null;
  owner: string | null;
  team_id: string | null;
  team: string | null;
  filter: ViewFilter;
  sort: ViewSort;
  columns: ViewColumn[];
  density: ViewDensity;
  place: number;
  rank: number;
}

export interface ViewInput {
  name: string;
  scope: ViewScope;
  teamId?: string | null | undefined;
  filter: ViewFilter;
  sort?: ViewSort | undefined;
  columns?: ViewColumn[] | undefined;
  density?: ViewDensity | undefined;
}

const rank = sql`(case v.scope when 'personal' then 0 when 'team' then 1 else 2 end)`;

/** Who may use a view: its owner; the team's members, owners and admins; everybody. */
function usable(ctx: Context): RawBuilder<boolean> {
  const { actor } = ctx;
  const teams = 'teamIds' in actor ? [...actor.teamIds] : [];
  const all = 'role' in actor && (actor.role === 'owner' || actor.role === 'admin');
  return sql<boolean>`(v.scope = 'shared' or (v.scope = 'personal' and v.owner_id = ${staffId(actor)}::uuid)
    or (v.scope = 'team' and (${all} or v.team_id = any(${teams}::uuid[]))))`;
}

async function select(ctx: Context, where: RawBuilder<unknown>, limit: number): Promise<ViewRecord[]> {
  const { rows } = await sql<ViewRecord>`
    select v.id, v.name, v.scope, v.owner_id, u.name as owner, v.team_id, t.name as team, v.filter, v.sort, v.columns, v.density,
      v.place, ${rank} as rank
    from views v left join users u on u.id = v.owner_id left join teams t on t.id = v.team_id
    where ${usable(ctx)} and ${where} order by ${rank}, v.place, v.id limit ${sql.lit(limit)}
  `.execute(ctx.db);
  return rows;
}

/** The views one may use: one's own, then those of the teams, then those for all; within, as they were put. */
export async function listViews(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 3);
  const rows = await select(
    ctx,
    after === undefined
      ? sql`true`
      : sql`(${rank}, v.place, v.id) > (${after[0]}::int, ${after[1]}::int, ${after[2]}::uuid)`,
    limit + 1,
  );
  return cutPage(
    rows,
    limit,
    (row) => [row.rank, row.place, row.id],
    (row) => show(ctx, row),
  );
}

/** How many cases the first fifty views hold; each costs the same whatever the number of cases. */
export async function countViews(ctx: Context) {
  const items: { id: string; n: number; more: boolean }[] = [];
  for (const row of await select(ctx, sql`true`, 50)) {
    const speaksOfMe =
      row.filter.assignees?.includes('me') === true || row.filter.draft === true || row.filter.following === true;
    if (speaksOfMe && staffId(ctx.actor) === null) continue;
    items.push({ id: row.id, ...(await countFiltered(ctx, row.filter)) });
  }
  return { items };
}

export async function readView(ctx: Context, id: string): Promise<View> {
  return show(ctx, await find(ctx, id));
}

/** Views that everybody has: unsent words, cases that one follows, answers that go out later. */
const all: ViewFilter['states'] = ['new', 'open', 'waiting', 'snoozed', 'closed'];
const everybodys: Readonly<Record<string, { filter: ViewFilter; sort: ViewSort }>> = {
  drafts: { filter: { states: all, draft: true }, sort: 'updated' },
  following: { filter: { states: all, following: true }, sort: 'updated' },
  scheduled: { filter: { states: all, scheduled: true }, sort: 'updated' },
};

/** The cases of a view, in its own order unless another is asked for. */
export async function listViewCases(
  ctx: Context,
  id: string,
  query: { limit?: number | undefined; cursor?: string | undefined; sort?: ViewSort | undefined },
) {
  const view = everybodys[id] ?? (await find(ctx, id));
  return listFiltered(ctx, { ...query, filter: view.filter, sort: query.sort ?? view.sort });
}

/** Keeps a view at the end of its group. Records `cases.view-added`. */
export function addView(ctx: Context, input: ViewInput): Promise<View> {
  return transact(ctx, async (ctx) => {
    await mayKeep(ctx, input.scope, input.teamId ?? null);
    const { rows } = await sql<{ place: number }>`
      select coalesce(max(v.place), 0)::int + 1 as place from views v
      where v.scope = ${input.scope} and (v.scope <> 'personal' or v.owner_id = ${staffId(ctx.actor)}::uuid)
    `.execute(ctx.trx);
    const id = newId();
    await ctx.trx
      .insertInto('views')
      .values({
        id,
        name: input.name.trim(),
        scope: input.scope,
        owner_id: staffId(ctx.actor),
        team_id: input.scope === 'team' ? (input.teamId ?? null) : null,
        filter: JSON.stringify(input.filter),
        sort: input.sort ?? 'promise',
        columns: input.columns ?? [...usualColumns],
        density: input.density ?? 'comfortable',
        place: rows[0]?.place ?? 1,
        created_at: ctx.now,
        updated_at: ctx.now,
      })
      .execute();
    await record(ctx, 'cases.view-added', id, { name: input.name.trim(), scope: input.scope });
    return readView(ctx, id);
  });
}

/** Changes a view. Records `cases.view-changed`. */
export function changeView(ctx: Context, id: string, input: Partial<ViewInput>): Promise<View> {
  return transact(ctx, async (ctx) => {
    const view = await findMine(ctx, id);
    const scope = input.scope ?? view.scope;
    const teamId = scope === 'team' ? (input.teamId === undefined ? view.team_id : input.teamId) : null;
    if (input.scope !== undefined || input.teamId !== undefined) await mayKeep(ctx, scope, teamId);
    await ctx.trx
      .updateTable('views')
      .set({
        scope,
        team_id: teamId,
        ...(scope === 'personal' ? { owner_id: staffId(ctx.actor) } : {}),
        ...(input.name === undefined ? {} : { name: input.name.trim() }),
        ...(input.filter === undefined ? {} : { filter: JSON.stringify(input.filter) }),
        ...(input.sort === undefined ? {} : { sort: input.sort }),
        ...(input.columns === undefined ? {} : { columns: input.columns }),
        ...(input.density === undefined ? {} : { density: input.density }),
        updated_at: ctx.now,
      })
      .where('id', '=', id)
      .execute();
    await record(ctx, 'cases.view-changed', id, {});
    return readView(ctx, id);
  });
}

/** Moves a view by one among those of its group; at the end it stays. Records `cases.view-changed`. */
export function moveView(ctx: Context, id: string, by: 'up' | 'down'): Promise<View> {
  return transact(ctx, async (ctx) => {
    const view = await findMine(ctx, id);
    const group = await select(ctx, sql`v.scope = ${view.scope}`, 500);
    const at = group.findIndex((one) => one.id === id);
    const other = group[at + (by === 'up' ? -1 : 1)];
    if (other !== undefined) {
      const order = group.map((one) => one.id);
      [order[at], order[group.indexOf(other)]] = [other.id, id];
      await sql`
        update views v set place = o.place from unnest(${order}::uuid[]) with ordinality as o(id, place) where v.id = o.id
      `.execute(ctx.trx);
      await record(ctx, 'cases.view-changed', id, {});
    }
    return readView(ctx, id);
  });
}

/** Removes a view. Records `cases.view-dropped`. */
export function dropView(ctx: Context, id: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    const view = await findMine(ctx, id);
    await ctx.trx.deleteFrom('views').where('id', '=', id).execute();
    await record(ctx, 'cases.view-dropped', id, { name: view.name });
    return null;
  });
}

async function find(ctx: Context, id: string): Promise<ViewRecord> {
  const [found] = await select(ctx, sql`v.id = ${id}::uuid`, 1);
  if (found === undefined) throw new Refusal('not_found', 'view-not-found', 'There is no such view.');
  return found;
}

async function findMine(ctx: WritingContext, id: string): Promise<ViewRecord> {
  const view = await find(ctx, id);
  if (mayChange(ctx, view)) return view;
  throw new Refusal('forbidden', 'view-not-yours', 'Whoever leads the desk changes this view; you can keep a copy.');
}

function mayChange(ctx: Context, view: { scope: ViewScope; owner_id: string | null }): boolean {
  const me = staffId(ctx.actor);
  return (me !== null && view.owner_id === me && view.scope !== 'shared') || leads(ctx);
}

function leads(ctx: Context): boolean {
  return ctx.actor.kind === 'system' || ('role' in ctx.actor && mayRole(ctx.actor.role, 'cases.manage'));
}

/** For oneself anybody keeps a view; for a team whoever is in it or leads; for all whoever leads. */
export async function mayKeep(ctx: Context, scope: ViewScope, teamId: string | null): Promise<void> {
  if (scope === 'personal' && staffId(ctx.actor) === null)
    throw new Refusal('invalid', 'not-a-person', 'An API key has nothing of its own; share it.', { field: 'scope' });
  if (scope === 'shared' && !leads(ctx))
    throw new Refusal('forbidden', 'not-permitted', 'Sharing with everybody needs the permission cases.manage.', {
      field: 'scope',
    });
  if (scope !== 'team') return;
  if (teamId === null) throw new Refusal('invalid', 'team-missing', 'Say for which team.', { field: 'teamId' });
  const mine = 'teamIds' in ctx.actor && ctx.actor.teamIds.includes(teamId);
  if (!mine && !leads(ctx))
    throw new Refusal('forbidden', 'not-your-team', 'You are not in this team.', { field: 'teamId' });
  const team = await ctx.db.selectFrom('teams').select('id').where('id', '=', teamId).executeTakeFirst();
  if (team === undefined) throw new Refusal('invalid', 'team-not-found', 'There is no such team.', { field: 'teamId' });
}

function show(ctx: Context, row: ViewRecord): View {
  return {
    id: row.id,
    name: row.name,
    scope: row.scope,
    team: row.team_id === null ? null : { id: row.team_id, name: row.team ?? '' },
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner ?? '' },
    filter: row.filter,
    sort: row.sort,
    columns: row.columns,
    density: row.density,
    yours: mayChange(ctx, row),
  };
}
