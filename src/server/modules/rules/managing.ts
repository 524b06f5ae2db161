import { faultsOf, type Fault } from '../../../domain/rules/faults.ts';
import type { RuleDefinition } from '../../../domain/rules/words.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { windLater } from './clocks.ts';
import {
  findLastPosition,
  findRule,
  insertRule,
  insertVersion,
  listRulesAfter,
  listVersionsAfter,
  moveRule,
  type RuleRow,
  updateRule,
} from './queries.ts';
import { faultOfWords } from './wording.ts';

export async function listRules(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const rows = await listRulesAfter(ctx.db, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.position, row.id], show);
}

export async function readRule(ctx: Context, id: string) {
  return show(await theRule(ctx, id));
}

/** Makes a rule, at the end of the order. Records `rules.made`. */
export function createRule(
  ctx: Context,
  input: { name: string; definition: RuleDefinition; active?: boolean | undefined },
) {
  return transact(ctx, async (ctx) => {
    await refuseFaults(ctx, input.definition);
    const id = newId();
    const active = input.active ?? false;
    await insertRule(ctx.trx, {
      id,
      name: input.name.trim(),
      position: (await findLastPosition(ctx.trx)) + 1,
      active,
      definition: input.definition,
      active_since: active ? ctx.now : null,
      shipped: null,
      changed_by: ctx.actor.name,
      changed_at: ctx.now,
    });
    await keepVersion(ctx, id);
    if (active) await windIfTimed(ctx, id, input.definition);
    await record(ctx, 'rules.made', id, { ruleId: id, name: input.name.trim(), active });
    return show(await theRule({ ...ctx, db: ctx.trx }, id));
  });
}

/** Changes a rule; what it says, whether it acts and its name make a version. Records `rules.changed`. */
export function changeRule(
  ctx: Context,
  id: string,
  input: {
    name?: string | undefined;
    definition?: RuleDefinition | undefined;
    active?: boolean | undefined;
    position?: number | undefined;
  },
) {
  return transact(ctx, async (ctx) => {
    const before = await theRule({ ...ctx, db: ctx.trx }, id, true);
    if (input.definition !== undefined) await refuseFaults(ctx, input.definition);
    if (input.position !== undefined) await moveRule(ctx.trx, id, input.position);
    const says = input.name !== undefined || input.definition !== undefined || input.active !== undefined;
    if (says) await saveSaying(ctx, before, input);
    await record(ctx, 'rules.changed', id, {
      ruleId: id,
      name: input.name ?? before.name,
      active: input.active ?? before.active,
    });
    return show(await theRule({ ...ctx, db: ctx.trx }, id));
  });
}

async function saveSaying(
  ctx: WritingContext,
  before: RuleRow,
  input: { name?: string | undefined; definition?: RuleDefinition | undefined; active?: boolean | undefined },
): Promise<void> {
  const active = input.active ?? before.active;
  const definition = input.definition ?? before.definition;
  // a rule that says something else, or acts again, looks only at what happens from now on
  const anew = active && (!before.active || input.definition !== undefined || before.set_aside_at !== null);
  await updateRule(ctx.trx, before.id, {
    ...(input.name === undefined ? {} : { name: input.name.trim() }),
    definition,
    active,
    active_since: active ? (anew ? ctx.now : before.active_since) : null,
    version: before.version + 1,
    failures: 0,
    set_aside_at: null,
    set_aside_because: null,
    changed_by: ctx.actor.name,
    changed_at: ctx.now,
  });
  await keepVersion(ctx, before.id);
  await ctx.trx.deleteFrom('rule_clocks').where('rule_id', '=', before.id).execute();
  if (active) await windIfTimed(ctx, before.id, definition);
}

/** Removes a rule; its log and versions stay, and it can be brought back. Records `rules.removed`. */
export function removeRule(ctx: Context, id: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    const before = await theRule({ ...ctx, db: ctx.trx }, id, true);
    await updateRule(ctx.trx, id, { removed_at: ctx.now, active: false, active_since: null });
    await ctx.trx.deleteFrom('rule_clocks').where('rule_id', '=', id).execute();
    await record(ctx, 'rules.removed', id, { ruleId: id, name: before.name });
    return null;
  });
}

/** Brings a removed rule back, switched off, at the end of the order. Records `rules.restored`. */
export function restoreRule(ctx: Context, id: string) {
  return transact(ctx, async (ctx) => {
    const found = await findRule(ctx.trx, id, true);
    if (found === undefined) throw noRule();
    if (found.removed_at === null) return show(found);
    await updateRule(ctx.trx, id, { removed_at: null, position: (await findLastPosition(ctx.trx)) + 1 });
    await record(ctx, 'rules.restored', id, { ruleId: id, name: found.name });
    return show(await theRule({ ...ctx, db: ctx.trx }, id));
  });
}

export async function listRuleVersions(
  ctx: Context,
  id: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  await theRule(ctx, id);
  const limit = query.limit ?? 50;
  const rows = await listVersionsAfter(ctx.db, id, readCursor(query.cursor, 1), limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.version],
    ({ changed_by, at, ...row }) => ({ ...row, changedBy: changed_by, at: at.toISOString() }),
  );
}

/** Refuses a definition with faults, naming each at its place. */
export async function refuseFaults(ctx: Context, definition: RuleDefinition): Promise<void> {
  const faults: Fault[] = faultsOf(definition);
  definition.actions.forEach(({ text }, place) => {
    const fault = text === undefined ? undefined : faultOfWords(text);
    if (fault !== undefined) faults.push({ field: `actions.${place}.text`, message: fault });
  });
  faults.push(...(await unknownPeople(ctx, definition)));
  if (faults.length > 0)
    throw new Refusal('invalid', 'rule-invalid', faults[0]!.message, { extension: { fields: faults } });
}

async function unknownPeople(ctx: Context, definition: RuleDefinition): Promise<Fault[]> {
  const teams = await ctx.db.selectFrom('teams').select('id').execute();
  const users = await ctx.db
    .selectFrom('users')
    .select('id')
    .where('active', '=', true)
    .where('role', '<>', 'colleague')
    .execute();
  const isTeam = new Set(teams.map((row) => row.id));
  const isUser = new Set(users.map((row) => row.id));
  return definition.actions.flatMap((action, place) => {
    const faults: Fault[] = [];
    const teamIds = [action.teamId, ...(action.teamIds ?? [])].filter((id) => typeof id === 'string');
    const userIds = [action.userId, ...(action.userIds ?? [])].filter((id) => typeof id === 'string');
    if (teamIds.some((id) => !isTeam.has(id)))
      faults.push({ field: `actions.${place}.teamId`, message: 'There is no such team.' });
    if (userIds.some((id) => !isUser.has(id)))
      faults.push({ field: `actions.${place}.userId`, message: 'There is no such colleague who works on cases.' });
    return faults;
  });
}

async function windIfTimed(ctx: WritingContext, id: string, definition: RuleDefinition): Promise<void> {
  if (definition.when.since !== undefined) await windLater(ctx, id);
}

async function keepVersion(ctx: WritingContext, id: string): Promise<void> {
  const row = (await findRule(ctx.trx, id))!;
  await insertVersion(ctx.trx, {
    rule_id: id,
    version: row.version,
    name: row.name,
    active: row.active,
    definition: row.definition,
    changed_by: ctx.actor.name,
    changed_by_id: staffId(ctx.actor),
    at: ctx.now,
  });
}

async function theRule(ctx: Context, id: string, lock = false): Promise<RuleRow> {
  const row = await findRule(ctx.db, id, lock);
  if (row === undefined || row.removed_at !== null) throw noRule();
  return row;
}

function noRule(): Refusal {
  return new Refusal('not_found', 'rule-not-found', 'There is no such rule.');
}

function show(row: RuleRow) {
  return {
    id: row.id,
    name: row.name,
    position: row.position,
    active: row.active,
    version: row.version,
    definition: row.definition,
    shipped: row.shipped,
    setAside:
      row.set_aside_at === null ? null : { at: row.set_aside_at.toISOString(), because: row.set_aside_because ?? '' },
    lastActedAt: row.last_acted_at?.toISOString() ?? null,
    changedBy: row.changed_by,
    changedAt: row.changed_at.toISOString(),
  };
}
