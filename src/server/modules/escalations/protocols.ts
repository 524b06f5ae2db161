/** Escalation protocols: who steps in when, kept by whoever keeps the policies. */
import type {
  changeProtocol as changeRoute,
  createProtocol as createRoute,
} from '../../../contract/escalations-protocols.ts';
import type { ProtocolDefinition } from '../../../contract/escalations.ts';
import type { EscalationProtocol } from '../../../contract/escalations-protocols.ts';
import type { BodyOf } from '../../../contract/route.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { findNamed, findProtocol, listProtocolsAfter, placeProtocol, saveProtocol } from './protocol-queries.ts';
import { isTaken } from './gaps.ts';
import { findRota } from './rota-queries.ts';
import type { ProtocolRow } from './rows.ts';

/** The job that counts the hours of every running promise again after a protocol by time has changed. */
export const watchJobName = 'escalations.watch';
export const firstId = '00000000-0000-0000-0000-000000000000';

export function createProtocol(ctx: Context, input: BodyOf<typeof createRoute>): Promise<EscalationProtocol> {
  return transact(ctx, async (ctx) => {
    const row: ProtocolRow = {
      id: newId(),
      name: input.name.trim(),
      position: 1,
      active: input.active ?? true,
      version: 1,
      definition: definitionOf(input),
      changed_at: ctx.now,
      archived_at: null,
    };
    await refuseUnfit(ctx, row.definition);
    await save(ctx, row, 'escalations.protocol-made', undefined);
    return showProtocol((await findProtocol(ctx.trx, row.id))!);
  });
}

/** Makes the next version. What runs keeps the steps it began with. */
export function changeProtocol(
  ctx: Context,
  id: string,
  input: BodyOf<typeof changeRoute>,
): Promise<EscalationProtocol> {
  return transact(ctx, async (ctx) => {
    const before = await theProtocol(ctx, id);
    const row: ProtocolRow = {
      ...before,
      name: input.name?.trim() ?? before.name,
      active: input.active ?? before.active,
      version: before.version + 1,
      definition: definitionOf({ ...before.definition, ...input }),
      changed_at: ctx.now,
    };
    // what cannot call anybody any more may still be switched off, or be given another name
    const called = input.steps !== undefined || input.triggers !== undefined;
    if (called || (row.active && !before.active)) await refuseUnfit(ctx, row.definition);
    await save(ctx, row, 'escalations.protocol-changed', input.position ?? before.position);
    return showProtocol((await findProtocol(ctx.trx, id))!);
  });
}

export function removeProtocol(ctx: Context, id: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    const row = await theProtocol(ctx, id);
    await saveProtocol(ctx.trx, { ...row, active: false, archived_at: ctx.now }, staffId(ctx.actor));
    await ctx.trx.deleteFrom('escalation_watches').where('protocol_id', '=', id).execute();
    await record(ctx, 'escalations.protocol-removed', id, { name: row.name });
    return null;
  });
}

export function restoreProtocol(ctx: Context, id: string): Promise<EscalationProtocol> {
  return transact(ctx, async (ctx) => {
    const row = await findProtocol(ctx.trx, id, true);
    if (row === undefined) throw noProtocol();
    await saveProtocol(ctx.trx, { ...row, archived_at: null, changed_at: ctx.now }, staffId(ctx.actor));
    await placeProtocol(ctx.trx, id, row.position);
    await record(ctx, 'escalations.protocol-restored', id, { name: row.name });
    return showProtocol((await findProtocol(ctx.trx, id))!);
  });
}

export async function listProtocols(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const rows = await listProtocolsAfter(ctx.db, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.position, row.id], showProtocol);
}

/** A protocol in use. */
export async function theProtocol(ctx: WritingContext, id: string): Promise<ProtocolRow> {
  const row = await findProtocol(ctx.trx, id, true);
  if (row === undefined || row.archived_at !== null) throw noProtocol();
  return row;
}

async function save(ctx: WritingContext, row: ProtocolRow, type: string, position: number | undefined): Promise<void> {
  await saveProtocol(ctx.trx, row, staffId(ctx.actor));
  await placeProtocol(ctx.trx, row.id, position);
  await record(ctx, type, row.id, { protocolId: row.id, version: row.version, name: row.name, active: row.active });
  await addJob(ctx, watchJobName, { after: firstId }, { key: watchJobName });
}

/** A step that calls nobody, and a trigger without its number, are refused with the place where they stand. */
async function refuseUnfit(ctx: WritingContext, { steps, triggers }: ProtocolDefinition): Promise<void> {
  const needed = { 'clock-used': 1, 'before-due': 0, 'after-due': 0, 'repeated-contact': 2, repeats: 2 } as const;
  for (const [place, trigger] of triggers.entries()) {
    const field = `triggers/${String(place)}`;
    const least = needed[trigger.on as keyof typeof needed] as number | undefined;
    if (least !== undefined && (trigger.n === undefined || trigger.n < least))
      throw new Refusal('invalid', 'trigger-needs-number', `“${trigger.on}” needs a number from ${String(least)}.`, {
        field,
      });
    if (trigger.on === 'clock-used' && (trigger.n ?? 0) > 100)
      throw new Refusal('invalid', 'trigger-over-hundred', 'A clock is used up at 100 per cent.', { field });
    if (trigger.on === 'repeats' && trigger.days === undefined)
      throw new Refusal('invalid', 'trigger-needs-days', 'Say within how many days.', { field });
    if (trigger.on === 'words' && (trigger.words ?? []).length === 0)
      throw new Refusal('invalid', 'trigger-needs-words', 'Name at least one word.', { field });
    if (trigger.on === 'value' && trigger.vip !== true && trigger.n === undefined)
      throw new Refusal('invalid', 'trigger-needs-value', 'Say from which value, or that it is for VIPs.', { field });
  }
  const known = await findNamed(
    ctx.trx,
    steps.flatMap(({ userId }) => userId ?? []),
  );
  for (const [place, step] of steps.entries()) {
    const field = `steps/${String(place)}`;
    if (step.whom === 'role' && step.role === undefined)
      throw new Refusal('invalid', 'step-needs-role', 'Say which role is called.', { field });
    if (step.whom === 'person' && (step.userId === undefined || !known.has(step.userId)))
      throw new Refusal('invalid', 'step-needs-person', 'Name a colleague who works on cases.', { field });
    if (step.whom !== 'on-call') continue;
    const rota = step.rotaId === undefined ? undefined : await findRota(ctx.trx, step.rotaId, ctx.now);
    if (rota === undefined) throw new Refusal('invalid', 'step-needs-rota', 'Name the rota that is called.', { field });
    if (!isTaken(rota))
      throw new Refusal(
        'invalid',
        'step-rota-empty',
        `Nobody takes turns in “${rota.name}”; name somebody there first.`,
        {
          field,
        },
      );
  }
}

function definitionOf(input: ProtocolDefinition): ProtocolDefinition {
  const { way, triggers, conditions, steps, task } = input;
  return { way, triggers, conditions, steps, task };
}

function showProtocol(row: ProtocolRow): EscalationProtocol {
  const { id, name, position, active, version, definition, changed_at } = row;
  return { id, name, position, active, version, ...definition, changedAt: changed_at.toISOString() };
}

function noProtocol(): Refusal {
  return new Refusal('not_found', 'protocol-not-found', 'There is no such escalation protocol.');
}
