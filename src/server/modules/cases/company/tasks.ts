import { sql } from 'kysely';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { lockCase } from '../finding.ts';

export interface TaskInput {
  what?: string | undefined;
  assigneeId?: string | null | undefined;
  dueAt?: string | null | undefined;
  done?: boolean | undefined;
}

/** A task that is made; `promiseId` where it is about a promise and ends with it. */
export interface NewTask extends TaskInput {
  what: string;
  promiseId?: string;
}

const mostTasks = 100;

/** Adds a task to a case. Records `cases.task-added`. */
export function addTask(ctx: Context, ref: string, input: NewTask): Promise<string> {
  return transact(ctx, async (ctx) => {
    const found = await lockCase(ctx, ref);
    await refuseStranger(ctx, input.assigneeId);
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from case_tasks where case_id = ${found.id}`.execute(ctx.trx);
    if (rows[0]!.n >= mostTasks)
      throw new Refusal(
        'conflict',
        'too-many-tasks',
        `A case holds at most ${String(mostTasks)} tasks; open another case.`,
      );
    const id = newId();
    await ctx.trx
      .insertInto('case_tasks')
      .values({
        id,
        case_id: found.id,
        what: input.what.trim(),
        assignee_id: input.assigneeId ?? null,
        due_at: input.dueAt == null ? null : new Date(input.dueAt),
        created_at: ctx.now,
        created_by: staffId(ctx.actor),
        promise_id: input.promiseId ?? null,
      })
      .execute();
    await record(ctx, 'cases.task-added', found.id, {
      caseId: found.id,
      taskId: id,
      assigneeId: input.assigneeId ?? null,
    });
    return found.id;
  });
}

/** Changes a task, or says that it is done. Records `cases.task-done`, `cases.task-undone` or `cases.task-changed`. */
export function changeTask(ctx: Context, ref: string, taskId: string, input: TaskInput): Promise<string> {
  return transact(ctx, async (ctx) => {
    const { found, task } = await lockTask(ctx, ref, taskId);
    await refuseStranger(ctx, input.assigneeId);
    const turns = input.done !== undefined && input.done !== (task.done_at !== null);
    const change = {
      ...(input.what === undefined ? {} : { what: input.what.trim() }),
      ...(input.assigneeId === undefined ? {} : { assignee_id: input.assigneeId }),
      ...(input.dueAt === undefined ? {} : { due_at: input.dueAt === null ? null : new Date(input.dueAt) }),
      ...(turns
        ? { done_at: input.done === true ? ctx.now : null, done_by: input.done === true ? staffId(ctx.actor) : null }
        : {}),
    };
    if (Object.keys(change).length === 0) return found.id;
    await ctx.trx.updateTable('case_tasks').set(change).where('id', '=', taskId).execute();
    const what = turns ? (input.done === true ? 'done' : 'undone') : 'changed';
    await record(ctx, `cases.task-${what}`, found.id, {
      caseId: found.id,
      taskId,
      assigneeId: input.assigneeId ?? task.assignee_id,
    });
    return found.id;
  });
}

/**
 * The one open task about a promise says what is wanted now: made where there is none, else in new words. Where a case is full of
 * tasks it is left at what was told otherwise.
 */
export async function askTaskAbout(
  ctx: WritingContext,
  ref: string,
  input: { promiseId: string; what: string; assigneeId: string | null },
): Promise<void> {
  const found = await lockCase(ctx, ref);
  const open = await ctx.trx
    .selectFrom('case_tasks')
    .select(['id', 'case_id'])
    .where('promise_id', '=', input.promiseId)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  const { n } = await ctx.trx
    .selectFrom('case_tasks')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('case_id', '=', found.id)
    .executeTakeFirstOrThrow();
  if (open !== undefined) await changeTask(ctx, open.case_id, open.id, { what: input.what });
  else if (Number(n) < mostTasks) await addTask(ctx, found.id, input);
}

/** Ends the open tasks about some promises: nothing is wanted of them any more. Records `cases.task-done` for each. */
export async function finishTasksAbout(ctx: WritingContext, promiseIds: readonly string[]): Promise<void> {
  const done = await ctx.trx
    .updateTable('case_tasks')
    .set({ done_at: ctx.now, done_by: staffId(ctx.actor) })
    .where('promise_id', 'in', [...promiseIds])
    .where('done_at', 'is', null)
    .returning(['id', 'case_id', 'assignee_id'])
    .execute();
  for (const { id, case_id, assignee_id } of done)
    await record(ctx, 'cases.task-done', case_id, { caseId: case_id, taskId: id, assigneeId: assignee_id });
}

/** Takes a task away. Records `cases.task-removed`. */
export function removeTask(ctx: Context, ref: string, taskId: string): Promise<string> {
  return transact(ctx, async (ctx) => {
    const { found, task } = await lockTask(ctx, ref, taskId);
    await ctx.trx.deleteFrom('case_tasks').where('id', '=', taskId).execute();
    await record(ctx, 'cases.task-removed', found.id, { caseId: found.id, taskId, what: task.what });
    return found.id;
  });
}

/** Refuses to close a case of which tasks or child cases are open, and says how many. */
export async function refuseOpenTasks(ctx: WritingContext, caseId: string): Promise<void> {
  const { rows } = await sql<{ tasks: number; children: number }>`
    select (select count(*) from case_tasks where case_id = ${caseId} and done_at is null)::int as tasks,
      (select count(*) from case_links l join cases k on k.id = l.case_id where l.other_id = ${caseId} and l.relation = 'parent' and k.state <> 'closed')::int as children
  `.execute(ctx.trx);
  const { tasks, children } = rows[0]!;
  if (tasks + children === 0) return;
  const words = [
    tasks === 0 ? '' : tasks === 1 ? 'one task' : `${String(tasks)} tasks`,
    children === 0 ? '' : children === 1 ? 'one child case' : `${String(children)} child cases`,
  ].filter((word) => word !== '');
  throw new Refusal(
    'conflict',
    'tasks-open',
    `Not done yet: ${words.join(' and ')}. Finish first, or close it all the same.`,
    {
      extension: { tasks, children },
    },
  );
}

async function lockTask(ctx: WritingContext, ref: string, taskId: string) {
  const found = await lockCase(ctx, ref);
  const task = await ctx.trx
    .selectFrom('case_tasks')
    .select(['what', 'assignee_id', 'done_at'])
    .where('id', '=', taskId)
    .where('case_id', '=', found.id)
    .executeTakeFirst();
  if (task === undefined) throw new Refusal('not_found', 'task-not-found', 'There is no such task in this case.');
  return { found, task };
}

async function refuseStranger(ctx: WritingContext, assigneeId: string | null | undefined): Promise<void> {
  if (assigneeId == null) return;
  const known = await ctx.trx
    .selectFrom('users')
    .select('id')
    .where('id', '=', assigneeId)
    .where('active', '=', true)
    .executeTakeFirst();
  if (known === undefined)
    throw new Refusal('invalid', 'assignee-not-found', 'There is no such colleague.', { field: 'assigneeId' });
}
