import { type RawBuilder, sql } from 'kysely';
import type { Macro, MacroAction, MacroConditions } from '../../../contract/cases-macros.ts';
import type { MacroTextUse } from '../../../domain/cases/macros.ts';
import type { ViewScope } from '../../../domain/cases/views.ts';
import { mayRole } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../context.ts';
import { sanitiseHtml } from '../../mail/sanitising.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { findCase, mayKeep } from '../cases/index.ts';
import { plainPlaces, refuseUnknown } from './filling.ts';

interface MacroRecord {
  id: string;
  name: string;
  shortcut: string | null;
  scope: ViewScope;
  owner_id: string | null;
  owner: string | null;
  team_id: string | null;
  team: string | null;
  html: string;
  text_use: MacroTextUse;
  actions: MacroAction[];
  conditions: MacroConditions;
  used: number;
  last_used_at: Date | null;
}

export interface MacroInput {
  name: string;
  shortcut?: string | null | undefined;
  scope: ViewScope;
  teamId?: string | null | undefined;
  html?: string | undefined;
  textUse?: MacroTextUse | undefined;
  actions?: MacroAction[] | undefined;
  conditions?: MacroConditions | undefined;
}

function usable(ctx: Context): RawBuilder<boolean> {
  const { actor } = ctx;
  const teams = 'teamIds' in actor ? [...actor.teamIds] : [];
  const all = actor.kind === 'system' || ('role' in actor && (actor.role === 'owner' || actor.role === 'admin'));
  return sql<boolean>`(m.scope = 'shared' or (m.scope = 'personal' and m.owner_id = ${staffId(actor)}::uuid)
    or (m.scope = 'team' and (${all} or m.team_id = any(${teams}::uuid[]))))`;
}

async function select(ctx: Context, where: RawBuilder<unknown>, limit: number): Promise<MacroRecord[]> {
  const { rows } = await sql<MacroRecord>`
    select m.id, m.name, m.shortcut, m.scope, m.owner_id, u.name as owner, m.team_id, t.name as team, m.html, m.text_use, m.actions,
      m.conditions, m.used, m.last_used_at
    from macros m left join users u on u.id = m.owner_id left join teams t on t.id = m.team_id
    where ${usable(ctx)} and ${where} order by lower(m.name), m.id limit ${sql.lit(limit)}
  `.execute(ctx.db);
  return rows;
}

/** Macros and snippets one may use, by name; with a case only those whose conditions it fulfils. */
export async function listMacros(
  ctx: Context,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    q?: string | undefined;
    caseId?: string | undefined;
  },
) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  const like = `%${(query.q ?? '').replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const is = [
    sql`(m.name ilike ${like} or m.shortcut ilike ${like})`,
    ...(query.caseId === undefined ? [] : [await appliesTo(ctx, query.caseId)]),
    ...(after === undefined ? [] : [sql`(lower(m.name), m.id) > (${after[0]}, ${after[1]}::uuid)`]),
  ];
  const rows = await select(ctx, sql.join(is, sql` and `), limit + 1);
  return cutPage(
    rows,
    limit,
    (row) => [row.name.toLowerCase(), row.id],
    (row) => show(ctx, row),
  );
}

/** That a macro's conditions hold on a case: an absent or empty one always does. */
async function appliesTo(ctx: Context, caseId: string): Promise<RawBuilder<unknown>> {
  const found = await findCase(ctx, caseId);
  const { rows } = await sql<{ language: string | null }>`
    select language from customers where id = ${found.customer_id}::uuid
  `.execute(ctx.db);
  const language = rows[0]?.language?.slice(0, 2).toLowerCase() ?? null;
  const among = (key: string, value: string | null) => sql`(
    jsonb_array_length(coalesce(m.conditions -> ${sql.lit(key)}, '[]')) = 0 or m.conditions -> ${sql.lit(key)} ? ${value ?? ''})`;
  return sql`${among('states', found.state)} and ${among('kinds', found.kind)} and ${among('channels', found.channel)}
    and ${among('priorities', found.priority)} and ${among('teamIds', found.team_id)} and ${among('languages', language)}
    and (jsonb_array_length(coalesce(m.conditions -> 'tags', '[]')) = 0 or m.conditions -> 'tags' ?| ${found.tags}::text[])`;
}

export async function readMacro(ctx: Context, id: string): Promise<Macro> {
  return show(ctx, await findMacro(ctx, id));
}

/** A macro one may use. */
export async function findMacro(ctx: Context, id: string): Promise<MacroRecord> {
  const [found] = await select(ctx, sql`m.id = ${id}::uuid`, 1);
  if (found === undefined) throw new Refusal('not_found', 'macro-not-found', 'There is no such macro.');
  return found;
}

/** Keeps a macro. Refuses a text with a placeholder that nobody knows. Records `macros.added`. */
export function addMacro(ctx: Context, input: MacroInput): Promise<Macro> {
  return transact(ctx, async (ctx) => {
    await mayKeep(ctx, input.scope, input.teamId ?? null);
    const texts = checked(input.html ?? '', input.actions ?? []);
    if (texts.html === '' && texts.actions.length === 0)
      throw new Refusal('invalid', 'macro-empty', 'A macro says something or does something.', { field: 'html' });
    await refuseStrangers(ctx, texts.actions);
    const id = newId();
    await ctx.trx
      .insertInto('macros')
      .values({
        id,
        name: input.name.trim(),
        shortcut: input.shortcut?.toLowerCase() ?? null,
        scope: input.scope,
        owner_id: staffId(ctx.actor),
        team_id: input.scope === 'team' ? (input.teamId ?? null) : null,
        html: texts.html,
        text_use: input.textUse ?? 'insert',
        actions: JSON.stringify(texts.actions),
        conditions: JSON.stringify(input.conditions ?? {}),
        created_at: ctx.now,
        updated_at: ctx.now,
      })
      .execute();
    await record(ctx, 'macros.added', id, { name: input.name.trim(), scope: input.scope });
    return readMacro(ctx, id);
  });
}

/** Changes a macro. Records `macros.changed`. */
export function changeMacro(ctx: Context, id: string, input: Partial<MacroInput>): Promise<Macro> {
  return transact(ctx, async (ctx) => {
    const macro = await findMine(ctx, id);
    const scope = input.scope ?? macro.scope;
    const teamId = scope === 'team' ? (input.teamId === undefined ? macro.team_id : input.teamId) : null;
    if (input.scope !== undefined || input.teamId !== undefined) await mayKeep(ctx, scope, teamId);
    const texts = checked(input.html ?? macro.html, input.actions ?? macro.actions);
    if (texts.html === '' && texts.actions.length === 0)
      throw new Refusal('invalid', 'macro-empty', 'A macro says something or does something.', { field: 'html' });
    if (input.actions !== undefined) await refuseStrangers(ctx, texts.actions);
    await ctx.trx
      .updateTable('macros')
      .set({
        scope,
        team_id: teamId,
        html: texts.html,
        actions: JSON.stringify(texts.actions),
        ...(scope === 'personal' && macro.scope !== 'personal' ? { owner_id: staffId(ctx.actor) } : {}),
        ...(input.name === undefined ? {} : { name: input.name.trim() }),
        ...(input.shortcut === undefined ? {} : { shortcut: input.shortcut?.toLowerCase() ?? null }),
        ...(input.textUse === undefined ? {} : { text_use: input.textUse }),
        ...(input.conditions === undefined ? {} : { conditions: JSON.stringify(input.conditions) }),
        updated_at: ctx.now,
      })
      .where('id', '=', id)
      .execute();
    await record(ctx, 'macros.changed', id, {});
    return readMacro(ctx, id);
  });
}

/** Removes a macro. Records `macros.dropped`. */
export function dropMacro(ctx: Context, id: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    const macro = await findMine(ctx, id);
    await ctx.trx.deleteFrom('macros').where('id', '=', id).execute();
    await record(ctx, 'macros.dropped', id, { name: macro.name });
    return null;
  });
}

/** Texts as they may be kept: sanitised, and without unknown placeholders. */
function checked(html: string, actions: readonly MacroAction[]): { html: string; actions: MacroAction[] } {
  refuseUnknown(html, 'html');
  for (const action of actions) if (action.do === 'note') refuseUnknown(action.html, 'actions');
  const clean = sanitiseHtml(plainPlaces(html)).html;
  return {
    html: clean.replaceAll(/<[^>]*>/g, '').trim() === '' ? '' : clean,
    actions: actions.map((action) =>
      action.do === 'note' ? { ...action, html: sanitiseHtml(action.html).html } : action,
    ),
  };
}

/** A deed that names a colleague or a team that is not here would fail each time it is used. */
async function refuseStrangers(ctx: Context, actions: readonly MacroAction[]): Promise<void> {
  for (const action of actions) {
    if (action.do === 'assign' && action.assigneeId !== null && action.assigneeId !== 'me') {
      const { assigneeId } = action;
      const known = await ctx.db.selectFrom('users').select('id').where('id', '=', assigneeId).executeTakeFirst();
      if (known === undefined)
        throw new Refusal('invalid', 'assignee-not-found', 'There is no such colleague.', { field: 'actions' });
    }
    if (action.do === 'team' && action.teamId !== null) {
      const { teamId } = action;
      const known = await ctx.db.selectFrom('teams').select('id').where('id', '=', teamId).executeTakeFirst();
      if (known === undefined)
        throw new Refusal('invalid', 'team-not-found', 'There is no such team.', { field: 'actions' });
    }
  }
}

async function findMine(ctx: Context, id: string): Promise<MacroRecord> {
  const macro = await findMacro(ctx, id);
  if (mayChange(ctx, macro)) return macro;
  throw new Refusal('forbidden', 'macro-not-yours', 'Whoever leads the desk changes this macro; you can keep a copy.');
}

function mayChange(ctx: Context, macro: { scope: ViewScope; owner_id: string | null }): boolean {
  const me = staffId(ctx.actor);
  if (me !== null && macro.owner_id === me && macro.scope !== 'shared') return true;
  return ctx.actor.kind === 'system' || ('role' in ctx.actor && mayRole(ctx.actor.role, 'cases.manage'));
}

function show(ctx: Context, row: MacroRecord): Macro {
  return {
    id: row.id,
    name: row.name,
    shortcut: row.shortcut,
    scope: row.scope,
    team: row.team_id === null ? null : { id: row.team_id, name: row.team ?? '' },
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner ?? '' },
    html: row.html,
    textUse: row.text_use,
    actions: row.actions,
    conditions: row.conditions,
    used: row.used,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    yours: mayChange(ctx, row),
  };
}
