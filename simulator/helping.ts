import { give } from '../src/server/modules/authority/index.ts';
import { addParty, changeCase, mergeCase, noteOnCase } from '../src/server/modules/cases/index.ts';
import { useMacro as applyMacro } from '../src/server/modules/macros/index.ts';
import { addSheet, sendSheet } from '../src/server/modules/options/index.ts';
import { markStep, startProcedure } from '../src/server/modules/procedures/index.ts';
import type { Context } from '../src/server/context.ts';
import { refused } from './life.ts';
import type { Founded } from './founding.ts';
import type { Stage } from './playing.ts';

const hour = 3_600_000;

/** On the last days the desk uses all of its hands once, so that each can be seen at work in a case that is still open. */
export async function tryEveryHand(stage: Stage, founded: Founded, at: Date): Promise<void> {
  const ctx = stage.as(founded.lead, at);
  const open = await ctx.db
    .selectFrom('cases')
    .select(['id', 'number', 'subject', 'kind', 'state'])
    .where('state', 'in', ['new', 'open', 'waiting'])
    .where('merged_into', 'is', null)
    .orderBy('created_at', 'desc')
    .limit(12)
    .execute();
  const [first, second, third] = open;
  if (first === undefined) return;
  await runProcedure(ctx, first.id).catch(refused);
  await giveSomething(ctx, (second ?? first).id).catch(refused);
  await offerOptions(ctx, (open.find(({ kind }) => kind === 'incident') ?? third ?? first).id).catch(refused);
  await askSupplier(ctx, first.id, at).catch(refused);
  await applyOneMacro(ctx, (second ?? first).id).catch(refused);
  await askTheOwner(stage, founded, open.find(({ state }) => state === 'open') ?? first, at);
  // two of one household wrote about the same thing
  const twin = open
    .slice(3)
    .find((one) => open.slice(3).some((other) => other !== one && other.subject === one.subject));
  const into = open.slice(3).find((other) => other !== twin && other.subject === twin?.subject);
  if (twin !== undefined && into !== undefined) await mergeCase(ctx, twin.id, String(into.number)).catch(refused);
}

/** Somebody asks for the owner by name: she has it, and knows why. */
async function askTheOwner(stage: Stage, { lead, owner }: Founded, { id }: { id: string }, at: Date): Promise<void> {
  const ctx = stage.as(lead, at);
  await changeCase(ctx, id, { assigneeId: owner.id }).catch(refused);
  await noteOnCase(ctx, id, {
    html: '<p>Ruth, they know you from the first kitchen and asked for you by name. I rang and said you write before noon.</p>',
    mentions: [owner.id],
  }).catch(refused);
}

async function runProcedure(ctx: Context, caseId: string): Promise<void> {
  const procedure = await ctx.db
    .selectFrom('procedures')
    .select('id')
    .where('version', '>', 0)
    .where('retired_at', 'is', null)
    .orderBy('name')
    .limit(1)
    .executeTakeFirst();
  if (procedure === undefined) return;
  const run = await startProcedure(ctx, caseId, procedure.id);
  const next = run.steps.find((step) => step.standing === 'open');
  if (next !== undefined) await markStep(ctx, run.id, next.key, { state: 'done' });
}

async function giveSomething(ctx: Context, caseId: string): Promise<void> {
  const kind = await ctx.db
    .selectFrom('gesture_kinds')
    .select('id')
    .where('unit', '=', 'money')
    .where('retired_at', 'is', null)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  if (kind === undefined) return;
  await give(ctx, caseId, {
    kindId: kind.id,
    size: 25,
    why: 'The van came a day late, and they had waited in for it.',
  });
}

async function offerOptions(ctx: Context, caseId: string): Promise<void> {
  const template = await ctx.db
    .selectFrom('option_templates')
    .select('id')
    .where('retired_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (template === undefined) return;
  const sheet = await addSheet(ctx, caseId, { templateId: template.id });
  await sendSheet(ctx, sheet.id, {});
}

async function askSupplier(ctx: Context, caseId: string, at: Date): Promise<void> {
  await addParty(ctx, caseId, {
    role: 'supplier',
    name: 'Quay Stone Yard',
    email: 'orders@quaystone.example',
    topic: 'the slab',
    task: 'Say on which day the slab can be cut',
    dueAt: new Date(at.getTime() + 48 * hour).toISOString(),
  });
}

async function applyOneMacro(ctx: Context, caseId: string): Promise<void> {
  const macro = await ctx.db
    .selectFrom('macros')
    .select('id')
    .where('scope', '=', 'shared')
    .orderBy('name')
    .limit(1)
    .executeTakeFirst();
  if (macro !== undefined) await applyMacro(ctx, caseId, macro.id, {});
}
