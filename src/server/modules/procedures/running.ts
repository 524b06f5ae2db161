import type { ProcedureRun, RunStep } from '../../../contract/procedures-running.ts';
import type { ProcedureContent } from '../../../contract/procedures.ts';
import { mayDoStep, standingsOf, type Step, subStepsOf } from '../../../domain/procedures/steps.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { findCase } from '../cases/index.ts';
import { inform } from './informing.ts';
import {
  dropMarks,
  findProcedure,
  findRun,
  holdRun,
  insertRun,
  isRunning,
  listMarks,
  type MarkRow,
  type RunRow,
  saveMark,
  updateRun,
} from './queries.ts';
import { noProcedure } from './writing.ts';

/** Begins a procedure in a case, in the version published now. Records `procedures.started`. */
export function startProcedure(ctx: Context, ref: string, procedureId: string): Promise<ProcedureRun> {
  return transact(ctx, async (ctx) => {
    const found = await findCase({ ...ctx, db: ctx.trx }, ref);
    const procedure = await findProcedure(ctx.trx, procedureId);
    if (procedure === undefined) throw noProcedure();
    if (procedure.version === 0 || procedure.retired_at !== null)
      throw new Refusal('conflict', 'procedure-not-live', 'This procedure is not published, or it was retired.');
    const id = newId();
    const made = await insertRun(ctx.trx, {
      id,
      procedure_id: procedureId,
      version: procedure.version,
      case_id: found.id,
      state: 'running',
      started_at: ctx.now,
      started_by: staffId(ctx.actor),
    });
    if (!made) throw new Refusal('conflict', 'already-running', `${procedure.name} is already running in this case.`);
    await record(ctx, 'procedures.started', found.id, {
      runId: id,
      procedureId,
      version: procedure.version,
      caseId: found.id,
      userId: staffId(ctx.actor),
    });
    return readRun(ctx, id);
  });
}

/**
 * Marks a step: done, with its answer where it asks a question, or skipped for a reason. What an answer leads past is no
 * longer marked. When everything on the way is marked, the run is finished. Records `procedures.step-done` or `-skipped`.
 * @throws Refusal conflict `run-ended`, `step-not-open`; invalid `choice-needed`, `reason-needed`; forbidden `step-of-another-role`
 */
export function markStep(
  ctx: Context,
  runId: string,
  key: string,
  input: { state: 'done' | 'skipped'; choice?: string | undefined; reason?: string | undefined },
): Promise<ProcedureRun> {
  return changeRun(ctx, runId, async (ctx, run) => {
    const { steps } = run.content;
    const step = stepOf(steps, key);
    const standing = standingsOf(steps, marksOf(run.marks)).standings.get(key)!;
    const partsLeft = subStepsOf(steps, key).some((part) => !run.marks.some((mark) => mark.step_key === part.key));
    // what cannot be done yet can be skipped with its parts; what hangs on an answer cannot
    const skippable = input.state === 'skipped' && partsLeft && standing === 'ahead';
    if (standing === 'away' || (standing === 'ahead' && !skippable))
      throw new Refusal('conflict', 'step-not-open', 'This step waits for another one first.');
    refuseStranger(ctx, step, run.assigneeId);
    const choice = input.state === 'done' ? choiceOf(step, input.choice) : null;
    const reason = input.reason?.trim() || null;
    if (input.state === 'skipped' && reason === null)
      throw new Refusal('invalid', 'reason-needed', 'Say why this step is skipped.', { field: 'reason' });
    await saveMark(ctx.trx, {
      run_id: runId,
      step_key: key,
      state: input.state,
      choice,
      reason,
      at: ctx.now,
      by_user: staffId(ctx.actor),
    });
    await dropPassed(ctx, runId, steps);
    await record(ctx, `procedures.step-${input.state}`, run.case_id, {
      ...factsOf(run),
      stepKey: key,
      choice,
      reason,
      userId: staffId(ctx.actor),
    });
    if (input.state === 'done') await inform(ctx, step, { id: runId, caseId: run.case_id, name: run.content.name });
  });
}

/** Takes a mark back; what hung on its answer opens anew. Records `procedures.step-reopened`. */
export function unmarkStep(ctx: Context, runId: string, key: string): Promise<ProcedureRun> {
  return changeRun(
    ctx,
    runId,
    async (ctx, run) => {
      const step = stepOf(run.content.steps, key);
      if (!run.marks.some((mark) => mark.step_key === key))
        throw new Refusal('conflict', 'step-not-marked', 'This step is not marked.');
      refuseStranger(ctx, step, run.assigneeId);
      await dropMarks(ctx.trx, runId, [key]);
      await dropPassed(ctx, runId, run.content.steps);
      await record(ctx, 'procedures.step-reopened', run.case_id, { ...factsOf(run), stepKey: key });
    },
    ['running', 'finished'],
  );
}

/** Stops a run for a reason; it can be gone on with. Records `procedures.stopped`. */
export function stopRun(ctx: Context, runId: string, reason: string): Promise<ProcedureRun> {
  return changeRun(ctx, runId, async (ctx, run) => {
    await updateRun(ctx.trx, runId, {
      state: 'stopped',
      ended_at: ctx.now,
      ended_by: staffId(ctx.actor),
      reason: reason.trim(),
    });
    await record(ctx, 'procedures.stopped', run.case_id, { ...factsOf(run), reason: reason.trim() });
  });
}

/** Goes on with a run that was stopped. */
export function resumeRun(ctx: Context, runId: string): Promise<ProcedureRun> {
  return changeRun(
    ctx,
    runId,
    async (ctx, run) => {
      if ((await isRunning(ctx.trx, run.case_id, run.procedure_id)) !== undefined)
        throw new Refusal('conflict', 'already-running', 'This procedure is already running in this case.');
      await updateRun(ctx.trx, runId, { state: 'running', ended_at: null, ended_by: null, reason: null });
      await record(ctx, 'procedures.resumed', run.case_id, factsOf(run));
    },
    ['stopped'],
  );
}

/** A run with its steps, as far as the actor may see its case. @throws Refusal not_found */
export async function readRun(ctx: Context, id: string): Promise<ProcedureRun> {
  const { run, marks, assigneeId } = await theRun(ctx, id);
  return showRun(ctx, run, marks, assigneeId);
}

/** A run as it travels. */
export function showRun(ctx: Context, row: RunRow, marks: readonly MarkRow[], assigneeId: string | null): ProcedureRun {
  const content = row.content as unknown as ProcedureContent;
  const { standings } = standingsOf(content.steps, marksOf(marks));
  const steps = content.steps.map((step): RunStep => {
    const mark = marks.find((one) => one.step_key === step.key);
    return {
      ...step,
      standing: standings.get(step.key)!,
      yours: maySelf(ctx, step, assigneeId),
      choice: mark?.choice ?? null,
      reason: mark?.reason ?? null,
      at: mark?.at.toISOString() ?? null,
      by: mark?.by_user == null ? null : { id: mark.by_user, name: mark.by_name ?? '' },
    };
  });
  const onTheWay = steps.filter((step) => step.standing !== 'away');
  return {
    id: row.id,
    procedure: { id: row.procedure_id, name: content.name },
    version: row.version,
    newest: row.newest,
    caseId: row.case_id,
    state: row.state as ProcedureRun['state'],
    startedAt: row.started_at.toISOString(),
    startedBy: row.started_by === null ? null : { id: row.started_by, name: row.starter ?? '' },
    endedAt: row.ended_at?.toISOString() ?? null,
    reason: row.reason,
    done: onTheWay.filter((step) => step.standing === 'done' || step.standing === 'skipped').length,
    total: onTheWay.length,
    steps,
  };
}

/** The marks of one run as the rules read them. */
export function marksOf(marks: readonly MarkRow[]) {
  return new Map(
    marks.map((mark) => [mark.step_key, { state: mark.state as 'done' | 'skipped', choice: mark.choice }]),
  );
}

type Held = RunRow & { content: ProcedureContent; marks: MarkRow[]; assigneeId: string | null };

async function changeRun(
  ctx: Context,
  id: string,
  work: (ctx: WritingContext, run: Held) => Promise<void>,
  states: readonly string[] = ['running'],
): Promise<ProcedureRun> {
  return transact(ctx, async (ctx) => {
    await holdRun(ctx.trx, id);
    const { run, marks, assigneeId } = await theRun(ctx, id);
    if (!states.includes(run.state))
      throw new Refusal('conflict', 'run-ended', `This procedure is ${run.state} here; that cannot be done any more.`);
    await work(ctx, { ...run, content: run.content as unknown as ProcedureContent, marks, assigneeId });
    await settle(ctx, id);
    return readRun(ctx, id);
  });
}

/** Finishes a run whose steps are all marked, and opens one again that has lost a mark. */
async function settle(ctx: WritingContext, id: string): Promise<void> {
  const run = (await findRun(ctx.trx, id))!;
  if (run.state === 'stopped') return;
  const { finished } = standingsOf(
    (run.content as unknown as ProcedureContent).steps,
    marksOf(await listMarks(ctx.trx, [id])),
  );
  if (finished === (run.state === 'finished')) return;
  if (!finished && (await isRunning(ctx.trx, run.case_id, run.procedure_id)) !== undefined)
    throw new Refusal('conflict', 'already-running', 'This procedure was begun anew in this case since.');
  await updateRun(ctx.trx, id, {
    state: finished ? 'finished' : 'running',
    ended_at: finished ? ctx.now : null,
    ended_by: finished ? staffId(ctx.actor) : null,
  });
  if (finished) await record(ctx, 'procedures.finished', run.case_id, factsOf(run));
}

async function theRun(ctx: Context, id: string) {
  const db = ctx.trx ?? ctx.db;
  const run = await findRun(db, id);
  const missing = new Refusal('not_found', 'run-not-found', 'This procedure does not run here.');
  if (run === undefined) throw missing;
  const found = await findCase({ ...ctx, db }, run.case_id).catch(() => undefined);
  if (found === undefined) throw missing;
  return { run, marks: await listMarks(db, [id]), assigneeId: found.assignee_id };
}

/** Takes away marks of steps that the answers now lead past. */
async function dropPassed(ctx: WritingContext, runId: string, steps: readonly Step[]): Promise<void> {
  const marks = await listMarks(ctx.trx, [runId]);
  const { standings } = standingsOf(steps, marksOf(marks));
  const passed = marks.filter((mark) => standings.get(mark.step_key) === 'away').map((mark) => mark.step_key);
  await dropMarks(ctx.trx, runId, passed);
}

function stepOf(steps: readonly Step[], key: string): Step {
  const step = steps.find((one) => one.key === key);
  if (step === undefined) throw new Refusal('not_found', 'step-not-found', 'This version has no such step.');
  return step;
}

function choiceOf(step: Step, choice: string | undefined): string | null {
  if (step.choices.length === 0) return null;
  if (step.choices.some((one) => one.key === choice)) return choice!;
  throw new Refusal(
    'invalid',
    'choice-needed',
    `This step asks: ${step.choices.map((one) => one.label).join(', ')}. Say which.`,
    { field: 'choice' },
  );
}

function refuseStranger(ctx: Context, step: Step, assigneeId: string | null): void {
  if (maySelf(ctx, step, assigneeId)) return;
  throw new Refusal(
    'forbidden',
    'step-of-another-role',
    `"${step.title}" is done by ${step.responsible.startsWith('team:') ? 'another team' : `the role ${step.responsible}`}, or somebody above.`,
  );
}

function maySelf(ctx: Context, step: Step, assigneeId: string | null): boolean {
  const { actor } = ctx;
  if (actor.kind === 'system') return true;
  if (actor.kind === 'customer') return false;
  return mayDoStep(step.responsible, actor, assigneeId);
}

function factsOf(run: RunRow) {
  return { runId: run.id, procedureId: run.procedure_id, version: run.version, caseId: run.case_id };
}
