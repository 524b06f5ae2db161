import { acknowledge, deEscalate, finishTask } from '../src/server/modules/escalations/index.ts';
import { give } from '../src/server/modules/authority/index.ts';
import { addParty, mergeCase } from '../src/server/modules/cases/index.ts';
import { useMacro as applyMacro } from '../src/server/modules/macros/index.ts';
import { addSheet, sendSheet } from '../src/server/modules/options/index.ts';
import { markStep, startProcedure } from '../src/server/modules/procedures/index.ts';
import type { Context } from '../src/server/context.ts';
import { refused } from './daily-life.ts';
import type { Founded } from './founding.ts';
import type { Stage } from './playing.ts';

const hour = 3_600_000;
const few = 4;

/** A lead takes what escalates, ends what is over by the next day, and does what a breach asks of whoever leads. */
export async function answerEscalations(stage: Stage, founded: Founded, at: Date): Promise<void> {
  const ctx = stage.as(founded.lead, at);
  const before = (hours: number) => new Date(at.getTime() - hours * hour);
  const calling = await ctx.db
    .selectFrom('escalations')
    .select('id')
    .where('state', 'in', ['calling', 'unheard'])
    .where('started_at', '<', before(1))
    .orderBy('started_at')
    .limit(few)
    .execute();
  for (const { id } of calling) await acknowledge(ctx, id).catch(refused);
  const over = await ctx.db
    .selectFrom('escalations')
    .select('id')
    .where('state', '=', 'acknowledged')
    .where('started_at', '<', before(20))
    .orderBy('started_at')
    .limit(few)
    .execute();
  for (const { id } of over) await deEscalate(ctx, id, 'Rang, said sorry, named the day.').catch(refused);
  const asked = await ctx.db
    .selectFrom('escalation_tasks')
    .select('id')
    .where('done_at', 'is', null)
    .where('made_at', '<', before(2))
    .orderBy('due_at')
    .limit(few)
    .execute();
  for (const { id } of asked)
    await finishTask(ctx, id, 'Rang; it is a bad week there, and it was heard.').catch(refused);
}

/** On the last days the desk uses all of its hands once, so that each can be seen at work in a case that is still open. */
export async function tryEveryHand(stage: Stage, founded: Founded, at: Date): Promise<void> {
  const ctx = stage.as(founded.lead, at);
  const open = await ctx.db
    .selectFrom('cases')
    .select(['id', 'number', 'subject', 'customer_id'])
    .where('state', 'in', ['new', 'open', 'waiting'])
    .where('merged_into', 'is', null)
    .orderBy('created_at', 'desc')
    .limit(12)
    .execute();
  const [first, second, third] = open;
  if (first === undefined) return;
  await runProcedure(ctx, first.id).catch(refused);
  await giveSomething(ctx, (second ?? first).id).catch(refused);
  await offerOptions(ctx, (third ?? first).id).catch(refused);
  await askSupplier(ctx, first.id, at).catch(refused);
  await applyOneMacro(ctx, (second ?? first).id).catch(refused);
  // two of one household wrote about the same thing
  const twin = open
    .slice(3)
    .find((one) => open.slice(3).some((other) => other !== one && other.subject === one.subject));
  const into = open.slice(3).find((other) => other !== twin && other.subject === twin?.subject);
  if (twin !== undefined && into !== undefined) await mergeCase(ctx, twin.id, String(into.number)).catch(refused);
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
